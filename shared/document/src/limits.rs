//! The limits of a change and of a document. Authoring keeps within them, admission enforces them.

pub use puente_record::{KEY_BYTES_MAX, VALUE_BYTES_MAX};

/// Bytes of one change, uncompressed: a hundred times the first change of a usual registration.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;

/// Operations of one change: 28 fields and 240 entries of 8 fields are 1,948.
pub const CHANGE_OPERATIONS_MAX: usize = 2_000;

/// Predecessors of one change: every operation replaces four concurrent values.
pub const CHANGE_PREDECESSORS_MAX: usize = 4 * CHANGE_OPERATIONS_MAX;

/// Dependencies of one change. A document with more heads is joined by several changes.
pub const CHANGE_DEPENDENCIES_MAX: usize = 64;

/// Actors that a change may name besides its own: all others of a full document, so that one change can decide
/// any conflict that a document can hold.
pub const CHANGE_OTHER_ACTORS_MAX: usize = DOCUMENT_ACTORS_MAX - 1;

/// Bytes of a change's message: "decided: " and a reason of 200 bytes, with room to spare.
pub const MESSAGE_BYTES_MAX: usize = 256;

/// Bytes of the reasons of one change.
pub const REASON_BYTES_MAX: usize = 200;

/// Changes of one document: ten a day for more than a year.
pub const DOCUMENT_CHANGES_MAX: usize = 5_000;

/// Bytes of all changes of one document: 5,000 changes of 209 bytes.
pub const DOCUMENT_BYTES_MAX: usize = 1024 * 1024;

/// Operations of one document: 5,000 changes of four or five fields; a list of 500 rows with 40 fields each has
/// 20,000. A change can be made of operations of four bytes each; a megabyte of those would take seconds and
/// hundreds of megabytes wherever the document is opened.
pub const DOCUMENT_OPERATIONS_MAX: usize = 24_000;

/// Values that the operations of one document replace: an average of two for each operation.
pub const DOCUMENT_PREDECESSORS_MAX: usize = 2 * DOCUMENT_OPERATIONS_MAX;

/// Actors of one document: all installs that ever wrote in it, with their branches.
pub const DOCUMENT_ACTORS_MAX: usize = 256;

/// Sequence numbers and operation counters stay below 2³¹: automerge counts in 32 bits and panics at their end.
pub const COUNTER_MAX: u64 = (1 << 31) - 1;

/// How far a change's time may be from 1970 in ms, either way: 2⁵³, which a JavaScript number holds
/// exactly. Automerge stores differences of times; without a limit they could overflow.
pub const TIME_MS_MAX: i64 = 1 << 53;
