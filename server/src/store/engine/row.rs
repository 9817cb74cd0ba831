//! A row of a result.

use super::value::{FromValue, Value};
use super::{postgres, sqlite};
use crate::store::StoreError;

/// A row while it is read. What is read from it may borrow its texts and blobs.
#[derive(Debug)]
pub(in crate::store) struct ResultRow<'r>(Columns<'r>);

#[derive(Debug)]
enum Columns<'r> {
    Sqlite(sqlite::Columns<'r>),
    Postgres(postgres::Columns<'r>),
}

impl<'r> ResultRow<'r> {
    pub(super) const fn of_sqlite(columns: sqlite::Columns<'r>) -> Self {
        Self(Columns::Sqlite(columns))
    }

    pub(super) const fn of_postgres(columns: postgres::Columns<'r>) -> Self {
        Self(Columns::Postgres(columns))
    }

    fn value(&self, column: usize) -> Result<Value<'r>, StoreError> {
        match &self.0 {
            Columns::Sqlite(columns) => columns.value(column),
            Columns::Postgres(columns) => columns.value(column),
        }
    }

    /// The value in this column, counted from 0.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: it is not of this type.
    pub(in crate::store) fn get<T: FromValue<'r>>(&self, column: usize) -> Result<T, StoreError> {
        T::from_value(self.value(column)?)
    }

    /// The value in a column that was written as a [`Secret`](super::Secret).
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: it is not of this type, or does not open.
    pub(in crate::store) fn secret<T: for<'v> FromValue<'v>>(
        &self,
        column: usize,
    ) -> Result<T, StoreError> {
        match &self.0 {
            Columns::Sqlite(columns) => T::from_value(columns.value(column)?),
            Columns::Postgres(columns) => columns.secret(column),
        }
    }
}
