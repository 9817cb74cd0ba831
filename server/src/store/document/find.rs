//! Finds documents by their ids, and measures them.

use puente_record::DocumentId;

use super::{DocumentRow, read};
use crate::store::engine::{Ids, sql, sql_file};
use crate::store::row_id::{DocumentRowId, RecordRowId};
use crate::store::{Connection, StoreError};

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
    let sql = sql!(
        "SELECT nr, id, record, version, kind, saved FROM document
         WHERE id IN (SELECT value FROM ids(?1))"
    );
    let mut bytes = 0;
    connection.all(sql, [Ids::of(ids)], |row| {
        let saved: Option<&[u8]> = row.get(5)?;
        let length = saved.map_or(0, <[u8]>::len);
        bytes += length;
        let is_too_much = length > 0 && bytes > bytes_max;
        Ok(FoundDocument {
            document: read(row, !is_too_much)?,
            is_too_much,
        })
    })
}

/// The stored bytes of these documents with which a change of theirs is tried: the saved document and its
/// pending changes.
///
/// # Errors
/// The database cannot be read.
pub fn bytes_of(connection: &Connection, ids: &[DocumentId]) -> Result<usize, StoreError> {
    let sql = sql_file!("bytes.sql");
    let bytes: u64 = connection.one(sql, [Ids::of(ids)], |row| row.get(0))?;
    usize::try_from(bytes).map_err(|_| StoreError::Damaged("a number is beyond this machine"))
}

/// The rows of a document and of its record, if the document is known.
///
/// # Errors
/// The database cannot be read.
pub fn rows_of(
    connection: &Connection,
    id: DocumentId,
) -> Result<Option<(DocumentRowId, RecordRowId)>, StoreError> {
    let sql = sql!("SELECT nr, record FROM document WHERE id = ?1");
    connection.first(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The row of a document's record.
///
/// # Errors
/// The database cannot be read.
pub fn record_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<RecordRowId, StoreError> {
    let sql = sql!("SELECT record FROM document WHERE nr = ?1");
    connection.one(sql, [document], |row| row.get(0))
}
