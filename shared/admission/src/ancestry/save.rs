//! Saving: writes the history as the document that automerge would save.

use super::{Ancestry, Node};
use crate::guard::{Saved, SavedChange, SavedPut, heads};

impl<'a> Ancestry<'a> {
    /// The whole document. The caller loads it before use and checks that it has these changes.
    pub(crate) fn save(&self) -> Vec<u8> {
        self.saved().write()
    }

    fn saved(&self) -> Saved<'a> {
        let mut places = vec![0; self.actors.len()];
        let mut actors = Vec::with_capacity(places.len());
        for (id, number) in &self.actor_numbers {
            places[*number] = actors.len();
            actors.push(*id);
        }
        let deps = self.nodes.iter().flat_map(|node| &node.deps);
        let mut saved = Saved {
            heads: heads(&self.order(), deps),
            changes: self.nodes.iter().map(|node| node.saved(&places)).collect(),
            actors,
            ..Saved::default()
        };
        let numbered = |actor: usize, counter: u64| (places[actor], counter.cast_signed());
        for (key, history) in &self.keys {
            for put in &history.puts {
                saved.puts.push(SavedPut {
                    key,
                    id: numbered(put.actor, put.counter),
                    value: put.value,
                    successors: put.replaced_by.len(),
                });
                let by = put.replaced_by.iter();
                saved
                    .successors
                    .extend(by.map(|by| numbered(by.actor, by.counter)));
            }
        }
        saved
    }
}

impl<'a> Node<'a> {
    fn saved(&self, places: &[usize]) -> SavedChange<'a> {
        SavedChange {
            author: places[self.actor],
            seq: self.seq.cast_signed(),
            operations: self.start_op.cast_signed()..self.max_op.cast_signed() + 1,
            time_ms: self.time_ms,
            message: self.message,
            deps: self.deps.clone(),
        }
    }
}
