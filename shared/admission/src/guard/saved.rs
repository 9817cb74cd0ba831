//! A whole document as [`puente_document::Document::save`] returns it: this module reads it, splits it into its
//! changes, and builds it from them.
//!
//! A saved document contains operations; automerge builds the changes and their hashes from them when it loads
//! it. So the columns are checked against the limits before automerge sees them: flat keys of the grammar,
//! strings, counters within automerge's range. The load then proves that the changes are those that its heads
//! name.

mod apart;
mod numbers;
mod read;
mod write;

use std::ops::Range;

use puente_record::ChangeHash;

use self::read::read;
pub(super) use self::read::read_actors;
use super::{ACTOR_BYTES, GuardError, GuardedChange};

pub(super) const TYPE_DOCUMENT: u8 = 0;

/// Columns of the changes, in the order in which automerge writes them.
mod of_changes {
    pub(super) const AUTHOR: u64 = 0x01;
    pub(super) const SEQ: u64 = 0x03;
    pub(super) const MAX_OP: u64 = 0x13;
    pub(super) const TIME: u64 = 0x23;
    pub(super) const MESSAGE: u64 = 0x35;
    pub(super) const DEP_COUNT: u64 = 0x40;
    pub(super) const DEP: u64 = 0x43;
    pub(super) const EXTRA_META: u64 = 0x56;
    pub(super) const EXTRA: u64 = 0x57;
}

/// Columns of the operations, in the order in which automerge writes them. Those of objects, lists and marks
/// are missing.
mod of_operations {
    pub(super) const KEY: u64 = 0x15;
    pub(super) const AUTHOR: u64 = 0x21;
    pub(super) const COUNTER: u64 = 0x23;
    pub(super) const INSERT: u64 = 0x34;
    pub(super) const ACTION: u64 = 0x42;
    pub(super) const VALUE_META: u64 = 0x56;
    pub(super) const VALUE: u64 = 0x57;
    pub(super) const SUCC_COUNT: u64 = 0x80;
    pub(super) const SUCC_AUTHOR: u64 = 0x81;
    pub(super) const SUCC_COUNTER: u64 = 0x83;
    pub(super) const EXPAND: u64 = 0x94;
}

const ACTION_PUT: u64 = 1;
const TYPE_STRING: u64 = 6;
/// The extra column says that a change carries no extra bytes.
const NOTHING_ELSE: u64 = 7;

/// The id of an operation: the index of its actor and its number.
pub(crate) type Numbered = (usize, i64);

/// The content of a saved document, in its own order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Saved<'a> {
    /// Ascending.
    pub(crate) actors: Vec<[u8; ACTOR_BYTES]>,
    /// The changes that no other change depends on, with their indexes, by ascending hash.
    pub(crate) heads: Vec<(ChangeHash, usize)>,
    /// Each after those it depends on.
    pub(crate) changes: Vec<SavedChange<'a>>,
    /// By ascending key; those of one key by number and actor.
    pub(crate) puts: Vec<SavedPut<'a>>,
    /// The operations that replace or delete the first put, then those of the second, and so on.
    pub(crate) successors: Vec<Numbered>,
}

/// A change, without its operations.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SavedChange<'a> {
    pub(crate) author: usize,
    pub(crate) seq: i64,
    /// The numbers of its operations.
    pub(crate) operations: Range<i64>,
    pub(crate) time_ms: i64,
    pub(crate) message: &'a str,
    /// The indexes of the changes that it depends on.
    pub(crate) deps: Vec<usize>,
}

/// A value that was put on a key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SavedPut<'a> {
    pub(crate) key: &'a str,
    pub(crate) id: Numbered,
    pub(crate) value: &'a str,
    /// How many operations replace or delete it.
    pub(crate) successors: usize,
}

/// The changes that no other change depends on, with their indexes, by ascending hash. `hashes` are all
/// changes, `deps` all indexes that some change depends on.
pub(crate) fn heads<'a>(
    hashes: &[ChangeHash],
    deps: impl Iterator<Item = &'a usize>,
) -> Vec<(ChangeHash, usize)> {
    let mut is_head = vec![true; hashes.len()];
    deps.for_each(|dep| is_head[*dep] = false);
    let all = hashes.iter().copied().zip(0..);
    let mut heads: Vec<_> = all.filter(|(_, place)| is_head[*place]).collect();
    heads.sort_unstable();
    heads
}

/// Is this what a document of admitted changes is saved as?
///
/// # Errors
/// A refused document may still be a valid one that is unusually large: look at its changes one by one.
pub(crate) fn saved(bytes: &[u8]) -> Result<(), GuardError> {
    read(bytes).map(drop)
}

/// The changes of a saved document, in its order. Its heads prove their hashes.
///
/// # Errors
/// As [`saved`], or the heads name other changes.
pub(crate) fn take_apart(bytes: &[u8]) -> Result<Vec<GuardedChange<'_>>, GuardError> {
    let (saved, numbers) = read(bytes)?;
    apart::changes(&saved, &numbers)
}
