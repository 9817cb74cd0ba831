//! Open keys: keys with values that disagree and that nobody has decided between.
//!
//! The standing values alone do not show this. An author can write at an old head, where they see one of two
//! values that disagree, and replace it like any single value. They do the same to the other value at its own
//! head and join the two. The standing values then agree, although an author without the right has decided. So
//! this module looks at what every actor last wrote on the key, whether it still stands or not.
//!
//! Two values are open when they differ, neither author knew of the other's value, neither took their own back,
//! and nobody who knew of one of them made a decision. An author who writes on a key that is open at that place
//! decides, and needs the right to do so. So only somebody entitled closes an open key, or an author who takes
//! their own value back. own value back.

use std::collections::{BTreeMap, HashMap};

use automerge::legacy::{Key as LegacyKey, Op, OpType};
use automerge::{ActorId, Change};
use puente_record::{ChangeHash, Key};

use crate::Document;
use crate::hash::from_automerge;

/// A write on a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyWrite<'a> {
    /// The text that was put; `None` where the key was deleted, or where the author took the value back.
    pub text: Option<&'a str>,
    /// The key was open where it was written: the write decided between all values that its author knew.
    pub decides: bool,
}

/// The pairs of open values, as indexes into `writes`. `writes` holds, for every actor that ever wrote on the
/// key, its last write and the last write by which it decided. `saw(later, earlier)` tells whether the author
/// of one knew of the other.
///
/// The last write of each actor is enough: it takes back the actor's earlier ones, and an author who knew
/// of a value still knows it in all later writes.
pub fn open_pairs<'w>(
    writes: &'w [KeyWrite<'w>],
    saw: &'w impl Fn(usize, usize) -> bool,
) -> impl Iterator<Item = (usize, usize)> + 'w {
    let decisions: Vec<usize> = (0..writes.len())
        .filter(|place| writes[*place].decides)
        .collect();
    let is_settled = |place: usize| {
        let mut decisions = decisions.iter();
        decisions.any(|decision| *decision != place && saw(*decision, place))
    };
    let values = writes.iter().enumerate();
    let values: Vec<(usize, &str)> = values
        .filter_map(|(place, write)| Some((place, write.text?)))
        .filter(|(place, _)| !is_settled(*place))
        .collect();
    let count = values.len();
    let pairs = (0..count).flat_map(move |one| (one + 1..count).map(move |other| (one, other)));
    pairs.filter_map(move |(one, other)| {
        let ((one, text), (other, other_text)) = (values[one], values[other]);
        let is_open = text != other_text && !saw(one, other) && !saw(other, one);
        is_open.then_some((one, other))
    })
}

/// A value of an open pair: it stands, or somebody wrote over it without having seen the other value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenValue {
    pub(crate) text: String,
    /// The change that wrote it.
    pub(crate) change: ChangeHash,
}

/// The open keys, each with its values.
pub(crate) type OpenKeys = BTreeMap<String, Vec<OpenValue>>;

/// The writes on each key, change by change. Each change comes after those it depends on.
#[derive(Debug, Default)]
pub(crate) struct KeyWrites {
    actors: HashMap<ActorId, usize>,
    changes: HashMap<automerge::ChangeHash, usize>,
    /// For each change the last sequence number of every actor that its author knew, including the change
    /// itself.
    clocks: Vec<Vec<u64>>,
    keys: BTreeMap<String, KeyHistory>,
}

#[derive(Debug)]
struct KeyHistory {
    /// Each write knew of the one before: then nothing can be open.
    is_chain: bool,
    writes: Vec<Write>,
}

#[derive(Debug)]
struct Write {
    actor: usize,
    seq: u64,
    /// The index of its change's clock.
    place: usize,
    hash: automerge::ChangeHash,
    text: Option<String>,
    decides: bool,
}

impl KeyWrites {
    pub(crate) fn add(&mut self, change: &Change, operations: &[Op]) {
        let next = self.actors.len();
        let actors = &mut self.actors;
        let actor = *actors.entry(change.actor_id().clone()).or_insert(next);
        let mut clock = vec![0; self.actors.len()];
        for dep in change.deps() {
            let Some(place) = self.changes.get(dep) else {
                continue;
            };
            for (mine, theirs) in clock.iter_mut().zip(&self.clocks[*place]) {
                *mine = (*theirs).max(*mine);
            }
        }
        let (place, seq, hash) = (self.clocks.len(), change.seq(), change.hash());
        for operation in operations {
            let LegacyKey::Map(key) = &operation.key else {
                continue;
            };
            let text = match &operation.action {
                OpType::Put(scalar) => scalar.as_str().map(ToOwned::to_owned),
                _ => None,
            };
            let write = Write {
                actor,
                seq,
                place,
                hash,
                text,
                decides: !self.open_at(key, Some(&clock)).is_empty(),
            };
            self.write(key, write, &clock);
        }
        clock[actor] = seq;
        self.clocks.push(clock);
        self.changes.insert(hash, place);
    }

