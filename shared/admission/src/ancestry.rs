//! The history of one document as admission sees it: who wrote which operation, and what each change could see.
//!
//! Every question is about a change's own ancestors and never about the merged state, so that the
//! answer is the same on every server, in every order.

mod clock;
mod keys;
mod origin;
mod save;

use std::collections::BTreeMap;

use puente_record::{ChangeHash, Origin};

pub(crate) use self::clock::Clock;
use self::keys::KeyHistory;
pub use self::origin::begins;
pub(crate) use self::origin::origin_of;
use crate::Reason;
use crate::guard::{GuardedChange, Header, NamedOperation, Operation};
use crate::usage::DocumentUsage;

/// One change of the document.
#[derive(Debug)]
struct Node<'a> {
    hash: ChangeHash,
    actor: usize,
    seq: u64,
    start_op: u64,
    /// Greatest operation number of the change.
    max_op: u64,
    time_ms: i64,
    message: &'a str,
    /// The indexes of the changes that it depends on.
    deps: Vec<usize>,
    /// The change and all its ancestors.
    clock: Clock,
}

/// An actor and its changes: the change with sequence number n is at index n − 1.
#[derive(Debug)]
struct Actor {
    id: [u8; 16],
    changes: Vec<ChangeHash>,
    taken: DocumentUsage,
}

/// A value put on a key.
#[derive(Debug)]
pub(crate) struct Put<'a> {
    counter: u64,
    actor: usize,
    seq: u64,
    pub(crate) value: &'a str,
    /// The operations that replaced or deleted it, by number and actor.
    replaced_by: Vec<Replaced>,
}

/// An operation that replaced or deleted a value.
#[derive(Debug, Clone, Copy)]
struct Replaced {
    counter: u64,
    actor: usize,
    seq: u64,
}

/// The changes of one document, each after the changes it depends on.
#[derive(Debug, Default)]
pub(crate) struct Ancestry<'a> {
    nodes: Vec<Node<'a>>,
    places: BTreeMap<ChangeHash, usize>,
    actors: Vec<Actor>,
    actor_numbers: BTreeMap<[u8; 16], usize>,
    keys: BTreeMap<&'a str, KeyHistory<'a>>,
    /// What the document is, as its first changes state. All of them state the same.
    origin: Option<Origin>,
    /// Some change does not follow the one before it. While this is false, no key can be open.
    is_branched: bool,
    taken: DocumentUsage,
}

/// The place of a change in the history: all its ancestors, without itself.
#[derive(Debug)]
pub(crate) struct ChangePosition {
    clock: Clock,
    max_op: u64,
    deps: Vec<usize>,
    origin: Option<Origin>,
}

impl ChangePosition {
    /// What the document is, as the change's ancestors state; `None` for a first change.
    pub(crate) fn origin(&self) -> Option<Origin> {
        self.origin
    }
}

