//! What a change and a document may hold. Authoring keeps within these limits, admission enforces them.

pub use puente_record::{KEY_BYTES_MAX, VALUE_BYTES_MAX};

/// Bytes of one change, uncompressed: a hundred times the first change of a usual registration.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;

/// Operations of one change: 28 fields and 240 entries of 8 fields are 1,948.
pub const CHANGE_OPERATIONS_MAX: usize = 2_000;

/// Predecessors of one change: every operation replaces four concurrent values.
pub const CHANGE_PREDECESSORS_MAX: usize = 4 * CHANGE_OPERATIONS_MAX;

/// Dependencies of one change. A document with more heads is joined by several changes.
pub const CHANGE_DEPENDENCIES_MAX: usize = 64;

/// Actors a change may name besides its own: all others of a full document, so that whatever
/// conflict a document can hold, one change can decide it.
pub const CHANGE_OTHER_ACTORS_MAX: usize = DOCUMENT_ACTORS_MAX - 1;

/// Bytes of a change's message: "decided: " and a reason of 200 bytes, with room.
pub const MESSAGE_BYTES_MAX: usize = 256;

/// Bytes of the reasons of one change.
pub const REASON_BYTES_MAX: usize = 200;

/// Changes of one document: ten a day for more than a year.
pub const DOCUMENT_CHANGES_MAX: usize = 5_000;

/// Bytes of all changes of one document: 5,000 changes of 209 bytes.
pub const DOCUMENT_BYTES_MAX: usize = 1024 * 1024;

/// Operations of one document: 5,000 changes of four or five fields; a list of 500 rows with 40 fields each
/// has 20,000. At four bytes each, which a change can be made of, those of a megabyte would take seconds and
/// hundreds of megabytes wherever the document is opened.
pub const DOCUMENT_OPERATIONS_MAX: usize = 24_000;

/// Values that the operations of one document replace: each two, in the long run.
pub const DOCUMENT_PREDECESSORS_MAX: usize = 2 * DOCUMENT_OPERATIONS_MAX;

/// Actors of one document: the installations that ever wrote in it, and their branches.
pub const DOCUMENT_ACTORS_MAX: usize = 256;

/// Sequence numbers and operation counters stay below 2³¹: automerge counts in 32 bits and panics at their end.
pub const COUNTER_MAX: u64 = (1 << 31) - 1;

/// Milliseconds a change's time may lie from 1970, either way: 2⁵³, what a JavaScript number holds
/// exactly. Automerge stores differences of times; those of unlimited ones would overflow.
pub const TIME_MS_MAX: i64 = 1 << 53;
