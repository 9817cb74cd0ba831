//! Connections for reading. Each call sees one snapshot; a connection is opened when none is idle.

use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use super::{Disk, StoreError, open};

/// Idle connections that are kept: each holds up to its cache. More are opened under load and
/// closed afterwards.
const IDLE_MAX: usize = 4;

#[derive(Debug)]
pub(super) struct Readers {
    disk: Disk,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(disk: Disk) -> Self {
        Self {
            disk,
            idle: Mutex::default(),
        }
    }

    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let popped = idle().pop();
        let connection = match popped {
            Some(connection) => connection,
            None => open::reader(&self.disk)?,
        };
        connection.execute_batch("BEGIN")?;
        let result = read(&connection);
        // A connection whose transaction does not end is not used again.
        if connection.execute_batch("COMMIT").is_ok() {
            let mut idle = idle();
            if idle.len() < IDLE_MAX {
                idle.push(connection);
            }
        }
        result
    }
}
