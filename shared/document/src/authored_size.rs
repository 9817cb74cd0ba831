//! How much of a document's limits its changes use.

use automerge::Change;

/// The sum over all changes of a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct AuthoredSize {
    pub(crate) raw_bytes: usize,
    pub(crate) operations: usize,
}

impl AuthoredSize {
    pub(crate) fn with(self, change: &Change) -> Self {
        Self {
            raw_bytes: self.raw_bytes + change.raw_bytes().len(),
            operations: self.operations + change.len(),
        }
    }
}
