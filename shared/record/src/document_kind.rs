//! Kinds of documents: the compartments of a record, each with its own readers, and lists of arrivals.
//!
//! [`DOCUMENT_KINDS`] has what differs between kinds; code asks the table instead of comparing kinds. The policy decides
//! who reads and writes a kind, and admission how much a document of it may hold.

use core::fmt;
use core::str::FromStr;

use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a document is, and so who reads it.
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

/// The facts that hold for every document of a kind.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentKindRow {
    /// The kind.
    pub kind: DocumentKind,
    /// The name, as in a document's `kind`.
    pub name: &'static str,
    /// The number on the wire and in a document's id; its index in the table.
    pub number: u8,
    /// What it is about.
    pub subject: DocumentSubject,
    /// What determines its sites.
    pub sites: SitesSource,
    /// The set of fields to ask the person about.
    pub question_field: &'static str,
}

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentSubject {
    /// A person: lists and searches find the record by this document.
    Person,
    /// More about a person, in a separate document because fewer people may read it.
    MoreOfPerson,
    /// The people whom a list announces.
    Arrivals,
}

/// What determines the sites of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SitesSource {
    /// The document itself: its id proves the founding site, and its field `home_site` has the sites it was moved to.
    Itself,
    /// The core document of its record.
    Core,
}

/// Every kind of document, in the order of the wire numbers.
pub static DOCUMENT_KINDS: [DocumentKindRow; 4] = [
    DocumentKindRow {
        kind: DocumentKind::Core,
        name: "core",
        number: 0,
        subject: DocumentSubject::Person,
        sites: SitesSource::Itself,
        question_field: "ask",
    },
    DocumentKindRow {
        kind: DocumentKind::Contact,
        name: "contact",
        number: 1,
        subject: DocumentSubject::MoreOfPerson,
        sites: SitesSource::Core,
        question_field: "contact.ask",
    },
    DocumentKindRow {
        kind: DocumentKind::Protection,
        name: "protection",
        number: 2,
        subject: DocumentSubject::MoreOfPerson,
        sites: SitesSource::Core,
        question_field: "protection.ask",
    },
    DocumentKindRow {
        kind: DocumentKind::List,
        name: "list",
        number: 3,
        subject: DocumentSubject::Arrivals,
        sites: SitesSource::Itself,
        question_field: "list.ask",
    },
];

/// A word that names no kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of document")]
pub struct UnknownDocumentKind;

impl DocumentKind {
    /// Every kind, in the order of the wire numbers.
    pub const ALL: [Self; DOCUMENT_KINDS.len()] = {
        let mut all = [Self::Core; DOCUMENT_KINDS.len()];
        let mut number = 0;
        while number < all.len() {
            all[number] = DOCUMENT_KINDS[number].kind;
            number += 1;
        }
        all
    };

    /// The facts that hold for its documents.
    #[must_use]
    pub const fn row(self) -> &'static DocumentKindRow {
        match self {
            Self::Core => &DOCUMENT_KINDS[0],
            Self::Contact => &DOCUMENT_KINDS[1],
            Self::Protection => &DOCUMENT_KINDS[2],
            Self::List => &DOCUMENT_KINDS[3],
        }
    }

    /// The name, as in a document's `kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.row().name
    }

    /// The number on the wire and in a document's id.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.row().number
    }

    /// The set of fields to ask the person about.
    #[must_use]
    pub const fn question_field(self) -> &'static str {
        self.row().question_field
    }

    /// Whether documents of this kind belong to no other document and have sites of their own.
    #[must_use]
    pub const fn stands_alone(self) -> bool {
        matches!(self.row().sites, SitesSource::Itself)
    }

    /// Whether lists and searches find people by documents of this kind. When such a document moves, the other
    /// documents of its record move with it.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self.row().subject, DocumentSubject::Person)
    }

    /// Whether documents of this kind are lists of arrivals.
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self.row().subject, DocumentSubject::Arrivals)
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

    #[test]
    fn every_kind_finds_its_own_row() {
        for (place, row) in DOCUMENT_KINDS.iter().enumerate() {
            assert_eq!(row.kind.row(), row);
            assert_eq!(usize::from(row.number), place);
        }
    }

    #[test]
    fn a_question_stands_in_a_set_that_no_other_kind_has() {
        for row in &DOCUMENT_KINDS {
            let others = DOCUMENT_KINDS.iter().filter(|of| of.kind != row.kind);
            assert!(
                others
                    .map(|of| of.question_field)
                    .all(|of| of != row.question_field)
            );
        }
    }
}
