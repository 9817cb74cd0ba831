//! The purpose for which somebody reads a record.

use core::fmt;
use core::str::FromStr;

/// Why somebody reads a record. At one's own site it is care; elsewhere the reader has to state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The person is here, or on the way here, and somebody looks after them.
    Care,
    /// Somebody looks for a person, or brings a family together.
    Family,
    /// A child is involved, or somebody in danger.
    Protection,
    /// The person asked what is kept about them, or asked to correct or erase it.
    Rights,
}

/// A word that is not a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such purpose; purposes are care, family, protection, rights")]
pub struct UnknownPurpose;

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Care, Self::Family, Self::Protection, Self::Rights];

    /// The name, as requests and the log write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Family => "family",
            Self::Protection => "protection",
            Self::Rights => "rights",
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Purpose {
    type Err = UnknownPurpose;

    fn from_str(name: &str) -> Result<Self, UnknownPurpose> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == name)
            .ok_or(UnknownPurpose)
    }
}
