//! The numbers of a document's operations. Each operation either is a value or only replaces others, on one
//! key.

use std::ops::Range;

use super::{Numbered, SavedChange};
use crate::guard::GuardError;
use crate::limits::{CHANGE_OPERATIONS_MAX, SAVED_OPERATIONS_MAX};

/// The operation numbers that the changes claim.
pub(super) struct Numbers<'a> {
    /// Author, first number and count for each change; sorted, without overlap.
    changes: Vec<(usize, i64, usize)>,
    /// The index of each change's first operation.
    firsts: Vec<usize>,
    used: Vec<Use<'a>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use<'a> {
    None,
    Replaces(&'a str),
    Stands(&'a str),
}

impl<'a> Numbers<'a> {
    pub(super) fn of(changes: &[SavedChange<'_>]) -> Result<Self, GuardError> {
        let mut numbered = Vec::with_capacity(changes.len());
        for change in changes {
            let Range { start, end } = change.operations;
            match usize::try_from(end - start) {
                Ok(count) if count <= CHANGE_OPERATIONS_MAX => {
                    numbered.push((change.author, start, count));
                }
                _ => return Err(GuardError::OperationRange),
            }
        }
        numbered.sort_unstable();
        let mut firsts = Vec::with_capacity(numbered.len());
        let mut all = 0;
        let mut last = (0, 0);
        for (author, start, count) in &numbered {
            if (*author, *start) < last {
                return Err(GuardError::OperationRange);
            }
            last = (*author, start + *count as i64);
            firsts.push(all);
            all += count;
        }
        if all > SAVED_OPERATIONS_MAX {
            return Err(GuardError::TooManyOperations);
        }
        let used = vec![Use::None; all];
        Ok(Self {
            changes: numbered,
            firsts,
            used,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.used.len()
    }

    /// The index of an operation among all. The operations of a change stand together, in order.
    pub(super) fn place(&self, id: Numbered) -> Result<usize, GuardError> {
        let after = self
            .changes
            .partition_point(|(author, start, _)| (*author, *start) <= id);
        let at = after.checked_sub(1).ok_or(GuardError::OperationRange)?;
        let (author, start, count) = self.changes[at];
        match usize::try_from(id.1 - start) {
            Ok(offset) if author == id.0 && offset < count => Ok(self.firsts[at] + offset),
            _ => Err(GuardError::OperationRange),
        }
    }

    pub(super) fn put(&mut self, id: Numbered, key: &'a str) -> Result<(), GuardError> {
        let place = self.place(id)?;
        match std::mem::replace(&mut self.used[place], Use::Stands(key)) {
            Use::None => Ok(()),
            Use::Replaces(_) | Use::Stands(_) => Err(GuardError::KeyTwice),
        }
    }

    /// Call this after every [`Numbers::put`]. An operation on two keys would make automerge panic.
    pub(super) fn replace(&mut self, id: Numbered, key: &'a str) -> Result<(), GuardError> {
        let place = self.place(id)?;
        match self.used[place] {
            Use::None => self.used[place] = Use::Replaces(key),
            Use::Replaces(of) | Use::Stands(of) if of == key => {}
            Use::Replaces(_) | Use::Stands(_) => return Err(GuardError::PredecessorRange),
        }
        Ok(())
    }

    pub(super) fn all_used(&self) -> Result<(), GuardError> {
        if self.used.contains(&Use::None) {
            Err(GuardError::ColumnLength)
        } else {
            Ok(())
        }
    }
}
