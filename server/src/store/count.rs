//! Counts what is stored.

use rusqlite::Connection;

use super::{StoreError, unsigned};

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
    let mut statement = connection.prepare_cached(include_str!("count/waiting.sql"))?;
    let (pending, quarantined): (i64, i64) =
        statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(WaitingCounts {
        pending: unsigned(pending)?,
        quarantined: unsigned(quarantined)?,
    })
}

/// Counts everything.
///
/// # Errors
/// The database cannot be read.
pub fn all(connection: &Connection) -> Result<Counts, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("count/all.sql"))?;
    let columns: [i64; 10] = statement.query_row([], |row| {
        let mut columns = [0; 10];
        for (index, column) in columns.iter_mut().enumerate() {
            *column = row.get(index)?;
        }
        Ok(columns)
    })?;
    let mut counts = Counts {
        content: [0; 6],
        rest: [0; 4],
    };
    let all = counts.content.iter_mut().chain(&mut counts.rest);
    for (count, column) in all.zip(columns) {
        *count = unsigned(column)?;
    }
    Ok(counts)
}
