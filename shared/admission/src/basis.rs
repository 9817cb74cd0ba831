//! The grounds that a change states. Two of them need a right.

use puente_document::Basis;

use crate::Reason;

/// May the author state these grounds? Only an author with the right to resolve may say that somebody decided.
/// Only the server's own device may say that values were written again in another's name. Everything else is
/// the author's statement of how they know, and only proposals rest on it.
///
/// # Errors
/// [`Reason::BasisNotYours`].
pub(crate) fn check(
    message: &str,
    may_resolve: impl FnOnce() -> bool,
    may_write_again: bool,
) -> Result<(), Reason> {
    let basis = Basis::from_message(message);
    let is_theirs = match &basis {
        Basis::Decided(_) => may_resolve(),
        Basis::Other(_) if basis.is_written_again() => may_write_again,
        _ => true,
    };
    if is_theirs {
        Ok(())
    } else {
        Err(Reason::BasisNotYours)
    }
}

/// Does it say that somebody decided?
pub(crate) fn is_decided(message: &str) -> bool {
    matches!(Basis::from_message(message), Basis::Decided(_))
}
