//! Codes of blank forms and cards that this device printed. Until somebody registers a person under one of them, nobody else
//! gets it.

use puente_record::RecordCode;
use rusqlite::{Connection, params};

use crate::Error;

pub(crate) fn insert(conn: &Connection, code: RecordCode, now_ms: i64) -> Result<(), Error> {
    let mut statement =
        conn.prepare_cached("INSERT INTO reserved_code (code, time_ms) VALUES (?1, ?2)")?;
    statement.execute(params![code.to_string(), now_ms])?;
    Ok(())
}

/// Is the code reserved, or does a record have it that is on this device or was?
pub(crate) fn is_used(conn: &Connection, code: RecordCode) -> Result<bool, Error> {
    let code = code.to_string();
    let mut statement = conn.prepare_cached("SELECT 1 FROM reserved_code WHERE code = ?1")?;
    Ok(statement.exists([&code])? || is_of_record(conn, &code)?)
}

/// Does a record have the code that is on this device, or was?
pub(crate) fn is_of_record(conn: &Connection, code: &str) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT 1 FROM person WHERE code = ?1 UNION SELECT 1 FROM dormant WHERE code = ?1",
    )?;
    Ok(statement.exists([code])?)
}

/// The code belongs to somebody now.
pub(crate) fn remove(conn: &Connection, code: &str) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM reserved_code WHERE code = ?1")?;
    statement.execute([code])?;
    Ok(())
}
