//! Finds documents by their ids, and measures them.

use puente_record::DocumentId;
use rusqlite::{Connection, OptionalExtension};

use super::{DocumentRow, StoreError, read};
use crate::store::change::array_of_ids;
use crate::store::row_id::{DocumentRowId, RecordRowId};

/// A document that was found.
#[derive(Debug)]
pub struct FoundDocument {
    /// The document's row.
    pub document: DocumentRow,
    /// Whether its saved form was left out because it was too large.
    pub is_too_much: bool,
}

/// The known documents among these ids. Their saved forms are read up to a number of bytes in all.
///
/// # Errors
/// The database cannot be read.
pub fn find(
    connection: &Connection,
    ids: &[DocumentId],
    bytes_max: usize,
) -> Result<Vec<FoundDocument>, StoreError> {
    let ids = array_of_ids(ids.iter().map(DocumentId::as_bytes));
    let mut statement = connection.prepare_cached(
        "SELECT nr, id, record, version, kind, saved FROM document WHERE id IN rarray(?1)",
    )?;
    let mut rows = statement.query([ids])?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let saved = row.get_ref(5)?.as_blob_or_null();
        let length = saved.map_err(rusqlite::Error::from)?.map_or(0, <[u8]>::len);
        bytes += length;
        let is_too_much = length > 0 && bytes > bytes_max;
        found.push(FoundDocument {
            document: read(row, !is_too_much)?,
            is_too_much,
        });
    }
    Ok(found)
}

/// The stored bytes of these documents with which a change of theirs is tried: the saved document and its
/// pending changes.
///
/// # Errors
/// The database cannot be read.
pub fn bytes_of(connection: &Connection, ids: &[DocumentId]) -> Result<usize, StoreError> {
    let ids = array_of_ids(ids.iter().map(DocumentId::as_bytes));
    let bytes: i64 = connection
        .prepare_cached(include_str!("bytes.sql"))?
        .query_row([ids], |row| row.get(0))?;
    usize::try_from(bytes).map_err(|_| StoreError::Damaged("a number is negative"))
}

/// The rows of a document and of its record, if the document is known.
///
/// # Errors
/// The database cannot be read.
pub fn rows_of(
    connection: &Connection,
    id: DocumentId,
) -> Result<Option<(DocumentRowId, RecordRowId)>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT nr, record FROM document WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// The row of a document's record.
///
/// # Errors
/// The database cannot be read.
pub fn record_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<RecordRowId, StoreError> {
    Ok(connection
        .prepare_cached("SELECT record FROM document WHERE nr = ?1")?
        .query_row([document], |row| row.get(0))?)
}
