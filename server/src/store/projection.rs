//! What lists show of a record: a cache of its core document.

use puente_document::Summary;

use super::engine::{Secret, sql, sql_file};
use super::row_id::RecordRowId;
use super::{Connection, StoreError, WriteTransaction};

/// Stores what lists show of a record.
///
/// # Errors
/// The database refuses.
pub fn store(
    write: &WriteTransaction<'_>,
    record: RecordRowId,
    summary: &Summary,
) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("projection/store.sql"),
        (
            record,
            &summary.code,
            summary.given.as_deref().map(Secret),
            summary.surname1.as_deref().map(Secret),
            summary.surname2.as_deref().map(Secret),
            &summary.sex,
            &summary.status,
            summary.conflicts,
        ),
    )?;
    Ok(())
}

/// What lists show of a record. Sites, households and other names are not stored here.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, record: RecordRowId) -> Result<Option<Summary>, StoreError> {
    let sql = sql!(
        "SELECT code, given, surname1, surname2, sex, status, conflicts FROM record_row WHERE record = ?1"
    );
    connection.first(sql, [record], |row| {
        Ok(Summary {
            code: row.get(0)?,
            given: row.secret(1)?,
            surname1: row.secret(2)?,
            surname2: row.secret(3)?,
            sex: row.get(4)?,
            status: row.get(5)?,
            conflicts: row.get(6)?,
            ..Summary::default()
        })
    })
}
