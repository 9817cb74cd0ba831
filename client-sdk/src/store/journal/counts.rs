//! Counts the changes of the journal by their state at the server.

use puente_record::id::DocumentId;
use rusqlite::{Connection, Row};

use super::{ATTENTION, WAITING};
use crate::Error;
use crate::store::row_id::AuthorRowId;

/// The number of a document's changes that are unacknowledged, and that need attention.
pub(crate) fn standing_counts(
    conn: &Connection,
    document: DocumentId,
) -> Result<(u64, u64), Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(*) FILTER (WHERE {WAITING}), count(*) FILTER (WHERE {ATTENTION}) FROM journal WHERE document = ?1"
    ))?;
    Ok(statement.query_row([document.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Does a change of a document wait at the server? What it waits for may still be refused.
pub(crate) fn is_pending(conn: &Connection, document: DocumentId) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("SELECT 1 FROM journal WHERE document = ?1 AND outcome = 'pending'")?;
    Ok(statement.exists([document.as_bytes()])?)
}

/// The counts of all changes.
pub(crate) struct ChangeCounts {
    pub(crate) waiting: u64,
    pub(crate) attention: u64,
    pub(crate) pending: u64,
}

impl ChangeCounts {
    /// A row of the three counts, in their order.
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            waiting: row.get(0)?,
            attention: row.get(1)?,
            pending: row.get(2)?,
        })
    }
}

pub(crate) fn all_counts(conn: &Connection) -> Result<ChangeCounts, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(*) FILTER (WHERE {WAITING}), count(*) FILTER (WHERE {ATTENTION}),
             count(*) FILTER (WHERE outcome = 'pending') FROM journal"
    ))?;
    Ok(statement.query_row([], ChangeCounts::read)?)
}

/// Does the server lack any change of an author?
pub(crate) fn is_waiting_of(conn: &Connection, author: AuthorRowId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE author = ?1 AND {WAITING})"
    ))?;
    Ok(statement.query_row([author], |row| row.get(0))?)
}
