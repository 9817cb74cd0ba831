//! Conflicts: fields whose concurrent values wait for somebody entitled to decide.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use puente_record::{ChangeHash, EntryId, FieldShape, Key, MergePolicy, Value, field};
use serde::Serialize;

use crate::document::{KeyTexts, StoredValue};
use crate::hash::{from_automerge, to_automerge};
use crate::open_key::{OpenKeys, OpenValue};
use crate::{Basis, Document, Edit};

/// The set in which a person's other names stand when all are kept.
const ALIAS: &str = "name.alias";

/// Names a field of the document or of one of its entries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldPath {
    /// A field of the document.
    Field(String),
    /// A field of an entry.
    Entry {
        /// The entry's kind.
        kind: String,
        /// The entry's id.
        id: EntryId,
        /// The field within it.
        field: String,
    },
}

/// Writes the field as its key in the document.
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

impl FieldPath {
    /// The field with this key; `None` for the key of a claim or a set, and for the keys that say what a
    /// document is.
    pub(crate) fn of(key: Key<'_>) -> Option<Self> {
        match key {
            Key::Field(field) => Some(Self::Field(field.to_owned())),
            Key::Entry { kind, id, field } => {
                let (kind, field) = (kind.to_owned(), field.to_owned());
                Some(Self::Entry { kind, id, field })
            }
            Key::Kind | Key::Core | Key::Begun | Key::Claim { .. } | Key::Set { .. } => None,
        }
    }

    /// The set for the further values when somebody decides to keep all: for a name the set of the other names,
    /// for a field that may have several values the set of its own name. `None` where only one value is
    /// possible.
    #[must_use]
    pub fn keeps_in(&self) -> Option<&'static str> {
        let Self::Field(name) = self else { return None };
        let field = field(name)?;
        match (field.id, field.merge, field.shape) {
            ("name.given" | "name.surname1" | "name.surname2", ..) => Some(ALIAS),
            (own, MergePolicy::KeepAll, FieldShape::Single) => Some(own),
            _ => None,
        }
    }
}

/// A field with several candidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: FieldPath,
    /// The candidates: concurrent values in automerge's order, then values that somebody wrote over without
    /// having seen the value they disagree with, then the claims. At least two of them differ, unless there is
    /// only a claim.
    pub candidates: Vec<Candidate>,
}

/// One of several values. Its change tells who wrote it, and on which device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The value.
    pub value: Value,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// The writing device's clock, milliseconds since 1970. It may be wrong.
    pub time_ms: i64,
    /// When a server had it at the latest, by the server's clock in ms since 1970, if known; see
    /// [`Conflict::proven`].
    pub received_ms: Option<i64>,
    /// The grounds that its author stated.
    pub basis: Basis,
    /// Its author had no right to decide the conflict and added it as a claim.
    pub claim: bool,
    /// A reader of the field sees this value until somebody decides.
    pub winner: bool,
    /// It no longer stands: somebody wrote over it who did not see another candidate, and so could
    /// not decide between the two.
    pub written_over: bool,
}

/// The values of a field: those of its own key, and its claims.
#[derive(Debug, Default)]
pub(crate) struct ConflictSlot<'a> {
    own: Option<&'a KeyTexts>,
    claims: Vec<&'a KeyTexts>,
    /// The values of its open pairs, see [`crate::open_pairs`]. Some of them still stand.
    open: &'a [OpenValue],
}

impl ConflictSlot<'_> {
    fn is_conflict(&self) -> bool {
        let standing = self.own.into_iter().chain(self.claims.iter().copied());
        let mut texts = standing.flat_map(|standing| &standing.texts);
        let first = texts.next();
        !self.open.is_empty() || self.own.is_none() || texts.any(|other| Some(other) != first)
    }
}

/// What to do about a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "choice", content = "place")]
pub enum Choice {
    /// Decide for the candidate at this index of [`Conflict::candidates`].
    Candidate(usize),
    /// Keep all of them, see [`crate::Edit::KeepAll`].
    KeepAll,
    /// Propose nothing: somebody has to look, or to ask the person.
    Nothing,
}

impl Conflict {
    /// Adds when a server had each change, if known. Then a phone whose clock runs ahead does not have the
    /// latest value just by its clock.
    #[must_use]
    pub fn proven(mut self, received_ms: impl Fn(&ChangeHash) -> Option<i64>) -> Self {
        for candidate in &mut self.candidates {
            candidate.received_ms = received_ms(&candidate.change);
        }
        self
    }

    /// The edit that makes this choice; `None` for [`Choice::Nothing`] and for an index that is out of range.
    /// To keep all, the best backed candidate becomes the field's value, or else the one it shows.
    #[must_use]
    pub fn decided(&self, choice: Choice, reason: &str) -> Option<Edit> {
        let reason = reason.to_owned();
        let value_at = |place: usize| self.candidates.get(place).map(|of| of.value.clone());
        match (choice, &self.field) {
            (Choice::Nothing, _) => None,
            (Choice::Candidate(place), path) => Some(path.resolved(value_at(place)?, reason)),
            (Choice::KeepAll, path) => {
                let field = match path {
                    FieldPath::Field(field) | FieldPath::Entry { field, .. } => field.clone(),
                };
                let value = match self.best() {
                    Some(place) => value_at(place),
                    None => {
                        let shown = self.candidates.iter().find(|of| of.winner);
                        shown.or(self.candidates.first()).map(|of| of.value.clone())
                    }
                }?;
                Some(Edit::KeepAll {
                    field,
                    value,
                    reason,
                })
            }
        }
    }
}

