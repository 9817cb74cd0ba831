//! The limits that admission enforces: the limits of authoring, and those of a saved document.

pub use puente_document::limits::*;

/// Operations of a saved document that is checked as a whole: 20 changes with the most operations each.
pub const SAVED_OPERATIONS_MAX: usize = 20 * CHANGE_OPERATIONS_MAX;
