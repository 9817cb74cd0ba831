//! Transactions and snapshots: what the writer and the readers begin and end.

use super::connection::{Connection, Database};
use crate::store::StoreError;

impl Connection {
    /// Begins a snapshot.
    pub(in crate::store) fn begin_read(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("BEGIN"),
            Database::Postgres(database) => database.begin_read(),
        }
    }

    /// Begins a transaction, after those of all others who write.
    pub(in crate::store) fn begin_write(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("BEGIN IMMEDIATE"),
            Database::Postgres(database) => database.begin_write(),
        }
    }

    /// Ends a snapshot.
    pub(in crate::store) fn end_read(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("COMMIT"),
            Database::Postgres(database) => database.end_read(),
        }
    }

    /// Ends a transaction.
    ///
    /// # Errors
    /// It is not stored; [`StoreError::OutcomeUnknown`]: it may be.
    pub(in crate::store) fn commit(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("COMMIT"),
            Database::Postgres(database) => database.commit(),
        }
    }

    /// Undoes a transaction.
    pub(in crate::store) fn roll_back(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("ROLLBACK"),
            Database::Postgres(database) => database.roll_back(),
        }
    }

    /// Whether a transaction is open. Some failures end it, with everything that was written in it.
    pub(in crate::store) fn is_in_transaction(&self) -> bool {
        match self.engine() {
            Database::Sqlite(database) => database.is_in_transaction(),
            Database::Postgres(database) => database.is_in_transaction(),
        }
    }

    /// Whether the line to the database broke: another connection must be opened.
    pub(in crate::store) fn is_lost(&self) -> bool {
        match self.engine() {
            Database::Sqlite(_) => false,
            Database::Postgres(database) => database.is_lost(),
        }
    }

    /// Begins a part of a transaction that can be undone alone. Parts are not nested.
    pub(in crate::store) fn begin_savepoint(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("SAVEPOINT job"),
            Database::Postgres(database) => database.batch("SAVEPOINT job"),
        }
    }

    /// Ends the part and keeps what it wrote.
    pub(in crate::store) fn release_savepoint(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("RELEASE job"),
            Database::Postgres(database) => {
                database.batch("RELEASE job")?;
                database.flush()
            }
        }
    }

    /// Ends the part and undoes what it wrote.
    pub(in crate::store) fn undo_savepoint(&self) -> Result<(), StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.execute_batch("ROLLBACK TO job; RELEASE job"),
            Database::Postgres(database) => database.undo_savepoint(),
        }
    }

    /// A number that changes when somebody else has committed.
    pub(in crate::store) fn data_version(&self) -> Result<i64, StoreError> {
        match self.engine() {
            Database::Sqlite(database) => database.data_version(),
            Database::Postgres(database) => database.data_version(),
        }
    }
}
