//! The limits admission enforces: those authoring keeps within, and those of a batch.

pub use puente_document::limits::*;

/// Operations of a saved document that is looked at as a whole: 20 changes of the most operations.
pub const SAVED_OPERATIONS_MAX: usize = 20 * CHANGE_OPERATIONS_MAX;
