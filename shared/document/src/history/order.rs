//! An order of changes that does not depend on how they arrived.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Change, ChangeHash};

/// Each change after those it depends on; among those that may come next, the one with the earliest clock.
pub(super) fn by_time(changes: Vec<Change>) -> Vec<Change> {
    let mut waits_for: BTreeMap<ChangeHash, usize> = BTreeMap::new();
    let mut followers: BTreeMap<ChangeHash, Vec<ChangeHash>> = BTreeMap::new();
    let mut ready = BTreeSet::new();
    for change in &changes {
        waits_for.insert(change.hash(), change.deps().len());
        for dep in change.deps() {
            followers.entry(*dep).or_default().push(change.hash());
        }
        if change.deps().is_empty() {
            ready.insert((change.timestamp(), change.hash()));
        }
    }
    let mut changes: BTreeMap<_, _> = changes
        .into_iter()
        .map(|change| (change.hash(), change))
        .collect();
    let mut ordered = Vec::with_capacity(changes.len());
    while let Some((_, hash)) = ready.pop_first() {
        ordered.extend(changes.remove(&hash));
        for follower in followers.remove(&hash).unwrap_or_default() {
            let waits = waits_for.entry(follower).or_default();
            *waits = waits.saturating_sub(1);
            if let (0, Some(change)) = (*waits, changes.get(&follower)) {
                ready.insert((change.timestamp(), follower));
            }
        }
    }
    ordered
}
