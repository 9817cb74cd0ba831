//! Documents with pending changes that this server must try again.

use puente_record::DocumentId;

use super::engine::sql;
use super::{Connection, StoreError, WriteTransaction};

/// Notes that these documents must be tried; unknown ones are skipped.
///
/// # Errors
/// The database refuses.
pub fn schedule(write: &WriteTransaction<'_>, documents: &[DocumentId]) -> Result<(), StoreError> {
    write.connection().run_each(
        sql!("INSERT INTO retry SELECT nr FROM document WHERE id = ?1 ON CONFLICT DO NOTHING"),
        documents.iter().map(|document| [document]),
    )
}

/// Notes that every document with pending changes must be tried: what they wait for may be here now.
///
/// # Errors
/// The database refuses.
pub fn schedule_all(write: &WriteTransaction<'_>) -> Result<(), StoreError> {
    let sql = sql!(
        "INSERT INTO retry
         -- The second comparison is what lets the partial index be used.
         SELECT DISTINCT document FROM change WHERE state = 1 AND state <> 0
         ON CONFLICT DO NOTHING"
    );
    write.connection().run(sql, ())?;
    Ok(())
}

/// Some of the documents that must be tried. Cores come first, because a record's site decides who may add to
/// it.
///
/// # Errors
/// The database cannot be read.
pub fn due(connection: &Connection, count_max: usize) -> Result<Vec<DocumentId>, StoreError> {
    let sql = sql!(
        "SELECT d.id FROM retry r JOIN document d ON d.nr = r.document
         ORDER BY d.kind IS DISTINCT FROM 0, r.document LIMIT ?1"
    );
    let count_max = i64::try_from(count_max).unwrap_or(i64::MAX);
    connection.all(sql, [count_max], |row| row.get(0))
}

/// Notes that these documents were tried.
///
/// # Errors
/// The database refuses.
pub fn settle(write: &WriteTransaction<'_>, documents: &[DocumentId]) -> Result<(), StoreError> {
    write.connection().run_each(
        sql!("DELETE FROM retry WHERE document = (SELECT nr FROM document WHERE id = ?1)"),
        documents.iter().map(|document| [document]),
    )
}
