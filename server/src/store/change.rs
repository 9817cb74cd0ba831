//! Changes: the truth. Bodies are sealed under their record's key.

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
use super::{StoreError, WriteTransaction, bytes, signed, unsigned};

/// A change to store.
#[derive(Debug)]
pub struct NewChangeRow<'a> {
    /// Row of its document.
    pub document: i64,
    /// Its hash.
    pub hash: ChangeHash,
    /// Who wrote it, as automerge sees it.
    pub actor: Actor,
    /// Which of this actor's.
    pub seq: u64,
    /// Row of the segment that brought it.
    pub segment: i64,
    /// Its place there.
    pub item: u64,
    /// The device's branch.
    pub branch: u32,
    /// Row of its author.
    pub author: i64,
    /// Where it is.
    pub state: ChangeState,
    /// When it was received, server's clock, ms, if it claims to be later than that.
    pub received_ms: Option<i64>,
    /// Its sealed body.
    pub sealed: &'a [u8],
}

/// A stored change with its sealed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its row.
    pub nr: i64,
    /// Row of its document.
    pub document: i64,
    /// Its hash.
    pub hash: ChangeHash,
    /// Row of its author.
    pub author: i64,
    /// Where it is.
    pub state: ChangeState,
    /// Its sealed body.
    pub sealed: Vec<u8>,
    /// When the segment came that brought it, server's clock, ms.
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
) -> Result<i64, StoreError> {
    write
        .connection()
        .prepare_cached(include_str!("change_insert.sql"))?
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
    Ok(write.connection().last_insert_rowid())
}

/// When those changes of a document were received that claim to be later than that, with when, server's
/// clock, ms.
///
/// # Errors
/// The database cannot be read.
pub fn ahead_of(
    connection: &Connection,
    document: i64,
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

/// Gives a change another state.
///
/// # Errors
/// The database refuses.
pub fn set_state(
    write: &WriteTransaction<'_>,
    change: i64,
    state: ChangeState,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write
        .connection()
        .prepare_cached("UPDATE change SET state = ?2 WHERE nr = ?1")?
        .execute((change, stored_number(state)))?;
    Ok(())
}

/// Where a change is now.
///
/// # Errors
/// The database cannot be read.
pub fn state_of(connection: &Connection, change: i64) -> Result<ChangeState, StoreError> {
    let state = connection
        .prepare_cached("SELECT state FROM change WHERE nr = ?1")?
        .query_row([change], |row| row.get(0))?;
    from_stored_number(state)
}

/// The change of an actor with this number in a document: the latest, should there be several.
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
        .prepare_cached(include_str!("change_by_actor.sql"))?
        .query_row((document, actor, seq), |row| row.get(0))
        .optional()?;
    hash.map(|hash| Ok(ChangeHash::from_slice(&hash)?))
        .transpose()
}

/// Is this change stored, in whatever state?
///
/// # Errors
/// The database cannot be read.
pub fn is_known(
    connection: &Connection,
    document: i64,
    actor: &Actor,
    seq: u64,
    hash: &ChangeHash,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(include_str!("change_known.sql"))?
        .exists((document, actor, signed(seq)?, hash.as_bytes()))?)
}

/// The changes of these documents that wait.
///
/// # Errors
/// The database cannot be read.
pub fn pending_of(
    connection: &Connection,
    documents: &[i64],
) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change_pending.sql"))?;
    read_all(statement.query([array(documents)])?)
}

/// The documents of these records in which something waits.
///
/// # Errors
/// The database cannot be read.
pub fn waiting_in(
    connection: &Connection,
    records: &[RecordId],
) -> Result<Vec<DocumentId>, StoreError> {
    let ids = array_of_ids(records.iter().map(RecordId::as_bytes));
    let mut statement = connection.prepare_cached(include_str!("change_waiting_in.sql"))?;
    let mut rows = statement.query([ids])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        documents.push(DocumentId::from_slice(id)?);
    }
    Ok(documents)
}

/// The change of a row.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, change: i64) -> Result<Option<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change_load.sql"))?;
    Ok(read_all(statement.query([change])?)?.pop())
}

/// Every change of a document in the order it came.
///
/// # Errors
/// The database cannot be read.
pub fn of_document(connection: &Connection, document: i64) -> Result<Vec<ChangeRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change_of_document.sql"))?;
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

/// Who wrote the accepted changes of these documents: (document, change, author).
///
/// # Errors
/// The database cannot be read.
pub fn authors_of(
    connection: &Connection,
    documents: &[i64],
) -> Result<Vec<ChangeAuthor>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("change_authors.sql"))?;
    let mut rows = statement.query([array(documents)])?;
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

/// By whom an accepted change was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeAuthor {
    /// Row of its document.
    pub document: i64,
    /// Its hash.
    pub hash: ChangeHash,
    /// Row of its author.
    pub author: i64,
    /// The author as automerge sees them.
    pub actor: Actor,
    /// Row of the author's device.
    pub device: i64,
}

/// The branch behind all on which a device wrote in a document, or behind all of which something is no part of
/// it; 0 where there are none.
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
        .prepare_cached(include_str!("change_next_branch.sql"))?
        .query_row(
            (document.as_bytes(), device.as_bytes(), left_out_only),
            |row| row.get(0),
        )?)
}

/// How many changes of a device are in a state other than accepted, and how many bytes.
///
/// # Errors
/// The database cannot be read.
pub fn count_of_device(
    connection: &Connection,
    device: i64,
    state: ChangeState,
) -> Result<(u64, u64), StoreError> {
    let (count, bytes): (i64, i64) = connection
        .prepare_cached(include_str!("change_count_of_device.sql"))?
        .query_row((device, stored_number(state)), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    Ok((unsigned(count)?, unsigned(bytes)?))
}

/// Replaces a sealed body: its document turned out to belong to another record.
///
/// # Errors
/// The database refuses.
pub fn reseal(write: &WriteTransaction<'_>, change: i64, sealed: &[u8]) -> Result<(), StoreError> {
    write.connection().execute(
        "UPDATE change SET body = ?2 WHERE nr = ?1",
        (change, sealed),
    )?;
    Ok(())
}

/// Row numbers as one parameter of a statement.
pub(crate) fn array(numbers: &[i64]) -> Rc<Vec<Value>> {
    Rc::new(numbers.iter().map(|nr| Value::Integer(*nr)).collect())
}

/// Ids as one parameter of a statement.
pub(crate) fn array_of_ids<'a>(ids: impl Iterator<Item = &'a [u8; 16]>) -> Rc<Vec<Value>> {
    Rc::new(ids.map(|id| Value::Blob(id.to_vec())).collect())
}
