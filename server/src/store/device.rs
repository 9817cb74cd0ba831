//! Devices, the accounts bound to them, and their installs.

use std::collections::HashMap;

use puente_protocol::identity::PublicKey;
use puente_record::{AccountId, DeviceId, InstallId, SiteId};

use super::engine::{ResultRow, sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{AccountRowId, DeviceRowId, InstallRowId, SiteRowId};
use super::{Connection, StoreError, WriteTransaction, signed};

/// A device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceRow {
    /// The number of its row.
    pub nr: DeviceRowId,
    /// The device's id.
    pub id: DeviceId,
    /// The public key with which it signs.
    pub key: PublicKey,
    /// Row of the site at which it enrolled.
    pub site: SiteRowId,
    /// The id of that site.
    pub site_id: SiteId,
    /// When it was enrolled, server's clock, ms.
    pub enrolled_ms: i64,
    /// When it was revoked, server's clock, ms, if it was.
    pub revoked_ms: Option<i64>,
}

impl DeviceRow {
    /// Whether it enrolled here. If not, it is known only by its changes, see [`create_unbound`].
    #[must_use]
    pub const fn is_enrolled(&self) -> bool {
        self.enrolled_ms != NEVER_MS
    }
}

/// The enrolment time of a device that has not enrolled here.
const NEVER_MS: i64 = i64::MIN;

/// The state of one install's log of segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstallRow {
    /// The number of its row.
    pub nr: InstallRowId,
    /// The number of the next expected segment.
    pub next_n: u64,
    /// The hash of the last segment.
    pub last_hash: [u8; 32],
    /// The counter of the last request that brought segments.
    pub counter: u64,
    /// The fingerprint of that request.
    pub fingerprint: [u8; 32],
}

/// Adds a device.
///
/// # Errors
/// The database refuses.
pub fn create(
    write: &WriteTransaction<'_>,
    id: DeviceId,
    key: &PublicKey,
    site: SiteRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<DeviceRowId, StoreError> {
    write.connection().insert(
        sql!("INSERT INTO device(id, key, site, enrolled_ms) VALUES (?1, ?2, ?3, ?4) RETURNING nr"),
        (id, key, site, now_ms),
    )
}

/// Adds a device that has not enrolled here: another device brought changes of it, to a server that was
/// restored to before its enrolment. It has no account, so the server tells it that it is unknown until it
/// enrols again. It counts as a device of the site of the one that brought the changes.
///
/// # Errors
/// The database refuses.
pub fn create_unbound(
    write: &mut WriteTransaction<'_>,
    id: DeviceId,
    key: &PublicKey,
    carrier: DeviceRowId,
) -> Result<DeviceRowId, StoreError> {
    write.connection().insert(
        sql!(
            "INSERT INTO device(id, key, site, enrolled_ms)
             SELECT ?1, ?2, site, ?4 FROM device WHERE nr = ?3
             RETURNING nr"
        ),
        (id, key, carrier, NEVER_MS),
    )
}

/// Enrols a device that was known only by its changes.
///
/// # Errors
/// The database refuses.
pub fn enrol_unbound(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    site: SiteRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE device SET site = ?2, enrolled_ms = ?3 WHERE nr = ?1 AND enrolled_ms = ?4"),
        (device, site, now_ms, NEVER_MS),
    )?;
    Ok(())
}

/// Binds an account to a device.
///
/// # Errors
/// The database refuses.
pub fn bind(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    account: AccountRowId,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("INSERT INTO device_account(device, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING"),
        (device, account),
    )?;
    Ok(())
}

/// Removes an account from a device. The generation of the device's grants, which is a sum, must still rise.
/// Returns whether the account was one of the device's.
///
/// # Errors
/// The database refuses.
pub fn unbind(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    account: AccountRowId,
    _logged: LeafIndex,
) -> Result<bool, StoreError> {
    let connection = write.connection();
    let left = connection.run_counted(
        sql!("DELETE FROM device_account WHERE device = ?1 AND account = ?2"),
        (device, account),
    )?;
    connection.run(sql_file!("device/generation_keep.sql"), (device, account))?;
    Ok(left > 0)
}

/// The rows of all devices.
///
/// # Errors
/// The database cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<DeviceRowId>, StoreError> {
    connection.all(sql!("SELECT nr FROM device ORDER BY nr"), (), |row| {
        row.get(0)
    })
}

/// Revokes a device as of now.
///
/// # Errors
/// The database refuses.
pub fn revoke(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE device SET revoked_ms = ?2 WHERE nr = ?1 AND revoked_ms IS NULL"),
        (device, now_ms),
    )?;
    Ok(())
}

/// The device with this id.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
    connection.first(sql_file!("device/find.sql"), [id], read)
}

/// A device as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceListing {
    /// The device's own row.
    pub device: DeviceRow,
    /// The names of its accounts, as given at enrolment.
    pub people: String,
    /// The name of the site where it enrolled.
    pub site_name: Option<String>,
    /// How often a new install of it began beside another: a copy of its store is in use, or it was restored
    /// from a backup.
    pub forks: u64,
    /// When that last happened, server's clock, ms.
    pub forked_ms: Option<i64>,
    /// When the last of what it wrote arrived, server's clock, ms.
    pub brought_ms: Option<i64>,
}

