//! Conflicts: fields whose concurrent values wait for somebody entitled to decide.

use core::fmt;
use std::collections::BTreeMap;

use automerge::ReadDoc;
use puente_record::{ChangeHash, EntryId, Key, Value};

use crate::document::{Standing, Stored};
use crate::hash::from_automerge;
use crate::{Basis, Document};

/// Which field: of the document, or of one of its entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldPath {
    /// A field of the document.
    Field(String),
    /// A field of an entry.
    Entry {
        /// The entry's kind.
        kind: String,
        /// Which entry.
        id: EntryId,
        /// The field within it.
        field: String,
    },
}

/// As the key in the document.
impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(field) => Key::Field(field).fmt(f),
            Self::Entry { kind, id, field } => Key::Entry {
                kind,
                id: *id,
                field,
            }
            .fmt(f),
        }
    }
}

/// A field with several candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: FieldPath,
    /// The candidates: concurrent values in automerge's order, then the claims. They say at least two
    /// different things, or there is nothing but a claim.
    pub candidates: Vec<Candidate>,
}

/// One of several values. Who wrote it, and on which device, is known by its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The value.
    pub value: Value,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// The writing device's clock, milliseconds since 1970.
    pub time_ms: i64,
    /// On what grounds.
    pub basis: Basis,
    /// Added to a conflict by somebody who might not decide it.
    pub claim: bool,
    /// What reading the field shows meanwhile.
    pub winner: bool,
}

/// The values and claims of one field as they stand.
#[derive(Debug, Default)]
struct Candidates {
    values: Vec<Stored>,
    claims: Vec<Stored>,
}

impl Candidates {
    fn is_conflict(&self) -> bool {
        let mut all = self.values.iter().chain(&self.claims);
        let Some(first) = all.next() else {
            return false;
        };
        self.values.is_empty() || all.any(|other| other.text != first.text)
    }
}

impl Document {
    /// The fields whose candidates say different things, ordered by field. Concurrent values that
    /// agree are no conflict.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let open = undecided(self.standing(None));
        let conflicts = open.into_iter().map(|(field, candidates)| {
            let shown = candidates.values.len().checked_sub(1);
            let values = candidates.values.iter().enumerate();
            let values =
                values.map(|(place, stored)| self.candidate(stored, false, Some(place) == shown));
            let claims = candidates.claims.iter();
            let claims = claims.map(|stored| self.candidate(stored, true, false));
            let candidates = values.chain(claims).flatten().collect();
            Conflict { field, candidates }
        });
        conflicts.collect()
    }

    fn candidate(&self, stored: &Stored, claim: bool, winner: bool) -> Option<Candidate> {
        let hash = self.inner.hash_for_opid(&stored.operation)?;
        let change = self.inner.get_change_meta_by_hash(&hash)?;
        Some(Candidate {
            value: Value::from_stored(&stored.text),
            change: from_automerge(&hash),
            time_ms: change.timestamp,
            basis: Basis::from_message(change.message.as_deref().unwrap_or_default()),
            claim,
            winner,
        })
    }

    /// The claims on a field.
    pub(crate) fn claims(&self, field: &str) -> Vec<Standing> {
        let prefix = format!("claim/{field}/");
        let end = format!("claim/{field}0"); // '0' follows '/'
        let claims = self.inner.map_range(automerge::ROOT, prefix..end);
        claims
            .map(|item| Standing {
                values: self.values(&item.key, None),
                key: item.key.into_owned(),
            })
            .collect()
    }
}

/// How many fields are in conflict.
pub(crate) fn count(standing: &[Standing]) -> usize {
    undecided(standing.to_vec()).len()
}

/// The fields in conflict.
pub(crate) fn paths(standing: &[Standing]) -> Vec<FieldPath> {
    undecided(standing.to_vec()).into_keys().collect()
}

fn undecided(standing: Vec<Standing>) -> BTreeMap<FieldPath, Candidates> {
    let mut fields: BTreeMap<FieldPath, Candidates> = BTreeMap::new();
    for each in standing {
        let (path, is_claim) = match each.key() {
            Some(Key::Field(field)) => (FieldPath::Field(field.to_owned()), false),
            Some(Key::Claim { field, .. }) => (FieldPath::Field(field.to_owned()), true),
            Some(Key::Entry { kind, id, field }) => {
                let (kind, field) = (kind.to_owned(), field.to_owned());
                (FieldPath::Entry { kind, id, field }, false)
            }
            Some(Key::Kind | Key::Core | Key::Set { .. }) | None => continue,
        };
        let candidates = fields.entry(path).or_default();
        let list = if is_claim {
            &mut candidates.claims
        } else {
            &mut candidates.values
        };
        list.extend(each.values);
    }
    fields.retain(|_, candidates| candidates.is_conflict());
    fields
}
