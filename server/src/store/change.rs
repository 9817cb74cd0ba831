//! Changes: the truth from which everything else follows. Bodies are sealed under their record's key.

mod aside;
mod left_out;
mod stored_state;

use std::rc::Rc;

use puente_protocol::ChangeState;
use puente_protocol::identity::Actor;
use puente_record::{ChangeHash, DeviceId, DocumentId, RecordId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

pub use aside::{find, quarantined_of, unproven_copy_of};
pub use left_out::{left_out_of, refused_of};

pub use self::stored_state::from_stored_number;
pub(in crate::store) use self::stored_state::stored_number;
use super::log::LeafIndex;
use super::row_id::{AuthorRowId, ChangeRowId, DeviceRowId, DocumentRowId, SegmentRowId};
use super::{StoreError, WriteTransaction, bytes, signed, unsigned};

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
    write
        .connection()
        .prepare_cached(include_str!("change/insert.sql"))?
        .execute((
            change.document,
            change.hash.as_bytes(),
            change.actor,
            signed(change.seq)?,
            change.segment,
            signed(change.item)?,
            change.branch,
            change.author,
            stored_number(change.state),
            change.sealed,
            change.received_ms,
        ))?;
    Ok(ChangeRowId::new(write.connection().last_insert_rowid()))
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
    let mut statement = connection.prepare_cached(
        "SELECT hash, received_ms FROM change
         WHERE document = ?1 AND received_ms IS NOT NULL AND state = 0",
    )?;
    let mut rows = statement.query([document])?;
    let mut ahead = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        ahead.push((ChangeHash::from_slice(hash)?, row.get(1)?));
    }
    Ok(ahead)
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
    write
        .connection()
        .prepare_cached("UPDATE change SET state = ?2 WHERE nr = ?1")?
        .execute((change, stored_number(state)))?;
    Ok(())
}

/// The present state of a change.
///
/// # Errors
/// The database cannot be read.
pub fn state_of(connection: &Connection, change: ChangeRowId) -> Result<ChangeState, StoreError> {
    let state = connection
        .prepare_cached("SELECT state FROM change WHERE nr = ?1")?
        .query_row([change], |row| row.get(0))?;
    from_stored_number(state)
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
    let hash: Option<Vec<u8>> = connection
        .prepare_cached(include_str!("change/by_actor.sql"))?
        .query_row((document, actor, seq), |row| row.get(0))
        .optional()?;
    hash.map(|hash| Ok(ChangeHash::from_slice(&hash)?))
        .transpose()
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
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM change WHERE document = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4",
        )?
        .exists((document, actor, signed(seq)?, hash.as_bytes()))?)
}

/// The pending changes of these documents.
///
/// # Errors
/// The database cannot be read.
pub fn pending_of(
    connection: &Connection,
    documents: &[DocumentRowId],
) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change/pending.sql"))?;
    read_all(statement.query([array(documents.iter().map(|row| row.get()))])?)
}

/// The documents of these records that have pending changes.
///
/// # Errors
/// The database cannot be read.
pub fn waiting_in(
    connection: &Connection,
    records: &[RecordId],
) -> Result<Vec<DocumentId>, StoreError> {
    let ids = array_of_ids(records.iter().map(RecordId::as_bytes));
    let mut statement = connection.prepare_cached(include_str!("change/waiting_in.sql"))?;
    let mut rows = statement.query([ids])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        documents.push(DocumentId::from_slice(id)?);
    }
    Ok(documents)
}

/// The change in this row.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, change: ChangeRowId) -> Result<Option<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change/load.sql"))?;
    Ok(read_all(statement.query([change])?)?.pop())
}

/// All changes of a document, in the order in which they came.
///
/// # Errors
/// The database cannot be read.
pub fn of_document(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change/of_document.sql"))?;
    read_all(statement.query([document])?)
}

fn read_all(mut rows: rusqlite::Rows<'_>) -> Result<Vec<ChangeRow>, StoreError> {
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        changes.push(ChangeRow {
            nr: row.get(0)?,
            document: row.get(1)?,
            hash: ChangeHash::from_slice(hash)?,
            author: row.get(3)?,
            state: from_stored_number(row.get(4)?)?,
            sealed: row.get(5)?,
            received_ms: row.get(6)?,
        });
    }
    Ok(changes)
}

/// The authors of the accepted changes of these documents: (document, change, author).
///
/// # Errors
/// The database cannot be read.
pub fn authors_of(
    connection: &Connection,
    documents: &[DocumentRowId],
) -> Result<Vec<ChangeAuthor>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change/authors.sql"))?;
    let mut rows = statement.query([array(documents.iter().map(|row| row.get()))])?;
    let mut authors = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        authors.push(ChangeAuthor {
            document: row.get(0)?,
            hash: ChangeHash::from_slice(blob(1)?)?,
            author: row.get(2)?,
            actor: bytes(blob(3)?)?,
            device: row.get(4)?,
        });
    }
    Ok(authors)
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
    Ok(connection
        .prepare_cached(include_str!("change/next_branch.sql"))?
        .query_row(
            (document.as_bytes(), device.as_bytes(), left_out_only),
            |row| row.get(0),
        )?)
}

/// How many changes of a device are in a state other than accepted, and how many bytes they have.
///
/// # Errors
/// The database cannot be read.
pub fn count_of_device(
    connection: &Connection,
    device: DeviceRowId,
    state: ChangeState,
) -> Result<(u64, u64), StoreError> {
    let (count, bytes): (i64, i64) = connection
        .prepare_cached(include_str!("change/count_of_device.sql"))?
        .query_row((device, stored_number(state)), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok((unsigned(count)?, unsigned(bytes)?))
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
    write.connection().execute(
        "UPDATE change SET body = ?2 WHERE nr = ?1",
        (change, sealed),
    )?;
    Ok(())
}

/// Rows as one parameter of a statement.
pub(crate) fn array(rowids: impl Iterator<Item = i64>) -> Rc<Vec<Value>> {
    Rc::new(rowids.map(Value::Integer).collect())
}

/// Ids as one parameter of a statement.
pub(crate) fn array_of_ids<'a>(ids: impl Iterator<Item = &'a [u8; 16]>) -> Rc<Vec<Value>> {
    Rc::new(ids.map(|id| Value::Blob(id.to_vec())).collect())
}
