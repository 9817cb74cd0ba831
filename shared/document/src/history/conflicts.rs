//! The values of each field while the changes of a history are added one after the other.

use std::collections::{BTreeMap, BTreeSet};

use automerge::Change;
use automerge::legacy::{Key as LegacyKey, Op, OpId};
use puente_record::Key;

use super::ConflictStep;
use crate::FieldPath;
use crate::open_key::KeyWrites;

/// The standing values of every field that was written, by key and operation.
#[derive(Default)]
pub(super) struct Standings {
    fields: BTreeMap<FieldPath, BTreeMap<String, BTreeMap<OpId, String>>>,
    writes: KeyWrites,
}

/// The fields that a change is about to write, with the candidates of those in conflict.
pub(super) type Touched = BTreeMap<FieldPath, BTreeSet<String>>;

impl Standings {
    pub(super) fn touched(&self, operations: &[Op]) -> Touched {
        let keys = operations
            .iter()
            .filter_map(|operation| match &operation.key {
                LegacyKey::Map(key) => path(key),
                LegacyKey::Seq(_) => None,
            });
        keys.map(|path| {
            let candidates = self.candidates(&path);
            (path, candidates)
        })
        .collect()
    }

    pub(super) fn add(&mut self, change: &Change, operations: &[Op]) {
        self.writes.add(change, operations);
    }

    pub(super) fn replace(&mut self, key: &str, replaced: &[&OpId]) {
        let Some(values) = path(key).and_then(|path| self.fields.get_mut(&path)?.get_mut(key))
        else {
            return;
        };
        values.retain(|id, _| !replaced.contains(&id));
    }

    pub(super) fn put(&mut self, key: &str, id: OpId, text: &str) {
        let Some(path) = path(key) else { return };
        let keys = self.fields.entry(path).or_default();
        let values = keys.entry(key.to_owned()).or_default();
        values.insert(id, text.to_owned());
    }

    /// The conflicts that began, changed or ended among the touched fields.
    pub(super) fn steps(&self, touched: &mut Touched) -> Vec<(FieldPath, ConflictStep)> {
        let mut steps = Vec::new();
        for (path, before) in std::mem::take(touched) {
            let after = self.candidates(&path);
            let step = match (before.is_empty(), after.is_empty()) {
                (true, false) => ConflictStep::Began,
                (false, true) => ConflictStep::Ended,
                (false, false) if before != after => ConflictStep::Changed,
                _ => continue,
            };
            steps.push((path, step));
        }
        steps
    }

    /// The texts of the candidates of a field in conflict; empty when it is not in conflict.
    fn candidates(&self, path: &FieldPath) -> BTreeSet<String> {
        let Some(keys) = self.fields.get(path) else {
            return BTreeSet::new();
        };
        let mut texts: BTreeSet<String> =
            keys.values().flat_map(BTreeMap::values).cloned().collect();
        let own_key = path.to_string();
        let has_value = keys.get(&own_key).is_some_and(|values| !values.is_empty());
        let open = self.writes.open_values(&own_key).into_iter();
        texts.extend(open.map(|value| value.text));
        let is_conflict = texts.len() > 1 || (!has_value && !texts.is_empty());
        if is_conflict { texts } else { BTreeSet::new() }
    }
}

/// The field of a key, if it can be in conflict.
fn path(key: &str) -> Option<FieldPath> {
    match Key::parse(key).ok()? {
        Key::Kind | Key::Core | Key::Begun | Key::Set { .. } => None,
        Key::Field(field) | Key::Claim { field, .. } => Some(FieldPath::Field(field.to_owned())),
        Key::Entry { kind, id, field } => {
            let (kind, field) = (kind.to_owned(), field.to_owned());
            Some(FieldPath::Entry { kind, id, field })
        }
    }
}
