//! Sealed bodies, which only the recovery key opens. They wait here until somebody brings that key.

use puente_protocol::identity::PublicKey;
use puente_protocol::segment::SealedBody;
use puente_record::{DeviceId, InstallId};

use super::engine::{sql, sql_file};
use super::record::RecordRow;
use super::row_id::{InstallRowId, SegmentRowId};
use super::sealing::RecordKey;
use super::{Connection, StoreError, WriteTransaction, signed};

/// Where a sealed body stands in the order in which they came.
#[derive(Debug, Clone, Copy)]
pub struct BodyPosition {
    /// Row of its segment.
    pub segment: SegmentRowId,
    /// Its place there.
    pub item: u64,
}

impl BodyPosition {
    /// Before the first.
    pub const START: Self = Self {
        segment: SegmentRowId::new(0),
        item: 0,
    };
}

/// A sealed body and the segment that brought it.
#[derive(Debug)]
pub struct SealedBodyRow {
    /// Row of its segment.
    pub segment: SegmentRowId,
    /// Its place in the segment.
    pub item: u64,
    /// The body as the device sealed it.
    pub body: SealedBody,
    /// Row of the segment's install.
    pub install: InstallRowId,
    /// The id of that install.
    pub install_id: InstallId,
    /// The id of the device.
    pub device: DeviceId,
    /// The device's key.
    pub key: PublicKey,
    /// The signed bytes of the segment.
    pub signed: Vec<u8>,
    /// The signature.
    pub signature: [u8; 64],
    /// When the segment arrived, server's clock, ms.
    pub received_ms: i64,
}

impl SealedBodyRow {
    /// Where it stands.
    #[must_use]
    pub const fn position(&self) -> BodyPosition {
        BodyPosition {
            segment: self.segment,
            item: self.item,
        }
    }
}

/// Stores a sealed body of a segment.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    segment: SegmentRowId,
    item: u64,
    record: &RecordRow,
    body: &SealedBody,
) -> Result<(), StoreError> {
    let digest = body.digest();
    write.connection().run(
        sql!("INSERT INTO sealed_body VALUES (?1, ?2, ?3, ?4, ?5)"),
        (
            segment,
            signed(item)?,
            record.nr,
            digest,
            record.key.seal_apart(&digest, body.sealed()),
        ),
    )?;
    Ok(())
}

/// Deletes a sealed body.
///
/// # Errors
/// The database refuses.
pub fn remove(
    write: &WriteTransaction<'_>,
    segment: SegmentRowId,
    item: u64,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("DELETE FROM sealed_body WHERE segment = ?1 AND item = ?2"),
        (segment, signed(item)?),
    )?;
    Ok(())
}

/// The sealed bodies after a segment and a place, in the order in which they came.
///
/// # Errors
/// The database cannot be read.
pub fn waiting(
    connection: &Connection,
    after: BodyPosition,
    rows_max: usize,
) -> Result<Vec<SealedBodyRow>, StoreError> {
    let sql = sql_file!("sealed/waiting.sql");
    let rows_max = i64::try_from(rows_max).unwrap_or(i64::MAX);
    let params = (after.segment, signed(after.item)?, rows_max);
    connection.all(sql, params, |row| {
        let digest = row.get(2)?;
        let record_key: RecordKey = row.secret(5)?;
        let sealed = record_key.open_apart(&digest, row.get(3)?)?;
        let body = SealedBody::new(&digest, row.get(4)?, &sealed);
        Ok(SealedBodyRow {
            segment: row.get(0)?,
            item: row.get(1)?,
            body: body.ok_or(StoreError::Damaged("a sealed body is too short"))?,
            install: row.get(6)?,
            install_id: row.get(7)?,
            device: row.get(8)?,
            key: row.get(9)?,
            signed: row.get(10)?,
            signature: row.get(11)?,
            received_ms: row.get(12)?,
        })
    })
}

/// How many sealed bodies wait.
///
/// # Errors
/// The database cannot be read.
pub fn count(connection: &Connection) -> Result<u64, StoreError> {
    let sql = sql!("SELECT count(*) FROM sealed_body");
    connection.one(sql, (), |row| row.get(0))
}
