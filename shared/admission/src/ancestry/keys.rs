//! The writes on one key: what a change saw of them, and whether the key is open.

use puente_document::{KeyWrite, open_pairs};

use super::{Ancestry, ChangePosition, Put};

#[derive(Debug)]
pub(super) struct KeyHistory<'a> {
    /// In automerge's order, by number and actor: the last visible one wins.
    pub(super) puts: Vec<Put<'a>>,
    /// Each write saw the one before, as on most keys: then the key cannot be open.
    is_chain: bool,
    /// Actor and number of the change that wrote last.
    newest: (usize, u64),
    /// Actor and number of the changes that decided.
    decisions: Vec<(usize, u64)>,
}

impl KeyHistory<'_> {
    pub(super) fn begun(actor: usize, seq: u64) -> Self {
        Self {
            puts: Vec::new(),
            is_chain: true,
            newest: (actor, seq),
            decisions: Vec::new(),
        }
    }

    /// Records that a change at this place writes on the key.
    pub(super) fn note(&mut self, place: &ChangePosition, actor: usize, seq: u64, decides: bool) {
        let (newest, number) = self.newest;
        self.is_chain &= place.clock.contains(newest, number);
        self.newest = (actor, seq);
        if decides {
            self.decisions.push((actor, seq));
        }
    }
}

/// The last write of an actor on a key, and the last by which it decided.
#[derive(Clone, Copy, Default)]
struct LastWrites<'a> {
    seq: u64,
    value: Option<&'a str>,
    decision: Option<u64>,
}

impl<'a> Ancestry<'a> {
    /// The values of a key that a change at this place saw, in automerge's order: the last one wins.
    pub(crate) fn visible(&self, key: &str, place: &ChangePosition) -> Vec<&Put<'a>> {
        let Some(history) = self.keys.get(key) else {
            return Vec::new();
        };
        let puts = history.puts.iter();
        puts.filter(|put| place.clock.contains(put.actor, put.seq))
            .filter(|put| {
                let mut replaced = put.replaced_by.iter();
                !replaced.any(|by| place.clock.contains(by.actor, by.seq))
            })
            .collect()
    }

    /// Is the key open at this place, see [`puente_document::open_pairs`]? A change that writes on an open key
    /// decides.
    pub(crate) fn is_open(&self, key: &str, place: &ChangePosition) -> bool {
        if !self.is_branched {
            return false;
        }
        let history = self.keys.get(key).filter(|history| !history.is_chain);
        let Some(history) = history else {
            return false;
        };
        let (mut writes, mut of) = (Vec::new(), Vec::new());
        for (actor, last) in self.last_writes(history, place).into_iter().enumerate() {
            if last.seq > 0 {
                let decides = last.decision == Some(last.seq);
                let text = last.value;
                writes.push(KeyWrite { text, decides });
                of.push((actor, last.seq));
            }
            if let Some(decision) = last.decision.filter(|seq| *seq != last.seq) {
                writes.push(KeyWrite {
                    text: None,
                    decides: true,
                });
                of.push((actor, decision));
            }
        }
        let saw = |later: usize, earlier: usize| {
            let ((actor, seq), (known, number)) = (of[later], of[earlier]);
            let node = self.node_of(actor, seq);
            node.is_some_and(|node| node.clock.contains(known, number))
        };
        open_pairs(&writes, &saw).next().is_some()
    }

    /// The last write of each actor that was seen at this place. A change writes at most once on a key, so
    /// a change that replaced a value and put none has deleted it.
    fn last_writes(&self, history: &KeyHistory<'a>, place: &ChangePosition) -> Vec<LastWrites<'a>> {
        let mut last = vec![LastWrites::default(); self.actors.len()];
        for put in &history.puts {
            for by in &put.replaced_by {
                let of = &mut last[by.actor];
                if place.clock.contains(by.actor, by.seq) && of.seq < by.seq {
                    (of.seq, of.value) = (by.seq, None);
                }
            }
        }
        for put in &history.puts {
            let of = &mut last[put.actor];
            if place.clock.contains(put.actor, put.seq) && of.seq <= put.seq {
                (of.seq, of.value) = (put.seq, Some(put.value));
            }
        }
        for (actor, seq) in &history.decisions {
            if place.clock.contains(*actor, *seq) {
                last[*actor].decision = last[*actor].decision.max(Some(*seq));
            }
        }
        last
    }

    fn node_of(&self, actor: usize, seq: u64) -> Option<&super::Node<'a>> {
        let place = usize::try_from(seq).ok()?.checked_sub(1)?;
        let hash = self.actors.get(actor)?.changes.get(place)?;
        self.places.get(hash).map(|at| &self.nodes[*at])
    }
}
