//! Which segments hold sealed bodies, which only the recovery key opens.

use puente_record::id::{InstallId, RecordId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_column;
use crate::Error;

/// Sealed bodies of one record in one segment.
pub(crate) struct SealedRow {
    pub(crate) record: RecordId,
    pub(crate) install: InstallId,
    pub(crate) n: u64,
}

const COLUMNS: &str = "record, install, n";

fn read(row: &Row<'_>) -> rusqlite::Result<SealedRow> {
    Ok(SealedRow {
        record: id_column!(row, 0, RecordId)?,
        install: id_column!(row, 1, InstallId)?,
        n: row.get(2)?,
    })
}

pub(crate) fn insert(
    conn: &Connection,
    record: RecordId,
    install: InstallId,
    n: u64,
    bytes: usize,
) -> Result<(), Error> {
    let mut statement = conn
        .prepare_cached("INSERT INTO sealed (record, install, n, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    statement.execute(params![record.as_bytes(), install.as_bytes(), n, bytes])?;
    Ok(())
}

pub(crate) fn of_record(conn: &Connection, record: RecordId) -> Result<Vec<SealedRow>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM sealed WHERE record = ?1"))?;
    let rows = statement.query_map([record.as_bytes()], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The oldest sealed bodies, while all together have more than this many bytes.
pub(crate) fn beyond(conn: &Connection, bytes_max: u64) -> Result<Option<SealedRow>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM sealed WHERE (SELECT sum(bytes) FROM sealed) > ?1 ORDER BY id LIMIT 1"
    ))?;
    Ok(statement.query_row([bytes_max], read).optional()?)
}

/// Marks the earlier installs whose logs hold sealed bodies: a server in another epoch may have lost them, and
/// the documents are not here to be brought otherwise.
pub(crate) fn note_lost(conn: &Connection) -> Result<(), Error> {
    conn.execute(
        "UPDATE install SET is_lost = 1 WHERE install IN (SELECT install FROM sealed)
         AND install <> (SELECT install FROM device)",
        [],
    )?;
    Ok(())
}

/// [`note_lost`] for one install.
pub(crate) fn note_lost_of(conn: &Connection, install: InstallId) -> Result<(), Error> {
    conn.execute(
        "UPDATE install SET is_lost = 1 WHERE install = ?1
         AND install IN (SELECT install FROM sealed)",
        [install.as_bytes()],
    )?;
    Ok(())
}

/// Takes out the marked installs, each with how many of its segments a server had.
pub(crate) fn take_lost(conn: &Connection) -> Result<Vec<(InstallId, u64)>, Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE install SET is_lost = 0 WHERE is_lost <> 0 RETURNING install, acked_n",
    )?;
    let rows = statement.query_map([], |row| Ok((id_column!(row, 0, InstallId)?, row.get(1)?)))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn is_any_lost(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM install WHERE is_lost <> 0")?;
    Ok(statement.exists([])?)
}

/// Records that the segment holds no sealed bodies of this record any more.
pub(crate) fn delete(conn: &Connection, row: &SealedRow) -> Result<(), Error> {
    conn.execute(
        "DELETE FROM sealed WHERE record = ?1 AND install = ?2 AND n = ?3",
        params![row.record.as_bytes(), row.install.as_bytes(), row.n],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;
    use super::is_any_lost;

    #[test]
    fn no_log_of_a_store_of_before_is_lost() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 9).unwrap();
        let install = "INSERT INTO install (install, last_hash) VALUES (x'01', x'00')";
        conn.execute(install, []).unwrap();
        migrate_to(&mut conn, 10).unwrap();
        assert!(!is_any_lost(&conn).unwrap());
    }
}
