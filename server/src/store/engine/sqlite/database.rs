//! Runs statements on SQLite.

use std::ops::ControlFlow;
use std::rc::Rc;

use rusqlite::types::{Null, Value as Element, ValueRef};
use rusqlite::{CachedStatement, Connection, Statement};

use crate::store::StoreError;
use crate::store::engine::value::Value;

/// The prepared statements that a connection keeps.
const STATEMENTS_MAX: usize = 128;

/// One connection of SQLite.
#[derive(Debug)]
pub(in crate::store) struct Database(Connection);

impl Database {
    /// Takes over a connection whose key and settings are set.
    pub(in crate::store) fn new(connection: Connection) -> Result<Self, rusqlite::Error> {
        connection.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
        rusqlite::vtab::array::load_module(&connection)?;
        Ok(Self(connection))
    }

    /// SQLite itself, for what is no statement of the store.
    pub(in crate::store) const fn raw(&self) -> &Connection {
        &self.0
    }

    /// Runs one or more statements that have no parameters and no result: of a transaction, or a setting.
    pub(in crate::store) fn execute_batch(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.execute_batch(sql)?)
    }

    /// Visits the rows of a result until `visit` breaks.
    pub(in crate::store::engine) fn query(
        &self,
        sql: &str,
        values: &[Value<'_>],
        visit: &mut dyn FnMut(Columns<'_>) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.bound(sql, values)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            if visit(Columns(row))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement without a result. Returns how many rows it changed.
    pub(in crate::store::engine) fn execute(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        let mut statement = self.bound(sql, values)?;
        Ok(statement.raw_execute()? as u64)
    }

    /// Inserts one row and returns its number.
    pub(in crate::store::engine) fn insert(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<i64, StoreError> {
        let mut statement = self.bound(sql, values)?;
        match statement.raw_execute()? {
            1 => Ok(self.0.last_insert_rowid()),
            count => Err(rusqlite::Error::StatementChangedRows(count).into()),
        }
    }

    /// A prepared statement with these values.
    fn bound(
        &self,
        sql: &str,
        values: &[Value<'_>],
    ) -> Result<CachedStatement<'_>, rusqlite::Error> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement)
    }

    /// A number that changes when another connection has committed.
    pub(in crate::store::engine) fn data_version(&self) -> Result<i64, StoreError> {
        let mut statement = self.0.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Whether a transaction is open. SQLite ends it by itself after some failures.
    pub(in crate::store::engine) fn is_in_transaction(&self) -> bool {
        !self.0.is_autocommit()
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), rusqlite::Error> {
    let expected = statement.parameter_count();
    if values.len() != expected {
        return Err(rusqlite::Error::InvalidParameterCount(
            values.len(),
            expected,
        ));
    }
    for (place, value) in (1..).zip(values) {
        match *value {
            Value::Null => statement.raw_bind_parameter(place, Null)?,
            Value::Integer(number) => statement.raw_bind_parameter(place, number)?,
            Value::Text(text) | Value::SecretText(text) => {
                statement.raw_bind_parameter(place, text)?
            }
            // The whole file is encrypted.
            Value::Blob(bytes) | Value::SecretBlob(bytes) => {
                statement.raw_bind_parameter(place, bytes)?
            }
            Value::Numbers(numbers) => {
                let elements = numbers.iter().copied().map(Element::Integer);
                statement.raw_bind_parameter(place, Rc::new(elements.collect::<Vec<_>>()))?;
            }
            Value::Ids(ids) => {
                let elements = ids.iter().map(|id| Element::Blob(id.to_vec()));
                statement.raw_bind_parameter(place, Rc::new(elements.collect::<Vec<_>>()))?;
            }
        }
    }
    Ok(())
}

/// The columns of a row.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::engine) struct Columns<'r>(&'r rusqlite::Row<'r>);

impl<'r> Columns<'r> {
    pub(in crate::store::engine) fn value(&self, column: usize) -> Result<Value<'r>, StoreError> {
        match self.0.get_ref(column)? {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::Integer(number)),
            ValueRef::Text(text) => std::str::from_utf8(text)
                .map(Value::Text)
                .map_err(|_| StoreError::Damaged("a text is not UTF-8")),
            ValueRef::Blob(bytes) => Ok(Value::Blob(bytes)),
            ValueRef::Real(_) => Err(StoreError::Damaged("a column has a fraction")),
        }
    }
}
