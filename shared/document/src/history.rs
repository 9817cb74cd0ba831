//! History: every change of a document, with what it wrote.

use automerge::legacy::{Key as LegacyKey, OpType};
use puente_record::{ChangeHash, Value};

use crate::hash::from_automerge;
use crate::{Basis, Document};

/// One change. Who wrote it, and on which device, is known by its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// The change.
    pub change: ChangeHash,
    /// The changes it follows: [`Document::at`] them is how its author saw the document.
    pub deps: Vec<ChangeHash>,
    /// The writing device's clock, milliseconds since 1970.
    pub time_ms: i64,
    /// On what grounds.
    pub basis: Basis,
    /// What it wrote.
    pub edits: Vec<HistoryEdit>,
}

/// One key that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEdit {
    /// The key, see [`puente_record::Key`].
    pub key: String,
    /// What was put there; none when it was cleared.
    pub value: Option<Value>,
    /// How many values gave way. A decision for the value that was shown replaces only the others.
    pub replaced: usize,
}

impl Document {
    /// Every change, in [`Document::order`].
    #[must_use]
    pub fn history(&self) -> Vec<HistoryLine> {
        let changes = self.inner.get_changes(&[]);
        changes.iter().map(|change| self.line(change)).collect()
    }

    fn line(&self, change: &automerge::Change) -> HistoryLine {
        let operations = change.decode().operations;
        let edits = operations.into_iter().filter_map(|operation| {
            let LegacyKey::Map(key) = operation.key else {
                return None;
            };
            let value = match &operation.action {
                OpType::Put(scalar) => scalar.as_str().map(Value::from_stored),
                // Deciding for the value shown deletes the others: what stands afterwards is what was decided.
                _ => {
                    let left = self.values(&key, Some(&[change.hash()]));
                    left.last().map(|left| Value::from_stored(&left.text))
                }
            };
            Some(HistoryEdit {
                key: key.to_string(),
                value,
                replaced: operation.pred.len(),
            })
        });
        HistoryLine {
            change: from_automerge(&change.hash()),
            deps: change.deps().iter().map(from_automerge).collect(),
            time_ms: change.timestamp(),
            basis: Basis::from_message(change.message().unwrap_or_default()),
            edits: edits.collect(),
        }
    }
}
