//! The journal's knowledge of changes that a server in another epoch may lack.

use std::collections::{HashMap, HashSet};

use puente_record::id::{ChangeHash, DocumentId, InstallId};
use rusqlite::{Connection, params};

use super::set_outcome;
use crate::Error;
use crate::store::id_column;

/// The changes of a document that go up in the log of this install, sealed or not yet.
pub(crate) fn of_install(
    conn: &Connection,
    document: DocumentId,
    install: InstallId,
) -> Result<HashSet<ChangeHash>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT change FROM journal WHERE document = ?1 AND (n IS NULL OR install = ?2)",
    )?;
    let row = params![document.as_bytes(), install.as_bytes()];
    let rows = statement.query_map(row, |row| id_column!(row, 0, ChangeHash))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The changes of a document that went up in logs which no exchange sends any more, and that a server kept out of it.
pub(crate) fn refused_of_earlier_logs(
    conn: &Connection,
    document: DocumentId,
) -> Result<Vec<ChangeHash>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT change FROM journal WHERE document = ?1 AND outcome IN ('quarantined', 'set_aside')
         AND install <> (SELECT install FROM device)",
    )?;
    let rows = statement.query_map([document.as_bytes()], |row| id_column!(row, 0, ChangeHash))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The installs and branches that wrote this device's sealed changes of a document.
pub(crate) fn earlier(
    conn: &Connection,
    document: DocumentId,
) -> Result<HashMap<ChangeHash, (InstallId, u32)>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT change, install, branch FROM journal WHERE document = ?1 AND n IS NOT NULL",
    )?;
    let rows = statement.query_map([document.as_bytes()], |row| {
        let wrote = (id_column!(row, 1, InstallId)?, row.get(2)?);
        Ok((id_column!(row, 0, ChangeHash)?, wrote))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Records that the server has these changes in their document; an earlier outcome of one is deleted.
pub(crate) fn set_entered(
    conn: &Connection,
    document: DocumentId,
    there: &[ChangeHash],
) -> Result<(), Error> {
    let mut befallen = conn.prepare_cached(
        "SELECT id, change FROM journal
         WHERE document = ?1 AND outcome IN ('quarantined', 'set_aside', 'pending', 'written_again')",
    )?;
    let rows = befallen.query_map([document.as_bytes()], |row| {
        Ok((row.get(0)?, id_column!(row, 1, ChangeHash)?))
    })?;
    for row in rows {
        let (id, change) = row?;
        if there.contains(&change) {
            set_outcome(conn, id, None, None)?;
        }
    }
    Ok(())
}
