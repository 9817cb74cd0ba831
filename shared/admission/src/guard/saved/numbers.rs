//! The numbers of a document's operations: each stands as a value, or only replaces others.

use super::{Numbered, SavedChange};
use crate::guard::Refusal;
use crate::limits::{CHANGE_OPERATIONS_MAX, SAVED_OPERATIONS_MAX};

/// The operations that the changes say they have.
pub(super) struct Numbers {
    /// Author, first number and the number after the last of each change; sorted, without overlap.
    changes: Vec<(usize, i64, i64)>,
    /// Where those of each change begin.
    firsts: Vec<usize>,
    used: Vec<Use>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    None,
    Replaces,
    Stands,
}

impl Numbers {
    pub(super) fn of(changes: &[SavedChange<'_>]) -> Result<Self, Refusal> {
        let mut changes: Vec<_> = changes
            .iter()
            .map(|change| {
                (
                    change.author,
                    change.operations.start,
                    change.operations.end,
                )
            })
            .collect();
        changes.sort_unstable();
        let mut firsts = Vec::with_capacity(changes.len());
        let mut all = 0;
        let mut last = (0, 0);
        for (author, start, end) in &changes {
            let count = usize::try_from(end - start).unwrap_or(usize::MAX);
            if (*author, *start) < last || count > CHANGE_OPERATIONS_MAX {
                return Err(Refusal::OperationRange);
            }
            last = (*author, *end);
            firsts.push(all);
            all += count;
        }
        if all > SAVED_OPERATIONS_MAX {
            return Err(Refusal::TooManyOperations);
        }
        let used = vec![Use::None; all];
        Ok(Self {
            changes,
            firsts,
            used,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.used.len()
    }

    /// The place of an operation among all: those of a change stand together, in order.
    pub(super) fn place(&self, id: Numbered) -> Result<usize, Refusal> {
        let after = self
            .changes
            .partition_point(|(author, start, _)| (*author, *start) <= id);
        let at = after.checked_sub(1).ok_or(Refusal::OperationRange)?;
        let (author, start, end) = self.changes[at];
        if author != id.0 || id.1 >= end {
            return Err(Refusal::OperationRange);
        }
        let offset = usize::try_from(id.1 - start).map_err(|_| Refusal::OperationRange)?;
        Ok(self.firsts[at] + offset)
    }

    pub(super) fn put(&mut self, id: Numbered) -> Result<(), Refusal> {
        let place = self.place(id)?;
        match std::mem::replace(&mut self.used[place], Use::Stands) {
            Use::None => Ok(()),
            Use::Replaces | Use::Stands => Err(Refusal::KeyTwice),
        }
    }

    /// Told after all that stand.
    pub(super) fn replace(&mut self, id: Numbered) -> Result<(), Refusal> {
        let place = self.place(id)?;
        if self.used[place] == Use::None {
            self.used[place] = Use::Replaces;
        }
        Ok(())
    }

    pub(super) fn all_used(&self) -> Result<(), Refusal> {
        if self.used.contains(&Use::None) {
            Err(Refusal::ColumnLength)
        } else {
            Ok(())
        }
    }
}
