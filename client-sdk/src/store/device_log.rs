//! The device's own log: lines that go up with the next segments.

use puente_protocol::device_log::DeviceLogLine;
use puente_record::id::InstallId;
use rusqlite::{Connection, params};

use super::row_id::AuthorRowId;
use crate::Error;

/// Writes a line in the name of the person who is signed in.
pub(crate) fn insert(conn: &Connection, line: &DeviceLogLine) -> Result<(), Error> {
    let line = minicbor::to_vec(line).expect("writing to memory does not fail");
    conn.execute(
        "INSERT INTO device_log (author, line) SELECT author, ?1 FROM temp.signed_in",
        [line],
    )?;
    Ok(())
}

/// Lines of one person that are in no segment yet.
pub(crate) struct UnsealedLines {
    pub(crate) author: AuthorRowId,
    pub(crate) lines: Vec<DeviceLogLine>,
    last: i64,
}

pub(crate) fn has_unsealed(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM device_log WHERE n IS NULL LIMIT 1")?;
    Ok(statement.exists([])?)
}

/// The oldest such lines, as many as one person wrote in a row; `None` if there are none.
pub(crate) fn unsealed(conn: &Connection, most: usize) -> Result<Option<UnsealedLines>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT id, author, line FROM device_log WHERE n IS NULL ORDER BY id LIMIT ?1",
    )?;
    let mut rows = statement.query([most])?;
    let mut found: Option<UnsealedLines> = None;
    while let Some(row) = rows.next()? {
        let (last, author) = (row.get(0)?, row.get(1)?);
        let line = minicbor::decode(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)
            .map_err(|_| Error::Damaged("device_log.line"))?;
        match &mut found {
            Some(of) if of.author != author => break,
            Some(of) => {
                of.lines.push(line);
                of.last = last;
            }
            None => {
                found = Some(UnsealedLines {
                    author,
                    lines: vec![line],
                    last,
                });
            }
        }
    }
    Ok(found)
}

/// Records the segment of these lines.
pub(crate) fn set_sealed(
    conn: &Connection,
    of: &UnsealedLines,
    install: InstallId,
    n: u64,
) -> Result<(), Error> {
    conn.execute(
        "UPDATE device_log SET install = ?2, n = ?3 WHERE n IS NULL AND id <= ?1",
        params![of.last, install.as_bytes(), n],
    )?;
    Ok(())
}

/// Lets the new install bring the lines that are in a log from segment `from_n` on.
pub(crate) fn move_to_new_install(
    conn: &Connection,
    install: InstallId,
    from_n: u64,
) -> Result<(), Error> {
    conn.execute(
        "UPDATE device_log SET install = NULL, n = NULL WHERE install = ?1 AND n >= ?2",
        params![install.as_bytes(), from_n],
    )?;
    Ok(())
}
