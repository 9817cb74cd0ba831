//! Changes that are no part of their documents.

use std::collections::HashSet;
use std::ops::ControlFlow;

use puente_admission::Reason;
use puente_record::ChangeHash;

use crate::store::engine::{sql, sql_file};
use crate::store::row_id::DocumentRowId;
use crate::store::{Connection, StoreError};

/// The changes that were left out of a document after they had been accepted.
///
/// # Errors
/// The database cannot be read.
pub fn left_out_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<ChangeHash>, StoreError> {
    let sql = sql!(
        "SELECT DISTINCT c.hash FROM change c JOIN verdict v ON v.change = c.nr
         WHERE c.document = ?1 AND c.state <> 0 AND v.reason = ?2"
    );
    let reason = Reason::DocumentRepaired.as_str();
    connection.all(sql, (document, reason), |row| row.get(0))
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
    let mut refused = HashSet::new();
    connection.each(sql_file!("refused.sql"), [document], |row| {
        refused.insert(row.get(0)?);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(refused)
}
