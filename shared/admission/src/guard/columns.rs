//! The columns of a change: how operations are laid out.
//!
//! Columns store one property of every operation each, run-length encoded.

mod read;
mod write;

pub(super) use self::read::{check_no_insert, read, run_values, text, utf8};
pub(super) use self::write::{ColumnWriter, write, write_runs};
use super::{OpId, Operation};

/// Columns a flat change of strings may have, in the order automerge writes them. A specification
/// is `column id << 4 | deflate << 3 | type`; leaving out all others leaves out objects, lists,
/// marks and compression.
const KEY: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_META: u64 = 0x56;
const VALUE: u64 = 0x57;
const PRED_COUNT: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;
const COLUMNS: [u64; 8] = [
    KEY,
    INSERT,
    ACTION,
    VALUE_META,
    VALUE,
    PRED_COUNT,
    PRED_ACTOR,
    PRED_COUNTER,
];

/// Bytes of one column at most: those of a document that is full.
pub(super) const COLUMN_LENGTH_MAX: usize = crate::limits::DOCUMENT_BYTES_MAX;

const ACTION_PUT: u64 = 1;
const ACTION_DELETE: u64 = 3;
/// Type of a value in the low four bits of its metadata, the length in bytes above them.
const TYPE_NULL: u64 = 0;
const TYPE_STRING: u64 = 6;

/// Operations and, one after the other, their predecessors.
pub(super) struct OperationRows<'a> {
    pub(super) operations: Vec<Operation<'a>>,
    pub(super) predecessors: Vec<OpId>,
}
