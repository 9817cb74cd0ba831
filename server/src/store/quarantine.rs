//! Verdicts: every decision about a change that was not simply accepted. They are never deleted.

use puente_protocol::ChangeState;
use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId};
use rusqlite::{Connection, OptionalExtension};

use super::change;
use super::log::LeafIndex;
use super::row_id::{ChangeRowId, DeviceRowId, DocumentRowId, VerdictRowId};
use super::{StoreError, WriteTransaction};

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
    write
        .connection()
        .prepare_cached(
            "INSERT INTO verdict(change, state, reason, note, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            verdict.change,
            verdict.state.number(),
            verdict.reason,
            verdict.note,
            verdict.at_ms,
        ))?;
    Ok(VerdictRowId::new(write.connection().last_insert_rowid()))
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
    let mut statement = connection.prepare_cached("SELECT c.hash, v.state, v.reason FROM verdict v JOIN change c ON c.nr = v.change WHERE v.nr = ?1")?;
    let mut rows = statement.query([verdict])?;
    let row = rows
        .next()?
        .ok_or(StoreError::Damaged("a verdict is missing"))?;
    let hash = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok(StoredVerdict {
        change: ChangeHash::from_slice(hash)?,
        state: ChangeState::from_number(row.get(1)?)
            .ok_or(StoreError::Damaged("a verdict of no known state"))?,
        reason: row.get(2)?,
    })
}

/// The changes that are quarantined, or those that are pending, oldest first.
///
/// # Errors
/// The database cannot be read.
pub fn list(
    connection: &Connection,
    state: ChangeState,
) -> Result<Vec<QuarantinedChange>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("quarantine/list.sql"))?;
    let mut rows = statement.query([change::stored_number(state)])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        kept.push(QuarantinedChange {
            nr: row.get(0)?,
            document: DocumentId::from_slice(blob(1)?)?,
            document_nr: row.get(2)?,
            hash: ChangeHash::from_slice(blob(3)?)?,
            account: AccountId::from_slice(blob(4)?)?,
            device: DeviceId::from_slice(blob(5)?)?,
            device_nr: row.get(6)?,
            reason: row.get(7)?,
            at_ms: row.get(8)?,
        });
    }
    Ok(kept)
}

/// The reason of a change's last verdict.
///
/// # Errors
/// The database cannot be read.
pub fn last_reason(
    connection: &Connection,
    change: ChangeRowId,
) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT reason FROM verdict WHERE change = ?1 ORDER BY nr DESC LIMIT 1")?
        .query_row([change], |row| row.get(0))
        .optional()?)
}
