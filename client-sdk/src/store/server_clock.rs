//! The time as the server told it. A device that decides by it does not believe a clock that somebody set by hand.

use rusqlite::{Connection, OptionalExtension};

use crate::Error;

/// Notes a time that the server told. It never goes back.
pub(crate) fn set_heard(conn: &Connection, at_ms: i64) -> Result<(), Error> {
    let mut statement =
        conn.prepare_cached("UPDATE enrolment SET heard_ms = ?1 WHERE coalesce(heard_ms, 0) < ?1")?;
    statement.execute([at_ms])?;
    Ok(())
}

/// The latest time that the server told, in ms since 1970: no later than now, whatever the device's clock says.
pub(crate) fn heard_ms(conn: &Connection) -> Result<Option<i64>, Error> {
    let mut statement = conn.prepare_cached("SELECT heard_ms FROM enrolment")?;
    let row = statement.query_row([], |row| row.get(0)).optional()?;
    Ok(row.flatten())
}
