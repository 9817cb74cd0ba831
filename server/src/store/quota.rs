//! How much of the disk a device may fill in a day.
//!
//! There is one number for each device: the time at which its whole share is free again. Everything that the
//! device brings moves this time on, by as long as that part of the share needs to grow back. A device with any
//! share left may bring an exchange; if that was too much, it is asked to wait afterwards. Nothing is lost, it
//! only comes later.

use super::engine::sql;
use super::row_id::DeviceRowId;
use super::{Connection, StoreError, WriteTransaction};

/// What a device may have stored in a day, in bytes; after an absence all of it at once. This is 19,000 records
/// of 28 fields and five changes, at 6.75 KB each. A gate that registers somebody every 96 seconds for eight
/// hours makes 300 of them. So a phone that comes back after two months is through at once, and one after a
/// year in a week.
pub const DAY_BYTES: u64 = 128 * 1024 * 1024;

/// What a change, a segment or another item costs besides its body, in bytes: its row with indexes, its leaf of
/// the log, its verdict, its row of a feed, and its part of the saved document. Measured: 1.35 KB a change in
/// all.
pub const ROW_BYTES: u64 = 1024;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Longest plausible time in ms until a share is free: an exchange takes at most a quarter of a share. A later
/// time was counted with a wrong clock.
const BELIEVED_MS_MAX: i64 = 2 * DAY_MS;

/// When the device's whole share is free again.
fn whole_ms(connection: &Connection, device: DeviceRowId, now_ms: i64) -> Result<i64, StoreError> {
    let sql = sql!("SELECT whole_ms FROM device_quota WHERE device = ?1");
    let whole_ms: Option<i64> = connection.first(sql, [device], |row| row.get(0))?;
    let whole_ms = whole_ms.unwrap_or(now_ms).max(now_ms);
    let is_believed = whole_ms.saturating_sub(now_ms) <= BELIEVED_MS_MAX;
    Ok(if is_believed { whole_ms } else { now_ms })
}

/// How many ms the device must wait before it may bring something; 0 if it may now.
///
/// # Errors
/// The database cannot be read.
pub fn rests_ms(
    connection: &Connection,
    device: DeviceRowId,
    now_ms: i64,
) -> Result<i64, StoreError> {
    let missing_ms = whole_ms(connection, device, now_ms)? - now_ms;
    Ok((missing_ms - DAY_MS).max(0))
}

/// Counts what was stored for a device, against a share of so many bytes a day.
///
/// # Errors
/// The database refuses.
pub fn charge(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    now_ms: i64,
    bytes: u64,
    day_bytes: u64,
) -> Result<(), StoreError> {
    let takes_ms = u128::from(bytes) * u128::from(DAY_MS.unsigned_abs()) / u128::from(day_bytes);
    let takes_ms = i64::try_from(takes_ms).unwrap_or(DAY_MS).min(DAY_MS);
    let whole_ms = whole_ms(write.connection(), device, now_ms)?.saturating_add(takes_ms);
    let sql = sql!(
        "INSERT INTO device_quota(device, whole_ms) VALUES (?1, ?2)
         ON CONFLICT(device) DO UPDATE SET whole_ms = excluded.whole_ms"
    );
    write.connection().run(sql, (device, whole_ms))?;
    Ok(())
}
