//! On what grounds a change says it was written: two of them are rights, and not everybody's to say.

use puente_document::Basis;

use crate::Reason;

/// May the author say this? That somebody decided is said by who may decide; that values were written again
/// in another's name, by the server's own device alone. Everything else is what the author says of how they
/// know, and nothing rests on it but proposals.
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
