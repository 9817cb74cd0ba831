//! How much space the database takes.

use crate::store::engine::Connection;
use crate::store::{DiskSpace, StoreError};

/// The space of the database. What its machine has left, and its log, are the matter of whoever runs it.
pub(in crate::store) fn space(connection: &Connection) -> Result<DiskSpace, StoreError> {
    let bytes = connection
        .postgres()
        .ask("SELECT pg_database_size(current_database())")?;
    Ok(DiskSpace {
        database_bytes: bytes.and_then(|bytes| bytes.parse().ok()).unwrap_or(0),
        wal_bytes: None,
        free_bytes: None,
    })
}
