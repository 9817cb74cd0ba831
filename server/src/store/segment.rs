//! Segments as they were received: the signed bytes, the signer, and the items that are no changes.

use puente_protocol::segment::{Item, SegmentHash, VerifiedSegment};

use super::engine::{sql, sql_file};
use super::log::LeafIndex;
use super::packed::pack;
use super::quota::ROW_BYTES;
use super::row_id::{AuthorRowId, InstallRowId, SegmentRowId};
use super::{Connection, StoreError, WriteTransaction, signed};

/// The tag of items that were brought for others. The listing of an erased record stays: it has only ids and
/// hashes, like the signed bytes.
const CARRIED: u64 = 7;

/// What is stored of a received segment, without its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredSegment {
    /// Its hash.
    pub hash: SegmentHash,
    /// The place of its receipt in the log.
    pub leaf: u64,
    /// When it was received, server's clock, ms.
    pub received_ms: i64,
}

/// Stores a segment and those of its items that are no changes. Returns its row, and the bytes that they take
/// of the device's share.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    install: InstallRowId,
    author: AuthorRowId,
    segment: &VerifiedSegment,
    now_ms: i64,
    logged: LeafIndex,
) -> Result<(SegmentRowId, u64), StoreError> {
    let connection = write.connection();
    let nr: SegmentRowId = connection.insert(
        sql_file!("segment/insert.sql"),
        (
            install,
            signed(segment.head().n)?,
            segment.hash(),
            author,
            segment.signed(),
            segment.signature(),
            signed(logged.get())?,
            now_ms,
        ),
    )?;
    let mut stored = ROW_BYTES + segment.signed().len() as u64;
    for (index, (item, _)) in segment.items().enumerate() {
        let (tag, body): (u64, &[u8]) = match item {
            Item::Change { .. } => continue,
            Item::Log(lines) => (1, lines),
            Item::Purged(document) => (2, document.as_bytes()),
            Item::Void => (3, &[]),
            Item::Erased(digest) => (4, digest),
            // The sealed body itself is stored apart, see `sealed.rs`.
            Item::Sealed(body) => {
                stored += body.sealed().len() as u64;
                (4, &body.digest())
            }
            Item::Left(account) => (6, account.as_bytes()),
            // The changes are stored as changes, under the key of their record.
            Item::Carried(carried) => (CARRIED, carried.listed()),
            Item::Unknown { tag, body } => (*tag, body),
        };
        let (is_packed, body) = pack(body);
        stored += ROW_BYTES + body.len() as u64;
        // A tag of 2^63 or more keeps its bits; tags are only compared.
        connection.run(
            sql!("INSERT INTO segment_item VALUES (?1, ?2, ?3, ?4, ?5)"),
            (
                nr,
                signed(index as u64)?,
                tag.cast_signed(),
                &*body,
                is_packed,
            ),
        )?;
    }
    Ok((nr, stored))
}

/// The segment with number `n` of an install, as it was received.
///
/// # Errors
/// The database cannot be read.
pub fn find(
    connection: &Connection,
    install: InstallRowId,
    n: u64,
) -> Result<Option<StoredSegment>, StoreError> {
    let sql = sql!("SELECT hash, leaf, received_ms FROM segment WHERE install = ?1 AND n = ?2");
    connection.first(sql, (install, signed(n)?), |row| {
        Ok(StoredSegment {
            hash: row.get(0)?,
            leaf: row.get(1)?,
            received_ms: row.get(2)?,
        })
    })
}
