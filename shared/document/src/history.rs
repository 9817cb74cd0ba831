//! History: every change of a document, what it wrote, the values it replaced, and the conflicts it began or
//! ended.

mod conflicts;
mod order;

use std::collections::BTreeMap;

use automerge::legacy::{Key as LegacyKey, OpId, OpType};
use puente_record::{ChangeHash, Key, Value};

use self::conflicts::Standings;
use crate::hash::from_automerge;
use crate::{Basis, Document, FieldPath};

/// One change. Its hash tells who wrote it, and on which device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The change.
    pub change: ChangeHash,
    /// The changes that it depends on. [`Document::at`] these is the document as its author saw it.
    pub deps: Vec<ChangeHash>,
    /// The writing device's clock, milliseconds since 1970.
    pub time_ms: i64,
    /// The grounds that it states; for a decision, the reason.
    pub basis: Basis,
    /// What it wrote.
    pub edits: Vec<HistoryEdit>,
    /// The conflicts that it began, changed or ended, compared with the changes before it in the history.
    pub conflicts: Vec<(FieldPath, ConflictStep)>,
}

/// One key that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEdit {
    /// The key, see [`puente_record::Key`].
    pub key: String,
    /// The value that was put; `None` when the key was cleared.
    pub value: Option<Value>,
    /// The values that it replaced. A decision for the shown value replaces only the others.
    pub replaced: Vec<ReplacedValue>,
}

/// A value that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedValue {
    /// The value.
    pub value: Value,
    /// The change that wrote it.
    pub change: ChangeHash,
}

/// What happened to a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictStep {
    /// Values disagree, and nobody has decided between them.
    Began,
    /// The candidates are different from before.
    Changed,
    /// The values no longer disagree: somebody decided, or wrote the same value.
    Ended,
}

impl HistoryEdit {
    /// The field that it is about: for a claim the claimed field, for a set's member the set.
    #[must_use]
    pub fn field(&self) -> Option<FieldPath> {
        Some(match Key::parse(&self.key).ok()? {
            Key::Kind | Key::Core | Key::Begun => return None,
            Key::Field(field) | Key::Claim { field, .. } | Key::Set { field, .. } => {
                FieldPath::Field(field.to_owned())
            }
            Key::Entry { kind, id, field } => {
                let (kind, field) = (kind.to_owned(), field.to_owned());
                FieldPath::Entry { kind, id, field }
            }
        })
    }
}

/// The values that operations put, by operation.
type Puts = BTreeMap<OpId, ReplacedValue>;

impl Document {
    /// Every change after those it depends on, otherwise ordered by the phones' clocks: the same on every
    /// device that has the same changes.
    #[must_use]
    pub fn history(&self) -> Vec<HistoryLine> {
        let mut puts = Puts::new();
        let mut standings = Standings::default();
        let lines = order::by_time(self.inner.get_changes(&[])).into_iter();
        lines
            .map(|change| self.line(&change, &mut puts, &mut standings))
            .collect()
    }

    fn line(
        &self,
        change: &automerge::Change,
        puts: &mut Puts,
        standings: &mut Standings,
    ) -> HistoryLine {
        let hash = from_automerge(&change.hash());
        let expanded = change.decode();
        let mut edits = Vec::with_capacity(expanded.operations.len());
        let mut touched = standings.touched(&expanded.operations);
        standings.add(change, &expanded.operations);
        for (at, operation) in (change.start_op().get()..).zip(expanded.operations) {
            let LegacyKey::Map(key) = operation.key else {
                continue;
            };
            let id = OpId(at, expanded.actor_id.clone());
            let pred: Vec<&OpId> = operation.pred.iter().collect();
            let replaced = pred
                .iter()
                .filter_map(|id| puts.get(*id).cloned())
                .collect();
            standings.replace(&key, &pred);
            let value = match &operation.action {
                OpType::Put(scalar) => scalar.as_str().map(|text| {
                    standings.put(&key, id.clone(), text);
                    let value = Value::from_stored(text);
                    puts.insert(
                        id,
                        ReplacedValue {
                            value: value.clone(),
                            change: hash,
                        },
                    );
                    value
                }),
                // Deciding for the shown value deletes the others: the value that stands afterwards was decided
                // for.
                _ => {
                    let left = self.values(&key, Some(&[change.hash()]));
                    left.last().map(|left| Value::from_stored(&left.text))
                }
            };
            let key = key.to_string();
            edits.push(HistoryEdit {
                key,
                value,
                replaced,
            });
        }
        HistoryLine {
            change: hash,
            deps: change.deps().iter().map(from_automerge).collect(),
            time_ms: change.timestamp(),
            basis: Basis::from_message(change.message().unwrap_or_default()),
            edits,
            conflicts: standings.steps(&mut touched),
        }
    }

    /// The heads of the document at an earlier time. It then had the changes for which `stood` is true, as far as
    /// it is true for all their ancestors too. `stood` gets the hash and the time by the author's device.
    pub fn heads_when(&self, stood: impl Fn(ChangeHash, i64) -> bool) -> Vec<ChangeHash> {
        let mut heads = std::collections::BTreeSet::new();
        let mut inside = std::collections::BTreeSet::new();
        // Each change comes after those it depends on.
        for change in self.inner.get_changes_meta(&[]) {
            let hash = from_automerge(&change.hash);
            let follows = change.deps.iter().map(from_automerge);
            let deps: Vec<ChangeHash> = follows.collect();
            if deps.iter().all(|dep| inside.contains(dep)) && stood(hash, change.timestamp) {
                for dep in &deps {
                    heads.remove(dep);
                }
                inside.insert(hash);
                heads.insert(hash);
            }
        }
        heads.into_iter().collect()
    }
}
