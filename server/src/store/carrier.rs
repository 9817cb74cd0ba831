//! The devices that brought somebody else's change which was not accepted. Like its author, they are told what
//! became of it.

use rusqlite::Connection;

use super::row_id::{ChangeRowId, DeviceRowId, VerdictRowId};
use super::{StoreError, WriteTransaction};

/// Notes that a device brought a change. Returns the last verdict on it if the device is new.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    change: ChangeRowId,
    device: DeviceRowId,
) -> Result<Option<VerdictRowId>, StoreError> {
    let inserted = write
        .connection()
        .prepare_cached("INSERT INTO change_carrier VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((change, device))?;
    if inserted == 0 {
        return Ok(None);
    }
    Ok(write
        .connection()
        .prepare_cached("SELECT max(nr) FROM verdict WHERE change = ?1")?
        .query_row([change], |row| row.get(0))?)
}

/// The devices that brought a change, by their rows.
///
/// # Errors
/// The database cannot be read.
pub fn of(connection: &Connection, change: ChangeRowId) -> Result<Vec<DeviceRowId>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT device FROM change_carrier WHERE change = ?1 ORDER BY device")?;
    let rows = statement.query_map([change], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
