//! Verdicts: every decision about a change that was not simply accepted. They are never deleted.

use puente_protocol::ChangeState;
use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId};

use super::change;
use super::engine::{Secret, sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{ChangeRowId, DeviceRowId, DocumentRowId, VerdictRowId};
use super::{Connection, StoreError, WriteTransaction};

/// The signed-in person who looks or decides. A command on the server's machine has no account and uses `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecidedBy {
    /// The person's account.
    pub account: AccountId,
    /// The device used.
    pub device: DeviceId,
}

/// A verdict to store.
#[derive(Debug, Clone, Copy)]
pub struct NewVerdict<'a> {
    /// Row of the change.
    pub change: ChangeRowId,
    /// The state of the change from now on.
    pub state: ChangeState,
    /// The reason, a stable code.
    pub reason: &'a str,
    /// What the person who decided wrote.
    pub note: Option<&'a str>,
    /// When it was decided, server's clock, ms.
    pub at_ms: i64,
}

/// A change that is quarantined or pending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedChange {
    /// Row of the change; commands use it as the change's number.
    pub nr: ChangeRowId,
    /// The document's id.
    pub document: DocumentId,
    /// Row of its document.
    pub document_nr: DocumentRowId,
    /// The hash of the change.
    pub hash: ChangeHash,
    /// The account that its segment named.
    pub account: AccountId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Row of that device.
    pub device_nr: DeviceRowId,
    /// The reason why it is not in its document.
    pub reason: String,
    /// Since when, server's clock, ms.
    pub at_ms: i64,
}

/// Stores a verdict.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    verdict: &NewVerdict<'_>,
    _logged: LeafIndex,
) -> Result<VerdictRowId, StoreError> {
    write.connection().insert(
        sql!(
            "INSERT INTO verdict(change, state, reason, note, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
             RETURNING nr"
        ),
        (
            verdict.change,
            i64::from(verdict.state.number()),
            verdict.reason,
            verdict.note.map(Secret),
            verdict.at_ms,
        ),
    )
}

/// A verdict as its device gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVerdict {
    /// The hash of the change.
    pub change: ChangeHash,
    /// The state of the change.
    pub state: ChangeState,
    /// The reason, a stable code.
    pub reason: String,
}

/// The verdict in this row.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, verdict: VerdictRowId) -> Result<StoredVerdict, StoreError> {
    let sql = sql!(
        "SELECT c.hash, v.state, v.reason FROM verdict v JOIN change c ON c.nr = v.change WHERE v.nr = ?1"
    );
    let found = connection.first(sql, [verdict], |row| {
        let state: u32 = row.get(1)?;
        Ok(StoredVerdict {
            change: row.get(0)?,
            state: u8::try_from(state)
                .ok()
                .and_then(ChangeState::from_number)
                .ok_or(StoreError::Damaged("a verdict of no known state"))?,
            reason: row.get(2)?,
        })
    })?;
    found.ok_or(StoreError::Damaged("a verdict is missing"))
}

/// The changes that are quarantined, or those that are pending, oldest first.
///
/// # Errors
/// The database cannot be read.
pub fn list(
    connection: &Connection,
    state: ChangeState,
) -> Result<Vec<QuarantinedChange>, StoreError> {
    let sql = sql_file!("quarantine/list.sql");
    connection.all(sql, [change::stored_number(state)], |row| {
        Ok(QuarantinedChange {
            nr: row.get(0)?,
            document: row.get(1)?,
            document_nr: row.get(2)?,
            hash: row.get(3)?,
            account: row.get(4)?,
            device: row.get(5)?,
            device_nr: row.get(6)?,
            reason: row.get(7)?,
            at_ms: row.get(8)?,
        })
    })
}

/// The reason of a change's last verdict.
///
/// # Errors
/// The database cannot be read.
pub fn last_reason(
    connection: &Connection,
    change: ChangeRowId,
) -> Result<Option<String>, StoreError> {
    let sql = sql!("SELECT reason FROM verdict WHERE change = ?1 ORDER BY nr DESC LIMIT 1");
    connection.first(sql, [change], |row| row.get(0))
}
