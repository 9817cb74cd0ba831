//! Repairs a document that somebody filled: takes their changes out and writes again what others
//! wrote on top of them.
//!
//! Every device that saves after a flood joins it, so nearly all honest changes depend on it, and taking a
//! change out takes out all that depend on it. Each honest change is written again at its author's place in the
//! history, without the removed changes: concurrent changes stay concurrent, a decision decides between the
//! same values, and nothing is decided anew.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use automerge::legacy::{Key as LegacyKey, Op, OpType};
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, Change, ROOT, ReadDoc};
use puente_record::ChangeHash;

use crate::hash::{from_automerge, to_automerge};
use crate::{AuthoredChange, Basis, Document};

/// A document without some of its changes.
#[derive(Debug)]
pub struct Repaired {
    /// The unchanged rest. It contains none of the changes that were written again.
    pub kept: Document,
    /// The removed changes of others, each after those it depended on, with its new version; `None` when it
    /// would change nothing any more.
    pub written_again: Vec<(ChangeHash, Option<AuthoredChange>)>,
}

/// The author and basis of a change that is written again.
pub struct RewriteAs<'a> {
    /// Returns the actor that writes in the place of the actor with this number: a different one for each.
    pub actor_of: &'a dyn Fn(usize) -> [u8; 16],
    /// Returns the basis for the new version of the change with this hash.
    pub basis_of: &'a dyn Fn(ChangeHash) -> Basis,
}

impl Document {
    /// The document without these changes, and what others wrote on top of them. `None` when nothing would
    /// stay.
    #[must_use]
    pub fn repaired(
        &self,
        left_out: &BTreeSet<ChangeHash>,
        hand: &RewriteAs<'_>,
    ) -> Option<Repaired> {
        let rejected: Vec<ChangeHash> = left_out.iter().copied().collect();
        let kept = self.without(&rejected);
        if kept.heads().is_empty() {
            return None;
        }
        let stays: BTreeSet<ChangeHash> = kept.order().into_iter().collect();
        let mut again = Again {
            document: kept.clone(),
            hand,
            actors: HashMap::new(),
            places: BTreeMap::new(),
        };
        let mut written_again = Vec::new();
        for change in self.inner.get_changes(&[]) {
            let hash = from_automerge(&change.hash());
            if stays.contains(&hash) {
                again.places.insert(hash, BTreeSet::from([hash]));
            } else if left_out.contains(&hash) {
                again.pass_over(&change);
            } else {
                written_again.push((hash, again.write(&change)));
            }
        }
        Some(Repaired {
            kept,
            written_again,
        })
    }
}

struct Again<'h> {
    document: Document,
    hand: &'h RewriteAs<'h>,
    actors: HashMap<ActorId, usize>,
    /// What replaces each change: itself, its new version, or the changes that it depended on.
    places: BTreeMap<ChangeHash, BTreeSet<ChangeHash>>,
}

impl Again<'_> {
    fn followed(&self, change: &Change) -> BTreeSet<ChangeHash> {
        let deps = change.deps().iter().map(from_automerge);
        let places = deps.filter_map(|dep| self.places.get(&dep));
        places.flatten().copied().collect()
    }

    fn pass_over(&mut self, change: &Change) {
        let followed = self.followed(change);
        self.places.insert(from_automerge(&change.hash()), followed);
    }

    fn write(&mut self, change: &Change) -> Option<AuthoredChange> {
        let next = self.actors.len();
        let place = *self.actors.entry(change.actor_id().clone()).or_insert(next);
        let actor = (self.hand.actor_of)(place);
        let hash = from_automerge(&change.hash());
        let mut heads: Vec<_> = self.followed(change).iter().map(to_automerge).collect();
        heads.extend(self.document.last_of(&actor));
        let mut past = self.document.at_heads(&heads);
        past.inner.set_actor(ActorId::from(&actor[..]));
        let basis = (self.hand.basis_of)(hash);
        let Some(written) = written(&mut past.inner, change, &basis) else {
            self.pass_over(change);
            return None;
        };
        let raw = written.raw_bytes().to_vec();
        self.document
            .apply(&[&raw])
            .expect("a change written on a part of a document joins the whole");
        let new = from_automerge(&written.hash());
        self.places.insert(hash, BTreeSet::from([new]));
        Some(AuthoredChange {
            hash: new,
            raw,
            seq: written.seq(),
            deps: written.deps().iter().map(from_automerge).collect(),
        })
    }
}

/// A change's writes, made on the present document; `None` where they change nothing.
fn written(inner: &mut Automerge, change: &Change, basis: &Basis) -> Option<Change> {
    let operations = change.decode().operations;
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    let mut transaction = inner.transaction();
    for operation in &operations {
        let Some((key, text)) = put_of(operation) else {
            continue;
        };
        // Automerge turns a put of the shown value into nothing, or into a deletion of the others, so it gets a
        // substitute text as in `crate::author`.
        match text {
            Some(text) => {
                texts.insert(key.to_owned(), text);
                let other = format!("{text}\u{1}");
                let done = transaction.put(ROOT, key, other);
                done.expect("the root is a map");
            }
            // The deleted value may have been left out.
            None => drop(transaction.delete(ROOT, key)),
        }
    }
    let options = CommitOptions::default()
        .with_time(change.timestamp())
        .with_message(basis.message());
    let (hash, _) = transaction.commit_with(options);
    let mut draft = inner.get_change_by_hash(&hash?)?.decode();
    for operation in &mut draft.operations {
        if let LegacyKey::Map(key) = &operation.key
            && let Some(text) = texts.get(key.as_str())
        {
            operation.action = OpType::Put((*text).into());
        }
    }
    draft.hash = None;
    Some(draft.into())
}

/// The key of an operation and the text it puts; `None` for keys that only a first change writes.
fn put_of(operation: &Op) -> Option<(&str, Option<&str>)> {
    let LegacyKey::Map(key) = &operation.key else {
        return None;
    };
    let text = match &operation.action {
        OpType::Put(scalar) => Some(scalar.as_str()?),
        _ => None,
    };
    let is_of_the_first = matches!(key.as_str(), "kind" | "core");
    (!is_of_the_first).then_some((key.as_str(), text))
}