/// Every device.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<DeviceListing>, StoreError> {
    let mut people = people(connection)?;
    connection.all(sql_file!("device/list.sql"), (), |row| {
        let device = read(row)?;
        let people = people.remove(&device.nr).unwrap_or_default();
        Ok(DeviceListing {
            device,
            people: people.join(", "),
            site_name: row.get(7)?,
            forks: row.get(8)?,
            forked_ms: row.get(9)?,
            brought_ms: row.get(10)?,
        })
    })
}

/// The names of the people of each device.
fn people(connection: &Connection) -> Result<HashMap<DeviceRowId, Vec<String>>, StoreError> {
    let sql = sql!(
        "SELECT da.device, a.name FROM device_account da JOIN account a ON a.nr = da.account ORDER BY a.nr"
    );
    let mut people: HashMap<DeviceRowId, Vec<String>> = HashMap::new();
    for (device, name) in connection.all(sql, (), |row| Ok((row.get(0)?, row.secret(1)?)))? {
        people.entry(device).or_default().push(name);
    }
    Ok(people)
}

fn read(row: &ResultRow<'_>) -> Result<DeviceRow, StoreError> {
    Ok(DeviceRow {
        nr: row.get(0)?,
        id: row.get(1)?,
        key: row.get(2)?,
        site: row.get(3)?,
        site_id: row.get(4)?,
        enrolled_ms: row.get(5)?,
        revoked_ms: row.get(6)?,
    })
}

/// The accounts bound to a device, with their rows, in the order in which they were bound.
///
/// # Errors
/// The database cannot be read.
pub fn accounts(
    connection: &Connection,
    device: DeviceRowId,
) -> Result<Vec<(AccountId, AccountRowId)>, StoreError> {
    connection.all(sql_file!("device/accounts.sql"), [device], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// The accounts bound to a device, as the device gets them.
///
/// # Errors
/// The database cannot be read.
pub fn accounts_told(
    connection: &Connection,
    device: DeviceRowId,
) -> Result<Vec<AccountId>, StoreError> {
    let accounts = accounts(connection, device)?;
    Ok(accounts.into_iter().map(|(id, _)| id).collect())
}

/// The state of an install, or `None` before its first segment.
///
/// # Errors
/// The database cannot be read.
pub fn install(
    connection: &Connection,
    device: DeviceRowId,
    id: InstallId,
) -> Result<Option<InstallRow>, StoreError> {
    let sql = sql_file!("device/install_find.sql");
    connection.first(sql, (device, id), |row| {
        Ok(InstallRow {
            nr: row.get(0)?,
            next_n: row.get(1)?,
            last_hash: row.get(2)?,
            counter: row.get(3)?,
            fingerprint: row.get(4)?,
        })
    })
}

/// The row of an install; makes it if there is none.
///
/// # Errors
/// The database refuses.
pub fn install_row(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    id: InstallId,
) -> Result<InstallRowId, StoreError> {
    let connection = write.connection();
    connection.run(
        sql_file!("device/install_create.sql"),
        (device, id, [0_u8; 32]),
    )?;
    let sql = sql!("SELECT nr FROM install WHERE device = ?1 AND id = ?2");
    connection.one(sql, (device, id), |row| row.get(0))
}

/// Whether the device has another install than this one.
///
/// # Errors
/// The database cannot be read.
pub fn has_another_install(
    connection: &Connection,
    device: DeviceRowId,
    install: InstallRowId,
) -> Result<bool, StoreError> {
    connection.exists(
        sql!("SELECT 1 FROM install WHERE device = ?1 AND nr <> ?2"),
        (device, install),
    )
}

/// Notes that a new install began beside another.
///
/// # Errors
/// The database refuses.
pub fn note_fork(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE device SET forks = forks + 1, forked_ms = ?2 WHERE nr = ?1"),
        (device, now_ms),
    )?;
    Ok(())
}

/// The number of forks of all devices.
///
/// # Errors
/// The database cannot be read.
pub fn forks(connection: &Connection) -> Result<u64, StoreError> {
    let sql = sql!("SELECT CAST(coalesce(sum(forks), 0) AS BIGINT) FROM device");
    connection.one(sql, (), |row| row.get(0))
}

/// Advances the log of an install.
///
/// # Errors
/// The database refuses.
pub fn advance(write: &WriteTransaction<'_>, install: &InstallRow) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("device/install_advance.sql"),
        (
            install.nr,
            signed(install.next_n)?,
            install.last_hash,
            signed(install.counter)?,
            install.fingerprint,
        ),
    )?;
    Ok(())
}

/// Takes the counter of an event stream. Returns whether it rose.
///
/// # Errors
/// The database refuses.
pub fn take_events_counter(
    write: &WriteTransaction<'_>,
    install: InstallRowId,
    counter: u64,
) -> Result<bool, StoreError> {
    let raised = write.connection().run_counted(
        sql!("UPDATE install SET events_counter = ?2 WHERE nr = ?1 AND events_counter < ?2"),
        (install, signed(counter)?),
    )?;
    Ok(raised == 1)
}
