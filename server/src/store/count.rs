//! Counts what is stored.

use super::engine::sql_file;
use super::{Connection, StoreError};

/// The counts, in the order of the columns of `count.sql`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Records, documents, and changes accepted, pending, quarantined, set aside.
    pub content: [u64; 6],
    /// Devices, revoked devices, segments, entries of the log.
    pub rest: [u64; 4],
}

/// Counts of changes that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingCounts {
    /// Changes that wait for other changes.
    pub pending: u64,
    /// Changes that wait for somebody's decision.
    pub quarantined: u64,
}

/// Counts the changes that wait. It uses an index of these only, so the other changes cost nothing.
///
/// # Errors
/// The database cannot be read.
pub fn waiting(connection: &Connection) -> Result<WaitingCounts, StoreError> {
    connection.one(sql_file!("count/waiting.sql"), (), |row| {
        Ok(WaitingCounts {
            pending: row.get(0)?,
            quarantined: row.get(1)?,
        })
    })
}

/// Counts everything.
///
/// # Errors
/// The database cannot be read.
pub fn all(connection: &Connection) -> Result<Counts, StoreError> {
    connection.one(sql_file!("count/all.sql"), (), |row| {
        let mut counts = Counts {
            content: [0; 6],
            rest: [0; 4],
        };
        let all = counts.content.iter_mut().chain(&mut counts.rest);
        for (column, count) in all.enumerate() {
            *count = row.get(column)?;
        }
        Ok(counts)
    })
}
