//! What changes use of a document's limits.

use crate::DocumentLimit;
use crate::guard::GuardedChange;

/// What changes use of a document's limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DocumentUsage {
    pub(crate) actors: usize,
    pub(crate) changes: usize,
    pub(crate) bytes: usize,
    pub(crate) operations: usize,
    pub(crate) predecessors: usize,
}

impl DocumentUsage {
    pub(crate) const fn fraction(self, part: usize, of: usize) -> Self {
        Self {
            actors: self.actors * part / of,
            changes: self.changes * part / of,
            bytes: self.bytes * part / of,
            operations: self.operations * part / of,
            predecessors: self.predecessors * part / of,
        }
    }

    /// What one change uses. It also uses an actor if it is its actor's first.
    pub(crate) fn by(change: &GuardedChange<'_>, is_new_actor: bool) -> Self {
        let operations = change.operations.iter();
        Self {
            actors: usize::from(is_new_actor),
            changes: 1,
            bytes: change.raw_bytes,
            operations: change.operations.len(),
            predecessors: operations
                .map(|operation| operation.predecessors.len())
                .sum(),
        }
    }

    #[must_use]
    pub(crate) const fn and(self, more: Self) -> Self {
        Self {
            actors: self.actors + more.actors,
            changes: self.changes + more.changes,
            bytes: self.bytes + more.bytes,
            operations: self.operations + more.operations,
            predecessors: self.predecessors + more.predecessors,
        }
    }

    /// The first of the limits that it exceeds.
    pub(crate) fn beyond(&self, limits: &Self) -> Option<DocumentLimit> {
        let exceeded = [
            (self.changes > limits.changes, DocumentLimit::Changes),
            (self.bytes > limits.bytes, DocumentLimit::Bytes),
            (
                self.operations > limits.operations,
                DocumentLimit::Operations,
            ),
            (
                self.predecessors > limits.predecessors,
                DocumentLimit::Operations,
            ),
            (self.actors > limits.actors, DocumentLimit::Actors),
        ];
        let mut exceeded = exceeded.into_iter().filter(|(is, _)| *is);
        exceeded.next().map(|(_, limit)| limit)
    }
}
