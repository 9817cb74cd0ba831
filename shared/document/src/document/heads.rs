//! The document as it was, at the heads that somebody saw.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ActorId;
use puente_record::ChangeHash;

use super::Document;
use crate::hash::to_automerge;

impl Document {
    /// These changes; `None` unless all of them are in this document.
    pub(crate) fn known(&self, heads: &[ChangeHash]) -> Option<Vec<automerge::ChangeHash>> {
        heads
            .iter()
            .map(|head| {
                let head = to_automerge(head);
                self.has_automerge(&head).then_some(head)
            })
            .collect()
    }

    /// The document of these changes and their ancestors. Automerge's `fork_at` does the same, but draws
    /// a random actor.
    pub(crate) fn at_heads(&self, heads: &[automerge::ChangeHash]) -> Self {
        let changes = self.inner.get_changes(&[]);
        let by_hash: BTreeMap<_, _> = changes
            .iter()
            .map(|change| (change.hash(), change))
            .collect();
        let mut wanted = BTreeSet::new();
        let mut open = heads.to_vec();
        while let Some(hash) = open.pop() {
            if let Some(change) = by_hash.get(&hash)
                && wanted.insert(hash)
            {
                open.extend_from_slice(change.deps());
            }
        }
        drop(by_hash);
        let kept = changes
            .into_iter()
            .filter(|change| wanted.contains(&change.hash()));
        self.rebuilt(kept.collect())
    }

    /// The last change of this actor in the document.
    pub(crate) fn last_of(&self, actor: &[u8; 16]) -> Option<automerge::ChangeHash> {
        let actor = ActorId::from(&actor[..]);
        let changes = self.inner.get_changes_meta(&[]);
        let own = changes.iter().filter(|change| *change.actor == actor);
        own.max_by_key(|change| change.seq)
            .map(|change| change.hash)
    }
}
