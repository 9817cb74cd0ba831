//! The cores on this device, one after the other.

use puente_document::{Document, Summary};
use puente_record::id::DocumentId;
use rusqlite::Connection;

use super::id_column;
use super::row_id::DocumentRowId;
use crate::Error;

/// Calls `take` with the summary of every core that is here, for an index that a migration adds. A document that does not
/// open is left out; it shows so when somebody opens it.
pub(super) fn each(
    conn: &Connection,
    mut take: impl FnMut(DocumentRowId, DocumentId, &Summary) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement =
        conn.prepare("SELECT nr, id, saved FROM document JOIN person USING (nr)")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, id_column!(row, 1, DocumentId)?, row.get(2)?))
    })?;
    for row in rows {
        let (nr, id, saved): (DocumentRowId, DocumentId, Vec<u8>) = row?;
        if let Ok(document) = Document::load(id, &saved) {
            take(nr, id, &document.summary())?;
        }
    }
    Ok(())
}
