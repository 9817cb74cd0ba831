//! Changes: the truth from which everything else follows. Bodies are sealed under their record's key.

mod aside;
mod backlog;
mod left_out;
mod stored_state;

use puente_protocol::ChangeState;
use puente_protocol::identity::Actor;
use puente_record::{ChangeHash, DeviceId, DocumentId, RecordId};

pub use self::backlog::BacklogSize;
pub use aside::{find, quarantined_of, unproven_copy_of};
pub use left_out::{left_out_of, refused_of};

pub use self::stored_state::from_stored_number;
pub(in crate::store) use self::stored_state::stored_number;
use super::engine::{Ids, Numbers, ResultRow, sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{AuthorRowId, ChangeRowId, DeviceRowId, DocumentRowId, SegmentRowId};
use super::{Connection, StoreError, WriteTransaction, signed};

/// A change to store.
#[derive(Debug)]
pub struct NewChangeRow<'a> {
    /// Row of its document.
    pub document: DocumentRowId,
    /// The hash of the change.
    pub hash: ChangeHash,
    /// The author as automerge names it.
    pub actor: Actor,
    /// The change's number among those of this actor.
    pub seq: u64,
    /// Row of the segment that brought it.
    pub segment: SegmentRowId,
    /// Its place in the segment.
    pub item: u64,
    /// The device's branch.
    pub branch: u32,
    /// Row of its author.
    pub author: AuthorRowId,
    /// The state of the change.
    pub state: ChangeState,
    /// When it was received, server's clock, ms; only if its claimed time is later.
    pub received_ms: Option<i64>,
    /// The body, sealed under the record's key.
    pub sealed: &'a [u8],
}

/// A stored change with its sealed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The number of its row.
    pub nr: ChangeRowId,
    /// Row of its document.
    pub document: DocumentRowId,
    /// The hash of the change.
    pub hash: ChangeHash,
    /// Row of its author.
    pub author: AuthorRowId,
    /// The state of the change.
    pub state: ChangeState,
    /// The body, sealed under the record's key.
    pub sealed: Vec<u8>,
    /// When the segment that brought it arrived, server's clock, ms.
    pub received_ms: i64,
}

/// Stores a change.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    change: &NewChangeRow<'_>,
    _logged: LeafIndex,
) -> Result<ChangeRowId, StoreError> {
    write.connection().insert(
        sql_file!("change/insert.sql"),
        (
            change.document,
            change.hash,
            change.actor,
            signed(change.seq)?,
            change.segment,
            signed(change.item)?,
            change.branch,
            change.author,
            stored_number(change.state),
            change.sealed,
            change.received_ms,
        ),
    )
}

/// The changes of a document whose claimed time is later than their arrival, with the time of arrival, server's
/// clock, ms.
///
/// # Errors
/// The database cannot be read.
pub fn ahead_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<(ChangeHash, i64)>, StoreError> {
    let sql = sql!(
        "SELECT hash, received_ms FROM change
         WHERE document = ?1 AND received_ms IS NOT NULL AND state = 0"
    );
    connection.all(sql, [document], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Sets the state of a change.
///
/// # Errors
/// The database refuses.
pub fn set_state(
    write: &WriteTransaction<'_>,
    change: ChangeRowId,
    state: ChangeState,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE change SET state = ?2 WHERE nr = ?1"),
        (change, stored_number(state)),
    )?;
    Ok(())
}

/// The present state of a change.
///
/// # Errors
/// The database cannot be read.
pub fn state_of(connection: &Connection, change: ChangeRowId) -> Result<ChangeState, StoreError> {
    let sql = sql!("SELECT state FROM change WHERE nr = ?1");
    connection.one(sql, [change], |row| from_stored_number(row.get(0)?))
}

/// The change of an actor with this number in a document; the latest if there are several.
///
/// # Errors
/// The database cannot be read.
pub fn by_actor(
    connection: &Connection,
    document: &[u8; 16],
    actor: &Actor,
    seq: u64,
) -> Result<Option<ChangeHash>, StoreError> {
    let Ok(seq) = i64::try_from(seq) else {
        return Ok(None);
    };
    let sql = sql_file!("change/by_actor.sql");
    connection.first(sql, (document, actor, seq), |row| row.get(0))
}

/// Whether this change is stored, in any state.
///
/// # Errors
/// The database cannot be read.
pub fn is_known(
    connection: &Connection,
    document: DocumentRowId,
    actor: &Actor,
    seq: u64,
    hash: &ChangeHash,
) -> Result<bool, StoreError> {
    let sql =
        sql!("SELECT 1 FROM change WHERE document = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4");
    connection.exists(sql, (document, actor, signed(seq)?, hash))
}

/// The pending changes of these documents.
///
/// # Errors
/// The database cannot be read.
pub fn pending_of(
    connection: &Connection,
    documents: &[DocumentRowId],
) -> Result<Vec<ChangeRow>, StoreError> {
    let rows = Numbers::new(documents.iter().map(|row| row.get()));
    connection.all(sql_file!("change/pending.sql"), [rows], read)
}

/// The documents of these records that have pending changes.
///
/// # Errors
/// The database cannot be read.
pub fn waiting_in(
    connection: &Connection,
    records: &[RecordId],
) -> Result<Vec<DocumentId>, StoreError> {
    let sql = sql_file!("change/waiting_in.sql");
    connection.all(sql, [Ids::of(records)], |row| row.get(0))
}

/// The change in this row.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, change: ChangeRowId) -> Result<Option<ChangeRow>, StoreError> {
    connection.first(sql_file!("change/load.sql"), [change], read)
}

