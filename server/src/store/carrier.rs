//! The devices that brought somebody else's change which was not accepted. Like its author, they are told what
//! became of it.

use super::engine::sql;
use super::row_id::{ChangeRowId, DeviceRowId, VerdictRowId};
use super::{Connection, StoreError, WriteTransaction};

/// Notes that a device brought a change. Returns the last verdict on it if the device is new.
///
/// # Errors
/// The database refuses.
pub fn insert(
    write: &WriteTransaction<'_>,
    change: ChangeRowId,
    device: DeviceRowId,
) -> Result<Option<VerdictRowId>, StoreError> {
    let connection = write.connection();
    let sql = sql!("INSERT INTO change_carrier VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    if connection.run_counted(sql, (change, device))? == 0 {
        return Ok(None);
    }
    let sql = sql!("SELECT max(nr) FROM verdict WHERE change = ?1");
    connection.one(sql, [change], |row| row.get(0))
}

/// The devices that brought a change, by their rows.
///
/// # Errors
/// The database cannot be read.
pub fn devices_of(
    connection: &Connection,
    change: ChangeRowId,
) -> Result<Vec<DeviceRowId>, StoreError> {
    let sql = sql!("SELECT device FROM change_carrier WHERE change = ?1 ORDER BY device");
    connection.all(sql, [change], |row| row.get(0))
}
