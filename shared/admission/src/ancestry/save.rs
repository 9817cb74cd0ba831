//! Saving: the history as the document that automerge would make of it.

use std::cmp::Ordering;

use super::{Ancestry, Node, Put};
use crate::guard::{Numbered, Saved, SavedChange, SavedPut};

impl<'a> Ancestry<'a> {
    /// The whole document. Whoever uses it loads it first, and sees that its changes are these.
    pub(crate) fn save(&self) -> Vec<u8> {
        self.saved().write()
    }

    fn saved(&self) -> Saved<'a> {
        let mut actors: Vec<_> = self.actors.iter().map(|actor| actor.id).collect();
        actors.sort_unstable();
        let places: Vec<usize> = self
            .actors
            .iter()
            .map(|actor| actors.partition_point(|other| *other < actor.id))
            .collect();
        let mut saved = Saved {
            heads: self.heads(),
            changes: self.nodes.iter().map(|node| node.saved(&places)).collect(),
            actors,
            ..Saved::default()
        };
        for (key, puts) in &self.keys {
            let mut puts: Vec<&Put<'a>> = puts.iter().collect();
            puts.sort_unstable_by_key(|put| (put.counter, places[put.actor]));
            for put in puts {
                saved.puts.push(SavedPut {
                    key,
                    id: (places[put.actor], put.counter.cast_signed()),
                    value: put.value,
                    successors: put.replaced_by.len(),
                });
                let first = saved.successors.len();
                let by = put.replaced_by.iter();
                saved
                    .successors
                    .extend(by.map(|by| (places[by.actor], by.counter.cast_signed())));
                saved.successors[first..].sort_unstable_by(by_number);
            }
        }
        saved
    }

    /// The changes that nothing follows, by ascending hash.
    fn heads(&self) -> Vec<(puente_record::ChangeHash, usize)> {
        let mut is_head = vec![true; self.nodes.len()];
        let deps = self.nodes.iter().flat_map(|node| &node.deps);
        deps.for_each(|dep| is_head[*dep] = false);
        let mut heads: Vec<_> = (0..self.nodes.len())
            .filter(|place| is_head[*place])
            .map(|place| (self.nodes[place].hash, place))
            .collect();
        heads.sort_unstable();
        heads
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

/// As automerge orders operations: by number, then by actor.
fn by_number(one: &Numbered, other: &Numbered) -> Ordering {
    (one.1, one.0).cmp(&(other.1, other.0))
}
