//! The structure guard: are these bytes one change that automerge itself could have written?
//!
//! A pure parser: it does not call automerge, and no number in the bytes can make it allocate much. It reads a
//! change, checks it against the limits, writes it again and compares. Automerge stores a document as
//! operations and rebuilds the changes when it loads it, so a change that it would encode differently makes a
//! document that can never be loaded again. Comparing refuses all such encodings without listing them.

mod chunk;
mod columns;
mod headless;
mod leb128;
mod refusal;
mod saved;

use std::collections::BTreeSet;
use std::ops::Range;

use puente_record::{ChangeHash, Key};

pub(crate) use self::headless::WithoutHeads;
pub use self::refusal::GuardError;
pub(crate) use self::saved::{Saved, SavedChange, SavedPut, heads, saved, take_apart};

/// Bytes of an actor: the start of a hash, see [`puente_document::actor`].
const ACTOR_BYTES: usize = 16;

/// What a change states, besides its operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// SHA-256 of the chunk's type, length and body: the id of the change.
    pub hash: ChangeHash,
    /// The actor that wrote it.
    pub actor: [u8; ACTOR_BYTES],
    /// Its sequence number among this actor's changes, from 1.
    pub seq: u64,
    /// Number of its first operation; operations of a document count up along its history.
    pub start_op: u64,
    /// How many operations it has, at least one.
    pub ops: u32,
    /// The changes it depends on, in ascending order. Empty for the first change of a document.
    pub deps: Vec<ChangeHash>,
    /// Other actors whose operations it replaces, in ascending order.
    pub other_actors: Vec<[u8; ACTOR_BYTES]>,
    /// The writing device's clock, milliseconds since 1970.
    pub time_ms: i64,
}

impl Header {
    /// Number of the last operation.
    #[must_use]
    pub fn max_op(&self) -> u64 {
        self.start_op + u64::from(self.ops) - 1
    }

    /// The actor that a predecessor names by number. The number was checked before.
    fn actor_at(&self, number: usize) -> &[u8; ACTOR_BYTES] {
        match number.checked_sub(1) {
            None => &self.actor,
            Some(other) => &self.other_actors[other],
        }
    }
}

/// The id of an operation within the change that refers to it: actor 0 is the author, 1 the first of the
/// others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpId {
    pub(crate) counter: u64,
    pub(crate) actor: usize,
}

/// One operation: puts a string on a key, or with no value deletes the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation<'a> {
    pub(crate) key: &'a str,
    pub(crate) value: Option<&'a str>,
    /// The range of its predecessors within those of the change.
    pub(crate) predecessors: Range<usize>,
}

/// A change that passed the guard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GuardedChange<'a> {
    pub(crate) header: Header,
    /// The grounds or the reason that the author stated; the guard does not read it.
    pub(crate) message: &'a str,
    pub(crate) operations: Vec<Operation<'a>>,
    predecessors: Vec<OpId>,
    /// Its size in bytes as an uncompressed chunk.
    pub(crate) raw_bytes: usize,
}

/// An operation as others name it. Ordered as automerge orders them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NamedOperation<'a> {
    pub(crate) counter: u64,
    pub(crate) actor: &'a [u8; ACTOR_BYTES],
}

impl GuardedChange<'_> {
    /// The operations this one replaces, ascending.
    pub(crate) fn predecessors(
        &self,
        operation: &Operation<'_>,
    ) -> impl ExactSizeIterator<Item = NamedOperation<'_>> + use<'_> {
        self.predecessors[operation.predecessors.clone()]
            .iter()
            .map(|id| NamedOperation {
                counter: id.counter,
                actor: self.header.actor_at(id.actor),
            })
    }
}

/// Do these bytes state that they depend on no change? Nothing else is checked. For bytes that pass the guard
/// it is true exactly for first changes.
#[must_use]
pub fn is_first(raw: &[u8]) -> bool {
    let length = raw.get(chunk::HEADER_BYTES..).unwrap_or_default();
    let mut body = length.iter().skip_while(|byte| **byte & 0x80 != 0).skip(1);
    body.next() == Some(&0)
}

/// Checks the structure of one change and returns its header.
///
/// # Errors
/// The bytes must never reach automerge. Quarantine them under the error's code.
pub fn guard(raw: &[u8]) -> Result<Header, GuardError> {
    decode(raw).map(|change| change.header)
}

/// The writes of a change, in its order: each key with its value, `None` where it deletes. For a person
/// who decides about a quarantined change; automerge does not see it.
///
/// # Errors
/// As [`guard`]: nothing in such bytes can be read.
pub fn writes(raw: &[u8]) -> Result<Vec<(String, Option<String>)>, GuardError> {
    let change = decode(raw)?;
    let operations = change.operations.iter();
    Ok(operations
        .map(|operation| (operation.key.to_owned(), operation.value.map(str::to_owned)))
        .collect())
}

/// The hash that these bytes would have as a change, whether or not the rest is valid.
pub(crate) fn hash_of(raw: &[u8]) -> Option<ChangeHash> {
    chunk::open(raw).ok().map(|(hash, _)| hash)
}

/// [`guard`], which also returns the operations.
pub(crate) fn decode(raw: &[u8]) -> Result<GuardedChange<'_>, GuardError> {
    let change = chunk::read(raw)?;
    check_references(&change)?;
    check_keys(&change)?;
    if chunk::write(&change) == raw {
        Ok(change)
    } else {
        Err(GuardError::NotCanonical)
    }
}

/// Checks that every listed actor is referred to, and that every reference names a listed actor, is older than
/// the change and in ascending order.
fn check_references(change: &GuardedChange<'_>) -> Result<(), GuardError> {
    let actors = 1 + change.header.other_actors.len();
    let mut used = vec![false; actors];
    used[0] = true;
    for predecessor in &change.predecessors {
        *used
            .get_mut(predecessor.actor)
            .ok_or(GuardError::PredecessorOrder)? = true;
        if predecessor.counter >= change.header.start_op {
            return Err(GuardError::PredecessorRange);
        }
    }
    if used.contains(&false) {
        return Err(GuardError::ActorUnused);
    }
    for operation in &change.operations {
        if !change.predecessors(operation).is_sorted_by(|a, b| a < b) {
            return Err(GuardError::PredecessorOrder);
        }
    }
    Ok(())
}

/// Checks that every key fits the grammar and is written once.
fn check_keys(change: &GuardedChange<'_>) -> Result<(), GuardError> {
    let mut keys = BTreeSet::new();
    for operation in &change.operations {
        if !keys.insert(operation.key) {
            return Err(GuardError::KeyTwice);
        }
        Key::parse(operation.key).map_err(|_| GuardError::Key)?;
    }
    Ok(())
}
