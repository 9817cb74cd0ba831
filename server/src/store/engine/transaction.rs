//! Transactions and snapshots: what the writer and the readers begin and end.

use super::connection::Connection;
use crate::store::StoreError;

impl Connection {
    /// Begins a snapshot.
    pub(in crate::store) fn begin_read(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("BEGIN")
    }

    /// Begins a transaction, after those of all others who write.
    pub(in crate::store) fn begin_write(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("BEGIN IMMEDIATE")
    }

    /// Ends a transaction or a snapshot.
    pub(in crate::store) fn commit(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("COMMIT")
    }

    /// Undoes a transaction.
    pub(in crate::store) fn roll_back(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("ROLLBACK")
    }

    /// Whether a transaction is open. Some failures end it, with everything that was written in it.
    pub(in crate::store) fn is_in_transaction(&self) -> bool {
        self.sqlite().is_in_transaction()
    }

    /// Begins a part of a transaction that can be undone alone. Parts are not nested.
    pub(in crate::store) fn begin_savepoint(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("SAVEPOINT job")
    }

    /// Ends the part and keeps what it wrote.
    pub(in crate::store) fn release_savepoint(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("RELEASE job")
    }

    /// Ends the part and undoes what it wrote.
    pub(in crate::store) fn undo_savepoint(&self) -> Result<(), StoreError> {
        self.sqlite().execute_batch("ROLLBACK TO job; RELEASE job")
    }

    /// A number that changes when somebody else has committed.
    pub(in crate::store) fn data_version(&self) -> Result<i64, StoreError> {
        self.sqlite().data_version()
    }
}
