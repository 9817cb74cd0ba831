//! SQLite's checks of its own file.

use crate::store::StoreError;
use crate::store::engine::Connection;

/// Checks that every page of the file opens, and that tables and indexes agree. Returns what is wrong.
pub(in crate::store) fn damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let database = connection.sqlite().raw();
    let mut found = Vec::new();
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        let mut statement = database.prepare(pragma)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.push(format!("the file: {line}"));
            }
        }
    }
    Ok(found)
}

/// Whether rows refer to rows that are not there.
pub(in crate::store) fn has_dangling_references(
    connection: &Connection,
) -> Result<bool, StoreError> {
    let database = connection.sqlite().raw();
    let mut statement = database.prepare("PRAGMA foreign_key_check")?;
    Ok(statement.exists([])?)
}
