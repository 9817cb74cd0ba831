//! The columns of a change: the layout of its operations.
//!
//! Each column stores one property of every operation, run-length encoded.

mod read;
mod write;

pub(super) use self::read::{check_no_insert, read, run_values, text, utf8};
pub(super) use self::write::{ColumnWriter, write, write_runs};
use super::{OpId, Operation};

/// The columns that a flat change of strings may have, in automerge's order. A specification
/// is `column id << 4 | deflate << 3 | type`. No other column is known, which refuses objects, lists,
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

/// The most bytes of one column: those of a full document.
pub(super) const COLUMN_LENGTH_MAX: usize = crate::limits::DOCUMENT_BYTES_MAX;

const ACTION_PUT: u64 = 1;
const ACTION_DELETE: u64 = 3;
/// The low four bits of a value's metadata are its type; the bits above are its length in bytes.
const TYPE_NULL: u64 = 0;
const TYPE_STRING: u64 = 6;

/// The operations, and all their predecessors one after the other.
pub(super) struct OperationRows<'a> {
    pub(super) operations: Vec<Operation<'a>>,
    pub(super) predecessors: Vec<OpId>,
}
