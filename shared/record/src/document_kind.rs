//! Kinds of documents: the compartments of a record, each with its own readers, and lists of arrivals.

use core::fmt;
use core::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a document is, and thereby who reads it.
///
/// Stored by name in documents and by the number below on the wire; neither is ever reused.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Identity, arrival, household, coarse urgent need, services.
    #[n(0)]
    Core,
    /// Phones, addresses and relatives: what an extortionist wants, so it is separate.
    #[n(1)]
    Contact,
    /// Health, abuse, threats, minors' details, narratives.
    #[n(2)]
    Protection,
    /// An arrival list, see [`crate::list`]: it is not part of a record, but a document with its own readers.
    #[n(3)]
    List,
}

/// A word that names no kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of document")]
pub struct UnknownDocumentKind;

impl DocumentKind {
    /// Every kind, in the order of the wire numbers.
    pub const ALL: [Self; 4] = [Self::Core, Self::Contact, Self::Protection, Self::List];

    /// The name, as in a document's `kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Contact => "contact",
            Self::Protection => "protection",
            Self::List => "list",
        }
    }

    /// The number on the wire and in a document's id.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Core => 0,
            Self::Contact => 1,
            Self::Protection => 2,
            Self::List => 3,
        }
    }

    /// Whether documents of this kind belong to no other document and have sites of their own.
    #[must_use]
    pub const fn stands_alone(self) -> bool {
        matches!(self, Self::Core | Self::List)
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DocumentKind {
    type Err = UnknownDocumentKind;

    fn from_str(name: &str) -> Result<Self, UnknownDocumentKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(UnknownDocumentKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_wire_numbers_stay() {
        for (number, name) in ["core", "contact", "protection", "list"]
            .into_iter()
            .enumerate()
        {
            let kind: DocumentKind = name.parse().unwrap();
            assert_eq!(kind.to_string(), name);
            assert_eq!(minicbor::to_vec(kind).unwrap(), [number as u8]);
            assert_eq!(kind.number(), number as u8);
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{name}\""));
        }
        assert_eq!("Core".parse::<DocumentKind>(), Err(UnknownDocumentKind));
    }
}
