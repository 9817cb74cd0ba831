//! Runs statements.

use std::ops::ControlFlow;

use puente_protocol::problem::ProblemCode;

use super::error::EngineError;
use super::row::ResultRow;
use super::sql::Sql;
use super::value::{FromValue, Params, Value};
use super::{postgres, sqlite};
use crate::store::StoreError;

/// A connection to the database, inside a transaction or a snapshot.
///
/// Only the store runs statements on it; everybody else holds it to pass it to the store.
#[derive(Debug)]
pub struct Connection(Database);

/// The engine beneath.
#[derive(Debug)]
pub(in crate::store) enum Database {
    Sqlite(sqlite::Database),
    Postgres(postgres::Database),
}

impl From<sqlite::Database> for Connection {
    fn from(database: sqlite::Database) -> Self {
        Self(Database::Sqlite(database))
    }
}

impl From<postgres::Database> for Connection {
    fn from(database: postgres::Database) -> Self {
        Self(Database::Postgres(database))
    }
}

impl Connection {
    /// The engine beneath, for what only one engine has.
    pub(in crate::store) const fn engine(&self) -> &Database {
        &self.0
    }

    /// SQLite, for what only SQLite has: nobody asks on another engine.
    pub(in crate::store) fn sqlite(&self) -> &sqlite::Database {
        match &self.0 {
            Database::Sqlite(database) => database,
            Database::Postgres(_) => unreachable!("this is not SQLite"),
        }
    }

    /// PostgreSQL, for what only PostgreSQL has: nobody asks on another engine.
    pub(in crate::store) fn postgres(&self) -> &postgres::Database {
        match &self.0 {
            Database::Postgres(database) => database,
            Database::Sqlite(_) => unreachable!("this is not PostgreSQL"),
        }
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
        params.with(|values| match &self.0 {
            Database::Sqlite(database) => {
                database.query(sql.for_sqlite(), values, &mut |columns| {
                    visit(&ResultRow::of_sqlite(columns))
                })
            }
            Database::Postgres(database) => {
                database.query(sql.for_postgres(), values, &mut |columns| {
                    visit(&ResultRow::of_postgres(columns))
                })
            }
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

    /// Runs a statement whose result nobody needs. Where a round trip costs, it is sent with the next statement that
    /// has a result, and refused then, or at the end of the part of the transaction.
    ///
    /// # Errors
    /// The database refuses it, or one before it.
    pub(in crate::store) fn run(&self, sql: &Sql, params: impl Params) -> Result<(), StoreError> {
        params.with(|values| match &self.0 {
            Database::Sqlite(database) => database.execute(sql.for_sqlite(), values).map(drop),
            Database::Postgres(database) => database.run(sql.for_postgres(), values),
        })
    }

    /// Runs a statement and returns how many rows it changed.
    ///
    /// # Errors
    /// The database refuses.
    pub(in crate::store) fn run_counted(
        &self,
        sql: &Sql,
        params: impl Params,
    ) -> Result<u64, StoreError> {
        params.with(|values| match &self.0 {
            Database::Sqlite(database) => database.execute(sql.for_sqlite(), values),
            Database::Postgres(database) => database.execute(sql.for_postgres(), values),
        })
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
            .try_for_each(|params| self.run(sql, params))
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
        match &self.0 {
            Database::Sqlite(database) => {
                let nr = params.with(|values| database.insert(sql.for_sqlite(), values))?;
                T::from_value(Value::Integer(nr))
            }
            Database::Postgres(_) => self.one(sql, params, |row| row.get(0)),
        }
    }
}
