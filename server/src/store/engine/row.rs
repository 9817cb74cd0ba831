//! A row of a result.

use super::sqlite::Columns;
use super::value::FromValue;
use crate::store::StoreError;

/// A row while it is read. What is read from it may borrow its texts and blobs.
#[derive(Debug)]
pub(in crate::store) struct ResultRow<'r>(Columns<'r>);

impl<'r> ResultRow<'r> {
    pub(super) const fn new(columns: Columns<'r>) -> Self {
        Self(columns)
    }

    /// The value in this column, counted from 0.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: it is not of this type.
    pub(in crate::store) fn get<T: FromValue<'r>>(&self, column: usize) -> Result<T, StoreError> {
        T::from_value(self.0.value(column)?)
    }
}
