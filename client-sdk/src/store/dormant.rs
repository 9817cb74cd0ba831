//! Dormant records: those of which this device let go, and those of which it may.

use puente_record::id::{DocumentId, RecordId};
use rusqlite::{Connection, OptionalExtension, params};

use super::{id_column, people, refill};
use crate::Error;

/// A recalled record stays for a shift, and the next one if its person comes back.
const RECALLED_FOR_MS: i64 = 24 * 60 * 60 * 1000;

/// The records of which nothing is open and whose people came before this time, each with the time. Those that somebody
/// recalled lately are left out.
pub(crate) fn closed_before(
    conn: &Connection,
    arrived_ms: i64,
    heard_ms: i64,
) -> Result<Vec<(RecordId, i64)>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT record, closed_arrival_ms FROM person WHERE closed_arrival_ms < ?1
         AND NOT EXISTS (SELECT 1 FROM dormant WHERE dormant.record = person.record AND recalled_ms > ?2)",
    )?;
    let rows = statement.query_map(params![arrived_ms, heard_ms - RECALLED_FOR_MS], |row| {
        Ok((id_column!(row, 0, RecordId)?, row.get(1)?))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Records that this device lets go of a record. Its core must still be here.
pub(crate) fn insert(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let code = people::line(conn, record)?.map(|line| line.code);
    conn.execute(
        "INSERT OR REPLACE INTO dormant (record, code) VALUES (?1, ?2)",
        params![record.as_bytes(), code.unwrap_or_default()],
    )?;
    Ok(())
}

/// Forgets a record that was erased, or that is at none of the sites of this device any more.
pub(crate) fn remove(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM dormant WHERE record = ?1")?;
    statement.execute([record.as_bytes()])?;
    Ok(())
}

/// Did this device let go of the record with this core?
pub(crate) fn is_dormant(conn: &Connection, core: DocumentId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM dormant WHERE record = ?1")?;
    Ok(statement.exists([core.as_bytes()])?)
}

/// The record with this code of which this device let go.
pub(crate) fn by_code(conn: &Connection, code: &str) -> Result<Option<RecordId>, Error> {
    let mut statement = conn.prepare_cached("SELECT record FROM dormant WHERE code = ?1")?;
    let row = statement.query_row([code], |row| id_column!(row, 0, RecordId));
    Ok(row.optional()?)
}

/// Asks the server for a record, and keeps it for a while once it is here.
pub(crate) fn recall(conn: &Connection, record: RecordId, heard_ms: i64) -> Result<(), Error> {
    conn.execute(
        "UPDATE dormant SET recalled_ms = ?2 WHERE record = ?1",
        params![record.as_bytes(), heard_ms],
    )?;
    refill::insert_question(conn, record)
}

/// Asks the server for every record of which this device let go, because somebody here may hold them now.
pub(crate) fn recall_all(conn: &Connection) -> Result<(), Error> {
    conn.execute(
        "INSERT OR REPLACE INTO refill (document, change) SELECT record, x'' FROM dormant
         WHERE record NOT IN (SELECT id FROM document)",
        [],
    )?;
    Ok(())
}
