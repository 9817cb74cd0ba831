//! Changes that are no part of their documents.

use std::collections::HashSet;

use puente_admission::Reason;
use puente_record::ChangeHash;
use rusqlite::Connection;

use crate::store::StoreError;
use crate::store::row_id::DocumentRowId;

/// The changes that were left out of a document after they had been accepted.
///
/// # Errors
/// The database cannot be read.
pub fn left_out_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<ChangeHash>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT c.hash FROM change c JOIN verdict v ON v.change = c.nr
         WHERE c.document = ?1 AND c.state <> 0 AND v.reason = ?2",
    )?;
    let mut rows = statement.query((document, Reason::DocumentRepaired.as_str()))?;
    let mut left_out = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        left_out.push(ChangeHash::from_slice(hash)?);
    }
    Ok(left_out)
}

/// The hashes of the changes of a document that are quarantined or set aside. Only the hashes, because there
/// may be any number of them, of any size.
///
/// # Errors
/// The database cannot be read.
pub fn refused_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<HashSet<ChangeHash>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("refused.sql"))?;
    let mut rows = statement.query([document])?;
    let mut refused = HashSet::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        refused.insert(ChangeHash::from_slice(hash)?);
    }
    Ok(refused)
}
