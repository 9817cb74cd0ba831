//! Runs statements.

use std::ops::ControlFlow;

use puente_protocol::problem::ProblemCode;

use super::error::EngineError;
use super::row::ResultRow;
use super::sql::Sql;
use super::sqlite::{Columns, Database};
use super::value::{FromValue, Params, Value};
use crate::store::StoreError;

/// A connection to the database, inside a transaction or a snapshot.
///
/// Only the store runs statements on it; everybody else holds it to pass it to the store.
#[derive(Debug)]
pub struct Connection(Database);

impl Connection {
    pub(in crate::store) const fn new(database: Database) -> Self {
        Self(database)
    }

    /// The engine beneath, for what only this engine has.
    pub(in crate::store) const fn sqlite(&self) -> &Database {
        &self.0
    }

    /// Visits the rows of a result, one at a time and without holding them, until `visit` breaks.
    ///
    /// # Errors
    /// The database refuses, or the error of `visit`.
    pub(in crate::store) fn each(
        &self,
        sql: &Sql,
        params: impl Params,
        mut visit: impl FnMut(&ResultRow<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        params.with(|values| {
            let mut visit = |columns: Columns<'_>| visit(&ResultRow::new(columns));
            self.0.query(sql.for_sqlite(), values, &mut visit)
        })
    }

    /// All rows of a result.
    ///
    /// # Errors
    /// The database refuses, or the error of `read`.
    pub(in crate::store) fn all<T>(
        &self,
        sql: &Sql,
        params: impl Params,
        mut read: impl FnMut(&ResultRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut all = Vec::new();
        self.each(sql, params, |row| {
            all.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    /// The first row of a result, if there is one.
    ///
    /// # Errors
    /// The database refuses, or the error of `read`.
    pub(in crate::store) fn first<T>(
        &self,
        sql: &Sql,
        params: impl Params,
        read: impl FnOnce(&ResultRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let (mut read, mut first) = (Some(read), None);
        self.each(sql, params, |row| {
            first = read.take().map(|read| read(row)).transpose()?;
            Ok(ControlFlow::Break(()))
        })?;
        Ok(first)
    }

    /// The first row of a result that always has one: of an aggregate, or of a row that a key points to.
    ///
    /// # Errors
    /// There is none, the database refuses, or the error of `read`.
    pub(in crate::store) fn one<T>(
        &self,
        sql: &Sql,
        params: impl Params,
        read: impl FnOnce(&ResultRow<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let first = self.first(sql, params, read)?;
        first.ok_or_else(|| EngineError::new(ProblemCode::Internal, "a row is missing").into())
    }

    /// Whether a result has rows.
    ///
    /// # Errors
    /// The database refuses.
    pub(in crate::store) fn exists(
        &self,
        sql: &Sql,
        params: impl Params,
    ) -> Result<bool, StoreError> {
        Ok(self.first(sql, params, |_| Ok(()))?.is_some())
    }

    /// Runs a statement that returns no rows. Returns how many rows it changed.
    ///
    /// # Errors
    /// The database refuses.
    pub(in crate::store) fn run(&self, sql: &Sql, params: impl Params) -> Result<u64, StoreError> {
        params.with(|values| self.0.execute(sql.for_sqlite(), values))
    }

    /// [`Self::run`] with each of these parameters.
    ///
    /// # Errors
    /// The database refuses.
    pub(in crate::store) fn run_each(
        &self,
        sql: &Sql,
        each: impl IntoIterator<Item = impl Params>,
    ) -> Result<(), StoreError> {
        each.into_iter()
            .try_for_each(|params| self.run(sql, params).map(drop))
    }

    /// Inserts one row. The statement ends in `RETURNING nr`, and this is the number that the row got.
    ///
    /// # Errors
    /// The database refuses.
    pub(in crate::store) fn insert<T: for<'r> FromValue<'r>>(
        &self,
        sql: &Sql,
        params: impl Params,
    ) -> Result<T, StoreError> {
        let nr = params.with(|values| self.0.insert(sql.for_sqlite(), values))?;
        T::from_value(Value::Integer(nr))
    }
}
