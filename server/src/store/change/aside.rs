//! Stored changes that were not accepted, for the case that a device brings them again.

use puente_admission::Reason;
use puente_protocol::ChangeState;
use puente_protocol::identity::Actor;
use puente_record::ChangeHash;

use super::{ChangeRow, from_stored_number, read};
use crate::store::engine::{sql, sql_file};
use crate::store::row_id::{AuthorRowId, ChangeRowId, DocumentRowId};
use crate::store::{Connection, StoreError, signed};

/// The row and the state of a stored change.
///
/// # Errors
/// The database cannot be read.
pub fn find(
    connection: &Connection,
    document: DocumentRowId,
    actor: &Actor,
    seq: u64,
    hash: &ChangeHash,
) -> Result<Option<(ChangeRowId, ChangeState)>, StoreError> {
    let sql = sql!(
        "SELECT nr, state FROM change WHERE document = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4"
    );
    connection.first(sql, (document, actor, signed(seq)?, hash), |row| {
        Ok((row.get(0)?, from_stored_number(row.get(1)?)?))
    })
}

/// The quarantined changes of a document.
///
/// # Errors
/// The database cannot be read.
pub fn quarantined_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<ChangeRow>, StoreError> {
    connection.all(sql_file!("quarantined.sql"), [document], read)
}

/// The copy of a change that is quarantined because it came without proof, and who brought it. The copy has the
/// number 0 of the same actor.
///
/// # Errors
/// The database cannot be read.
pub fn unproven_copy_of(
    connection: &Connection,
    change: ChangeRowId,
) -> Result<Option<(ChangeRowId, AuthorRowId)>, StoreError> {
    let sql = sql!(
        "SELECT c.nr, c.author FROM change a
         JOIN change c ON c.document = a.document AND c.actor = a.actor AND c.seq = 0 AND c.hash = a.hash
         WHERE a.nr = ?1 AND c.state = 2 AND ?2 = (
             SELECT reason FROM verdict WHERE change = c.nr ORDER BY nr DESC LIMIT 1)"
    );
    connection.first(sql, (change, Reason::NotVouchedFor.as_str()), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}
