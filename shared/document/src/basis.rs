//! The grounds on which a value was written, stored as the message of its change.

use core::fmt;

use puente_record::AccountId;

/// Stands before the reason of a decision.
const DECIDED: &str = "decided: ";

/// Stands before the account whose values somebody entitled wrote again.
const WRITTEN_AGAIN: &str = "written again for ";

/// The grounds on which the values of a change were written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Basis {
    /// The person said so.
    #[default]
    Told,
    /// Read off a paper.
    Document,
    /// Read off the machine-readable zone of a passport or card.
    Mrz,
    /// Computed from the CURP.
    Curp,
    /// Seen by the person who wrote it.
    Observed,
    /// Taken over from an arrival list.
    List,
    /// Typed in later from a form on paper that somebody filled.
    Paper,
    /// Set by the device itself.
    Device,
    /// Somebody entitled decided between concurrent values, for this reason.
    Decided(String),
    /// A basis that this version does not know, kept unchanged.
    Other(String),
}

impl Basis {
    /// The basis that a change's message states.
    #[must_use]
    pub fn from_message(message: &str) -> Self {
        match message {
            "" => Self::Told,
            "document" => Self::Document,
            "mrz" => Self::Mrz,
            "curp" => Self::Curp,
            "observed" => Self::Observed,
            "list" => Self::List,
            "paper" => Self::Paper,
            "device" => Self::Device,
            _ => match message.strip_prefix(DECIDED) {
                Some(reason) => Self::Decided(reason.to_owned()),
                None => Self::Other(message.to_owned()),
            },
        }
    }

    /// The basis of values that the server's own device writes again for this account.
    #[must_use]
    pub fn written_again(account: AccountId) -> Self {
        Self::Other(format!("{WRITTEN_AGAIN}{account}"))
    }

    /// Does it state that the values are another person's, written again?
    #[must_use]
    pub fn is_written_again(&self) -> bool {
        matches!(self, Self::Other(message) if message.starts_with(WRITTEN_AGAIN))
    }

    /// The message for a change with this basis.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Decided(reason) => format!("{DECIDED}{reason}"),
            Self::Other(message) => message.clone(),
            plain => plain.code().to_owned(),
        }
    }

    /// The code: the message without a decision's reason. Empty for [`Basis::Told`].
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Told => "",
            Self::Document => "document",
            Self::Mrz => "mrz",
            Self::Curp => "curp",
            Self::Observed => "observed",
            Self::List => "list",
            Self::Paper => "paper",
            Self::Device => "device",
            Self::Decided(_) => "decided",
            Self::Other(message) => message,
        }
    }
}

/// Leaves out a decision's reason, which may say something about the person.
impl fmt::Debug for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told => f.write_str("told"),
            Self::Other(_) => f.write_str("other"),
            plain => f.write_str(plain.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_basis_survives_its_message() {
        let decided = Basis::Decided("acta de nacimiento".to_owned());
        let other = Basis::Other("neighbour".to_owned());
        let plain = [Basis::Told, Basis::Document, Basis::Mrz, Basis::Curp];
        let more = [Basis::Observed, Basis::List, Basis::Paper];
        let rest = [Basis::Device, decided, other];
        for basis in plain.into_iter().chain(more).chain(rest) {
            assert_eq!(Basis::from_message(&basis.message()), basis);
        }
    }

    #[test]
    fn debug_keeps_the_reason_to_itself() {
        let basis = Basis::Decided("su hermana lo dijo".to_owned());
        assert_eq!(format!("{basis:?}"), "decided");
    }
}
