//! Documents with pending changes that this server must try again.

use puente_record::DocumentId;
use rusqlite::Connection;

use super::{StoreError, WriteTransaction};

/// Notes that these documents must be tried; unknown ones are skipped.
///
/// # Errors
/// The database refuses.
pub fn owe(write: &WriteTransaction<'_>, documents: &[DocumentId]) -> Result<(), StoreError> {
    let mut statement = write
        .connection()
        .prepare_cached("INSERT INTO retry SELECT nr FROM document WHERE id = ?1 ON CONFLICT DO NOTHING")?;
    for document in documents {
        statement.execute([document.as_bytes()])?;
    }
    Ok(())
}

/// Notes that every document with pending changes must be tried: what they wait for may be here now.
///
/// # Errors
/// The database refuses.
pub fn owe_all(write: &WriteTransaction<'_>) -> Result<(), StoreError> {
    write.connection().execute(
        "INSERT INTO retry
         -- The second comparison is what lets the partial index be used.
         SELECT DISTINCT document FROM change WHERE state = 1 AND state <> 0
         ON CONFLICT DO NOTHING",
        [],
    )?;
    Ok(())
}

/// Some of the documents that must be tried. Cores come first, because a record's site decides who may add to
/// it.
///
/// # Errors
/// The database cannot be read.
pub fn some(connection: &Connection, count_max: usize) -> Result<Vec<DocumentId>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.id FROM retry r JOIN document d ON d.nr = r.document ORDER BY d.kind IS DISTINCT FROM 0, r.document LIMIT ?1",
    )?;
    let mut rows = statement.query([i64::try_from(count_max).unwrap_or(i64::MAX)])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        documents.push(DocumentId::from_slice(id)?);
    }
    Ok(documents)
}

/// Notes that these documents were tried.
///
/// # Errors
/// The database refuses.
pub fn settle(write: &WriteTransaction<'_>, documents: &[DocumentId]) -> Result<(), StoreError> {
    let mut statement = write.connection().prepare_cached(
        "DELETE FROM retry WHERE document = (SELECT nr FROM document WHERE id = ?1)",
    )?;
    for document in documents {
        statement.execute([document.as_bytes()])?;
    }
    Ok(())
}