impl FieldPath {
    /// The edit that decides for a value. It need not be one of the candidates.
    #[must_use]
    pub fn resolved(&self, value: Value, reason: String) -> Edit {
        match self.clone() {
            Self::Field(field) => Edit::Resolve {
                field,
                value,
                reason,
            },
            Self::Entry { kind, id, field } => Edit::ResolveEntry {
                kind,
                id,
                field,
                value,
                reason,
            },
        }
    }
}

impl Document {
    /// The fields whose candidates differ, ordered by field. Concurrent values that agree are not a conflict.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let (standing, open) = (self.standing(None), self.open_keys(None));
        let conflicts = undecided(&standing, &open)
            .into_iter()
            .map(|(field, slot)| {
                let own = slot
                    .own
                    .map_or_else(Vec::new, |own| self.values(&own.key, None));
                let shown = own.len().checked_sub(1);
                let own = own.iter().enumerate();
                let own =
                    own.map(|(place, stored)| self.candidate(stored, false, Some(place) == shown));
                let mut candidates: Vec<Candidate> = own.flatten().collect();
                let said = |value: &OpenValue| Value::from_stored(&value.text);
                let stands =
                    |value: &&OpenValue| candidates.iter().any(|of| of.value == said(value));
                let mut written_over: Vec<_> =
                    slot.open.iter().filter(|value| !stands(value)).collect();
                // The document's own order may differ between devices; this one is the same everywhere.
                written_over.sort_by(|a, b| (&a.change, &a.text).cmp(&(&b.change, &b.text)));
                let written_over = written_over
                    .into_iter()
                    .flat_map(|value| self.written_over(value));
                candidates.extend(written_over);
                let claims = slot
                    .claims
                    .iter()
                    .flat_map(|claim| self.values(&claim.key, None));
                let claims = claims.map(|stored| self.candidate(&stored, true, false));
                candidates.extend(claims.flatten());
                Conflict { field, candidates }
            });
        conflicts.collect()
    }

    fn candidate(&self, stored: &StoredValue, claim: bool, winner: bool) -> Option<Candidate> {
        let hash = self.inner.hash_for_opid(&stored.operation)?;
        let change = self.inner.get_change_meta_by_hash(&hash)?;
        Some(Candidate {
            value: Value::from_stored(&stored.text),
            change: from_automerge(&hash),
            time_ms: change.timestamp,
            received_ms: None,
            basis: Basis::from_message(change.message.as_deref().unwrap_or_default()),
            claim,
            winner,
            written_over: false,
        })
    }

    fn written_over(&self, value: &OpenValue) -> Option<Candidate> {
        let hash = to_automerge(&value.change);
        let change = self.inner.get_change_meta_by_hash(&hash)?;
        Some(Candidate {
            value: Value::from_stored(&value.text),
            change: value.change,
            time_ms: change.timestamp,
            received_ms: None,
            basis: Basis::from_message(change.message.as_deref().unwrap_or_default()),
            claim: false,
            winner: false,
            written_over: true,
        })
    }
}

/// The fields in conflict, with their values.
pub(crate) fn undecided<'a>(
    standing: &'a [KeyTexts],
    open: &'a OpenKeys,
) -> BTreeMap<FieldPath, ConflictSlot<'a>> {
    // In the order of keys claims are apart from their fields. Most documents have none.
    let claimed: BTreeSet<&str> = standing.iter().filter_map(claimed_field).collect();
    let mut slots: BTreeMap<FieldPath, ConflictSlot<'_>> = BTreeMap::new();
    for (key, values) in open {
        let path = Key::parse(key).ok().and_then(FieldPath::of);
        slots.extend(path.map(|path| {
            let slot = ConflictSlot {
                open: values,
                ..ConflictSlot::default()
            };
            (path, slot)
        }));
    }
    let is_open = |each: &KeyTexts| open.contains_key(&each.key);
    for each in standing {
        match each.key() {
            Some(Key::Field(field))
                if each.texts.len() > 1 || claimed.contains(field) || is_open(each) =>
            {
                let path = FieldPath::Field(field.to_owned());
                slots.entry(path).or_default().own = Some(each);
            }
            Some(Key::Claim { field, .. }) => {
                let path = FieldPath::Field(field.to_owned());
                slots.entry(path).or_default().claims.push(each);
            }
            Some(Key::Entry { kind, id, field }) if each.texts.len() > 1 || is_open(each) => {
                let (kind, field) = (kind.to_owned(), field.to_owned());
                let path = FieldPath::Entry { kind, id, field };
                slots.entry(path).or_default().own = Some(each);
            }
            _ => {}
        }
    }
    slots.retain(|_, slot| slot.is_conflict());
    slots
}

fn claimed_field(standing: &KeyTexts) -> Option<&str> {
    match standing.key()? {
        Key::Claim { field, .. } => Some(field),
        _ => None,
    }
}