    fn write(&mut self, key: &str, write: Write, clock: &[u64]) {
        let Some(history) = self.keys.get_mut(key) else {
            let history = KeyHistory {
                is_chain: true,
                writes: vec![write],
            };
            self.keys.insert(key.to_owned(), history);
            return;
        };
        let last = history.writes.last();
        history.is_chain &= last.is_none_or(|last| knows(clock, last));
        history.writes.push(write);
    }

    /// The values of a key's open pairs; empty when the key is not open.
    pub(crate) fn open_values(&self, key: &str) -> Vec<OpenValue> {
        let open = self.open_at(key, None).into_iter();
        open.filter_map(|write| {
            Some(OpenValue {
                text: write.text.clone()?,
                change: from_automerge(&write.hash),
            })
        })
        .collect()
    }

    /// The open writes of a key among those that somebody with this clock knew. Sets and claims are never
    /// open, because their members never disagree.
    fn open_at(&self, key: &str, clock: Option<&[u64]>) -> Vec<&Write> {
        let Some(history) = self.keys.get(key).filter(|history| !history.is_chain) else {
            return Vec::new();
        };
        if !matches!(Key::parse(key), Ok(Key::Field(_) | Key::Entry { .. })) {
            return Vec::new();
        }
        let known = history.writes.iter();
        let known = known.filter(|write| clock.is_none_or(|clock| knows(clock, write)));
        // For each actor its last write, and the last write by which it decided.
        let mut last: Vec<(Option<&Write>, Option<&Write>)> = vec![(None, None); self.actors.len()];
        for write in known {
            let of_actor = &mut last[write.actor];
            of_actor.0 = Some(write);
            if write.decides {
                of_actor.1 = Some(write);
            }
        }
        let (mut writes, mut of) = (Vec::new(), Vec::new());
        for (newest, decision) in last {
            let is_newest = |write: &&Write| newest.is_some_and(|newest| newest.seq == write.seq);
            for write in newest
                .into_iter()
                .chain(decision.filter(|of| !is_newest(of)))
            {
                writes.push(KeyWrite {
                    text: write.text.as_deref().filter(|_| is_newest(&write)),
                    decides: write.decides,
                });
                of.push(write);
            }
        }
        let saw = |later: usize, earlier: usize| knows(&self.clocks[of[later].place], of[earlier]);
        let mut are_open = vec![false; writes.len()];
        for (one, other) in open_pairs(&writes, &saw) {
            are_open[one] = true;
            are_open[other] = true;
        }
        let open = of.into_iter().zip(are_open).filter(|(_, is)| *is);
        open.map(|(write, _)| write).collect()
    }

    fn open_keys(&self) -> OpenKeys {
        let keys = self.keys.keys().map(|key| (key, self.open_values(key)));
        let open = keys.filter(|(_, values)| !values.is_empty());
        open.map(|(key, values)| (key.clone(), values)).collect()
    }
}

fn knows(clock: &[u64], write: &Write) -> bool {
    clock
        .get(write.actor)
        .is_some_and(|known| *known >= write.seq)
}

impl Document {
    /// The open keys, now or at these heads. A document whose changes form one line, as most do, has none;
    /// then no change is decoded.
    pub(crate) fn open_keys(&self, heads: Option<&[automerge::ChangeHash]>) -> OpenKeys {
        if self.is_a_line() {
            return OpenKeys::new();
        }
        let past;
        let inner = match heads {
            None => &self.inner,
            Some(heads) => {
                past = self.at_heads(heads);
                &past.inner
            }
        };
        let mut writes = KeyWrites::default();
        for change in inner.get_changes(&[]) {
            writes.add(&change, &change.decode().operations);
        }
        writes.open_keys()
    }

    fn is_a_line(&self) -> bool {
        let changes = self.inner.get_changes_meta(&[]);
        let pairs = changes.iter().zip(changes.iter().skip(1));
        let mut follow = pairs.map(|(before, change)| change.deps == [before.hash]);
        follow.all(|follows| follows)
    }
}
