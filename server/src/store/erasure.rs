//! Erases a person: destroys the record's key, and with it everything that was sealed under it.

use minicbor::{Decode, Encode};
use puente_admission::Reason;
use puente_audit::{Entry, EntryKind};
use puente_protocol::ChangeState;
use puente_record::RecordId;

use super::change;
use super::engine::{Ids, Secret, sql};
use super::feed::{FeedKey, FeedTarget, NewFeedRow};
use super::log::LeafIndex;
use super::quarantine::{self, NewVerdict};
use super::record::{self, RecordRow};
use super::row_id::{DeviceRowId, DocumentRowId, RecordRowId};
use super::sealing::RecordKey;
use super::{Connection, StoreError, WriteTransaction, device, document, signed};

/// The tombstone of an erased record.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Tombstone {
    /// The id of the record.
    #[n(0)]
    pub record: RecordId,
    /// When it was erased, server's clock, ms since 1970.
    #[n(1)]
    pub at_ms: i64,
    /// The reason, in the words of the person who decided. It must name nobody.
    #[n(2)]
    pub reason: String,
}

/// Destroys a record's key and everything about the record that is readable without it, and tells every device
/// to delete what it holds. What devices signed stays, because it has only hashes. Returns whether there was
/// anything left to erase.
///
/// # Errors
/// The database refuses.
pub fn erase(write: &mut WriteTransaction<'_>, erased: &Tombstone) -> Result<bool, StoreError> {
    let sql = sql!("SELECT nr FROM record WHERE id = ?1");
    let row = write
        .connection()
        .first(sql, [erased.record], |row| row.get(0))?;
    // The backup may be older than the person; devices would bring the person back.
    let nr = match row {
        Some(nr) => nr,
        None => record::create_without_key(write, erased.record)?,
    };
    if is_erased(write.connection(), nr)? {
        return Ok(false);
    }
    let known = record::load(write.connection(), &[nr])?;
    let leaf = write.log(&Entry {
        object: known.first().map(|record| record.key.pseudonym()),
        ..Entry::new(EntryKind::RecordErased, erased.at_ms)
    })?;
    let documents = document::of_record(write.connection(), nr)?;
    tell(write, nr, documents.first().map(|any| any.nr))?;
    for document in documents {
        set_aside(write, document.nr, erased.at_ms, leaf)?;
        if let Some(kind) = document.kind {
            for (site, _) in record::sites(write.connection(), nr)? {
                document::leave_site(write, document.nr, kind, site)?;
            }
        }
    }
    let connection = write.connection();
    connection.run(
        sql!(
            "UPDATE change SET body = ?2 WHERE document IN (SELECT nr FROM document WHERE record = ?1)"
        ),
        (nr, [0_u8; 0]),
    )?;
    for sql in [
        sql!(
            "UPDATE document SET version = version + 1, kind = NULL, authors = NULL, saved = NULL WHERE record = ?1"
        ),
        sql!("DELETE FROM record_row WHERE record = ?1"),
        sql!("DELETE FROM record_site WHERE record = ?1"),
        sql!("DELETE FROM record_key WHERE record = ?1"),
        sql!("DELETE FROM sealed_body WHERE record = ?1"),
    ] {
        connection.run(sql, [nr])?;
    }
    connection.run(
        sql!("INSERT INTO erasure(record, reason, at_ms, leaf) VALUES (?1, ?2, ?3, ?4)"),
        (
            nr,
            Secret(&erased.reason),
            erased.at_ms,
            signed(leaf.get())?,
        ),
    )?;
    Ok(row.is_some())
}

/// Tells every device, because the server does not know who has the record. A revoked device keeps what it will
/// be asked about.
fn tell(
    write: &mut WriteTransaction<'_>,
    record: RecordRowId,
    document: Option<DocumentRowId>,
) -> Result<(), StoreError> {
    for device in device::all(write.connection())? {
        let row = NewFeedRow {
            target: FeedTarget::Erased(record),
            document,
            origin: None,
        };
        write.publish(FeedKey::Device(device), &row)?;
    }
    Ok(())
}

/// Tells one device of all erased people. While the server did not know the device, it told it nothing.
///
/// # Errors
/// The database refuses.
pub fn tell_all(write: &mut WriteTransaction<'_>, device: DeviceRowId) -> Result<(), StoreError> {
    let sql = sql!(
        "SELECT record, (SELECT min(nr) FROM document WHERE record = e.record)
         FROM erasure e ORDER BY leaf"
    );
    let erased: Vec<(RecordRowId, Option<DocumentRowId>)> =
        write
            .connection()
            .all(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (record, document) in erased {
        let row = NewFeedRow {
            target: FeedTarget::Erased(record),
            document,
            origin: None,
        };
        write.publish(FeedKey::Device(device), &row)?;
    }
    Ok(())
}

/// Sets aside what was pending or quarantined: it will never be accepted.
fn set_aside(
    write: &WriteTransaction<'_>,
    document: DocumentRowId,
    at_ms: i64,
    leaf: LeafIndex,
) -> Result<(), StoreError> {
    for stored in change::of_document(write.connection(), document)? {
        if matches!(
            stored.state,
            ChangeState::Pending | ChangeState::Quarantined
        ) {
            change::set_state(write, stored.nr, ChangeState::SetAside, leaf)?;
            let verdict = NewVerdict {
                change: stored.nr,
                state: ChangeState::SetAside,
                reason: Reason::RecordErased.as_str(),
                note: None,
                at_ms,
            };
            quarantine::insert(write, &verdict, leaf)?;
        }
    }
    Ok(())
}

/// Whether this record was erased.
///
/// # Errors
/// The database cannot be read.
pub fn is_erased(connection: &Connection, record: RecordRowId) -> Result<bool, StoreError> {
    connection.exists(sql!("SELECT 1 FROM erasure WHERE record = ?1"), [record])
}

/// The erased ones among these records: at no site, with a destroyed key.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, ids: &[RecordId]) -> Result<Vec<RecordRow>, StoreError> {
    let sql = sql!(
        "SELECT r.nr, r.id FROM record r JOIN erasure e ON e.record = r.nr
         WHERE r.id IN (SELECT value FROM ids(?1))"
    );
    connection.all(sql, [Ids::of(ids)], |row| {
        Ok(RecordRow {
            nr: row.get(0)?,
            id: row.get(1)?,
            key: RecordKey::destroyed(),
            sites: Vec::new(),
            ever: Vec::new(),
        })
    })
}

/// All tombstones, oldest first.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<Tombstone>, StoreError> {
    let sql = sql!(
        "SELECT r.id, e.at_ms, e.reason FROM erasure e JOIN record r ON r.nr = e.record ORDER BY e.leaf"
    );
    connection.all(sql, (), |row| {
        Ok(Tombstone {
            record: row.get(0)?,
            at_ms: row.get(1)?,
            reason: row.secret(2)?,
        })
    })
}

/// The records with this code, as lists show it.
///
/// # Errors
/// The database cannot be read.
pub fn by_code(connection: &Connection, code: &str) -> Result<Vec<RecordId>, StoreError> {
    let sql = sql!(
        "SELECT r.id FROM record r JOIN record_row w ON w.record = r.nr WHERE w.code = ?1 ORDER BY w.record"
    );
    connection.all(sql, [code], |row| row.get(0))
}