/// All changes of a document, in the order in which they came.
///
/// # Errors
/// The database cannot be read.
pub fn of_document(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<ChangeRow>, StoreError> {
    connection.all(sql_file!("change/of_document.sql"), [document], read)
}

fn read(row: &ResultRow<'_>) -> Result<ChangeRow, StoreError> {
    Ok(ChangeRow {
        nr: row.get(0)?,
        document: row.get(1)?,
        hash: row.get(2)?,
        author: row.get(3)?,
        state: from_stored_number(row.get(4)?)?,
        sealed: row.get(5)?,
        received_ms: row.get(6)?,
    })
}

/// The authors of the accepted changes of these documents: (document, change, author).
///
/// # Errors
/// The database cannot be read.
pub fn authors_of(
    connection: &Connection,
    documents: &[DocumentRowId],
) -> Result<Vec<ChangeAuthor>, StoreError> {
    let rows = Numbers::new(documents.iter().map(|row| row.get()));
    connection.all(sql_file!("change/authors.sql"), [rows], |row| {
        Ok(ChangeAuthor {
            document: row.get(0)?,
            hash: row.get(1)?,
            author: row.get(2)?,
            actor: row.get(3)?,
            device: row.get(4)?,
        })
    })
}

/// An accepted change and its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeAuthor {
    /// Row of its document.
    pub document: DocumentRowId,
    /// The hash of the change.
    pub hash: ChangeHash,
    /// Row of its author.
    pub author: AuthorRowId,
    /// The author as automerge names it.
    pub actor: Actor,
    /// Row of the author's device.
    pub device: DeviceRowId,
}

/// The first branch after all those on which a device has written in a document; 0 if there are none. With
/// `left_out_only` only branches with changes that are no part of the document count.
///
/// # Errors
/// The database cannot be read.
pub fn next_branch(
    connection: &Connection,
    document: DocumentId,
    device: DeviceId,
    left_out_only: bool,
) -> Result<u32, StoreError> {
    let sql = sql_file!("change/next_branch.sql");
    connection.one(sql, (document, device, left_out_only), |row| row.get(0))
}

/// The changes of a device in a state other than accepted.
///
/// # Errors
/// The database cannot be read.
pub fn count_of_device(
    connection: &Connection,
    device: DeviceRowId,
    state: ChangeState,
) -> Result<BacklogSize, StoreError> {
    let sql = sql_file!("change/count_of_device.sql");
    connection.one(sql, (device, stored_number(state)), |row| {
        Ok(BacklogSize {
            changes: row.get(0)?,
            bytes: row.get(1)?,
        })
    })
}

/// Replaces a sealed body after its document turned out to belong to another record.
///
/// # Errors
/// The database refuses.
pub fn reseal(
    write: &WriteTransaction<'_>,
    change: ChangeRowId,
    sealed: &[u8],
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE change SET body = ?2 WHERE nr = ?1"),
        (change, sealed),
    )?;
    Ok(())
}