impl<'a> Ancestry<'a> {
    /// The history of these changes, each after those it depends on; `None` when a dependency is missing.
    pub(crate) fn of(changes: &[GuardedChange<'a>]) -> Option<Self> {
        let mut ancestry = Self::default();
        for change in changes {
            let place = ancestry.place(&change.header)?;
            ancestry.insert(change, place);
        }
        Some(ancestry)
    }

    pub(crate) fn contains(&self, hash: &ChangeHash) -> bool {
        self.places.contains_key(hash)
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Every change, in the order in which they were added.
    pub(crate) fn order(&self) -> Vec<ChangeHash> {
        self.nodes.iter().map(|node| node.hash).collect()
    }

    /// The place of a change whose dependencies are all here; `None` when one is missing.
    pub(crate) fn place(&self, header: &Header) -> Option<ChangePosition> {
        let mut place = ChangePosition {
            clock: Clock::default(),
            max_op: 0,
            deps: Vec::with_capacity(header.deps.len()),
            origin: self.origin.filter(|_| !header.deps.is_empty()),
        };
        for dep in &header.deps {
            let at = *self.places.get(dep)?;
            let node = &self.nodes[at];
            place.deps.push(at);
            place.clock.join(&node.clock);
            place.max_op = place.max_op.max(node.max_op);
        }
        Some(place)
    }

    /// Does the change continue its ancestors, in its actor's sequence and in the operation numbers?
    pub(crate) fn check_continuity(
        &self,
        header: &Header,
        place: &ChangePosition,
    ) -> Result<(), Reason> {
        let actor = self.actor_numbers.get(&header.actor).copied();
        let seen = actor.map_or(0, |actor| place.clock.get(actor));
        let written = actor.map_or(0, |actor| self.actors[actor].changes.len() as u64);
        if header.seq <= written {
            return Err(Reason::ActorReused);
        }
        if header.seq != seen + 1 {
            return Err(Reason::SequenceGap);
        }
        // Automerge numbers an honest change from all it knows. When it reads a document back, it derives the
        // number of a change's operations from these numbers, so a gap would be bookkeeping that nobody can
        // check.
        if header.start_op != place.max_op + 1 {
            return Err(Reason::OperationNumber);
        }
        Ok(())
    }

    /// Does every operation replace exactly the values that its author saw on the key?
    ///
    /// With fewer, an author without the right to resolve could decide a conflict one candidate at a time, or
    /// create one. With others, the operation names values that do not exist; automerge accepts this and then
    /// cannot read the document back.
    pub(crate) fn check_predecessors(
        &self,
        change: &GuardedChange<'_>,
        place: &ChangePosition,
    ) -> Result<(), Reason> {
        for operation in &change.operations {
            let visible = self.visible(operation.key, place);
            let named = || change.predecessors(operation);
            // To decide for the value shown, automerge deletes all others.
            let keeps_shown = operation.value.is_none() && named().len() + 1 == visible.len();
            let replaced = visible.len() - usize::from(keeps_shown);
            let is_whole = replaced == named().len()
                && visible
                    .iter()
                    .zip(named())
                    .all(|(put, named)| self.is_at(put, named));
            if is_whole {
                continue;
            }
            let all_known = named().all(|named| self.knows(operation.key, named, place));
            return Err(if all_known {
                Reason::PartialPredecessors
            } else {
                Reason::UnknownPredecessor
            });
        }
        Ok(())
    }

    fn is_at(&self, put: &Put<'_>, named: NamedOperation<'_>) -> bool {
        put.counter == named.counter && self.is_by(put, named.actor)
    }

    fn knows(&self, key: &str, named: NamedOperation<'_>, place: &ChangePosition) -> bool {
        self.keys.get(key).is_some_and(|history| {
            let mut puts = history.puts.iter();
            puts.any(|put| self.is_at(put, named) && place.clock.contains(put.actor, put.seq))
        })
    }

    /// Every value that was ever put on a key, in automerge's order.
    pub(crate) fn ever(&self, key: &str) -> impl Iterator<Item = &'a str> {
        let puts = self
            .keys
            .get(key)
            .into_iter()
            .flat_map(|history| &history.puts);
        puts.map(|put| put.value)
    }

    /// Was this value put by this actor?
    pub(crate) fn is_by(&self, put: &Put<'_>, actor: &[u8; 16]) -> bool {
        self.actors[put.actor].id == *actor
    }

    /// The sum of what all changes use.
    pub(crate) fn taken(&self) -> DocumentUsage {
        self.taken
    }

    /// What the changes of one actor use.
    pub(crate) fn taken_by(&self, actor: &[u8; 16]) -> DocumentUsage {
        let number = self.actor_numbers.get(actor);
        number.map_or_else(DocumentUsage::default, |number| self.actors[*number].taken)
    }

    pub(crate) fn has_actor(&self, actor: &[u8; 16]) -> bool {
        self.actor_numbers.contains_key(actor)
    }

    /// Returns `OriginDiffers` unless this first change agrees with what the document already is.
    pub(crate) fn check_origin(&self, origin: Origin) -> Result<(), Reason> {
        match self.origin {
            Some(known) if known != origin => Err(Reason::OriginDiffers),
            _ => Ok(()),
        }
    }

    /// Adds a change at its place.
    pub(crate) fn insert(&mut self, change: &GuardedChange<'a>, place: ChangePosition) {
        let header = &change.header;
        let more = DocumentUsage::by(change, !self.has_actor(&header.actor));
        let actor = self.actor_number(header.actor);
        self.actors[actor].changes.push(header.hash);
        self.actors[actor].taken = self.actors[actor].taken.and(more);
        self.taken = self.taken.and(more);
        let follows = self.nodes.len().checked_sub(1);
        self.is_branched |= follows.is_some_and(|last| place.deps != [last]);
        for (operation, counter) in change.operations.iter().zip(header.start_op..) {
            self.replace(change, operation, counter, actor);
            let decides = self.is_open(operation.key, &place);
            let history = self.keys.entry(operation.key);
            let history = history
                .and_modify(|history| history.note(&place, actor, header.seq, decides))
                .or_insert_with(|| KeyHistory::begun(actor, header.seq));
            let Some(value) = operation.value else {
                continue;
            };
            let (actors, puts) = (&self.actors, &mut history.puts);
            let id = (counter, &actors[actor].id);
            let at = puts.partition_point(|put| (put.counter, &actors[put.actor].id) < id);
            let put = Put {
                counter,
                actor,
                seq: header.seq,
                value,
                replaced_by: Vec::new(),
            };
            puts.insert(at, put);
        }
        if place.deps.is_empty() {
            self.origin = self.origin.or_else(|| origin_of(change).ok());
        }
        let mut clock = place.clock;
        clock.set(actor, header.seq);
        self.places.insert(header.hash, self.nodes.len());
        self.nodes.push(Node {
            hash: header.hash,
            actor,
            seq: header.seq,
            start_op: header.start_op,
            max_op: header.max_op().max(place.max_op),
            time_ms: header.time_ms,
            message: change.message,
            deps: place.deps,
            clock,
        });
    }

    /// Records the values that an operation replaces.
    fn replace(
        &mut self,
        change: &GuardedChange<'a>,
        operation: &Operation<'a>,
        counter: u64,
        actor: usize,
    ) {
        let replaced = Replaced {
            counter,
            actor,
            seq: change.header.seq,
        };
        for named in change.predecessors(operation) {
            let number = self.actor_numbers.get(named.actor);
            let history = self.keys.get_mut(operation.key);
            let (Some(number), Some(history)) = (number, history) else {
                continue;
            };
            let mut puts = history.puts.iter_mut();
            if let Some(put) = puts.find(|put| put.counter == named.counter && put.actor == *number)
            {
                let actors = &self.actors;
                let id = (counter, &actors[actor].id);
                let by = &mut put.replaced_by;
                let place = by.partition_point(|by| (by.counter, &actors[by.actor].id) < id);
                by.insert(place, replaced);
            }
        }
    }

    fn actor_number(&mut self, id: [u8; 16]) -> usize {
        *self.actor_numbers.entry(id).or_insert_with(|| {
            self.actors.push(Actor {
                id,
                changes: Vec::new(),
                taken: DocumentUsage::default(),
            });
            self.actors.len() - 1
        })
    }
}
