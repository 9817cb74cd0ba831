//! History: every change of a document, what it wrote, what gave way to it, and what became of conflicts.

mod conflicts;
mod order;

use std::collections::BTreeMap;

use automerge::legacy::{Key as LegacyKey, OpId, OpType};
use puente_record::{ChangeHash, Key, Value};

use self::conflicts::Standings;
use crate::hash::from_automerge;
use crate::{Basis, Document, FieldPath};

/// One change. Who wrote it, and on which device, is known by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The change.
    pub change: ChangeHash,
    /// The changes it follows: [`Document::at`] them is how its author saw the document.
    pub deps: Vec<ChangeHash>,
    /// The writing device's clock, milliseconds since 1970.
    pub time_ms: i64,
    /// On what grounds; of a decision, why.
    pub basis: Basis,
    /// What it wrote.
    pub edits: Vec<HistoryEdit>,
    /// The conflicts that stand otherwise since it came to the changes before it in the history.
    pub conflicts: Vec<(FieldPath, ConflictStep)>,
}

/// One key that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEdit {
    /// The key, see [`puente_record::Key`].
    pub key: String,
    /// What was put there; none when it was cleared.
    pub value: Option<Value>,
    /// The values that gave way. A decision for the value that was shown replaces only the others.
    pub replaced: Vec<ReplacedValue>,
}

/// A value that gave way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedValue {
    /// The value.
    pub value: Value,
    /// The change that wrote it.
    pub change: ChangeHash,
}

/// What became of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictStep {
    /// Values disagree that nobody had decided between.
    Began,
    /// The candidates are others than before.
    Changed,
    /// The values no longer disagree: somebody decided, or said the same.
    Ended,
}

impl HistoryEdit {
    /// The field it is about: of a claim the one claimed, of a set's member the set.
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
    /// Every change after those it follows, and else by the clocks of the phones: the same on every
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
                // Deciding for the value shown deletes the others: what stands afterwards is what was decided.
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

    /// The heads of the part of the document that consists of the changes of which `stood` holds, given
    /// their hash and their device's clock, as it does of all that they follow: what there was at a time.
    pub fn heads_when(&self, stood: impl Fn(ChangeHash, i64) -> bool) -> Vec<ChangeHash> {
        let mut heads = std::collections::BTreeSet::new();
        let mut inside = std::collections::BTreeSet::new();
        // Each comes after those it follows.
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
