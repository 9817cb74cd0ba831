//! The limits admission enforces: those authoring keeps within, and those of a batch.

pub use puente_document::limits::*;
