//! Devices, the accounts bound to them, and their installs.

use puente_protocol::identity::PublicKey;
use puente_record::{AccountId, DeviceId, InstallId, SiteId};
use rusqlite::Connection;

use super::log::LeafIndex;
use super::row_id::{AccountRowId, DeviceRowId, InstallRowId, SiteRowId};
use super::{StoreError, WriteTransaction, bytes, signed, unsigned};

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
    write.connection().execute(
        "INSERT INTO device(id, key, site, enrolled_ms) VALUES (?1, ?2, ?3, ?4)",
        (id.as_bytes(), key, site, now_ms),
    )?;
    Ok(DeviceRowId::new(write.connection().last_insert_rowid()))
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
    write.connection().execute(
        "INSERT INTO device(id, key, site, enrolled_ms)
         SELECT ?1, ?2, site, ?4 FROM device WHERE nr = ?3",
        (id.as_bytes(), key, carrier, NEVER_MS),
    )?;
    Ok(DeviceRowId::new(write.connection().last_insert_rowid()))
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
    write.connection().execute(
        "UPDATE device SET site = ?2, enrolled_ms = ?3 WHERE nr = ?1 AND enrolled_ms = ?4",
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
    write.connection().execute(
        "INSERT INTO device_account(device, account) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
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
    let left = connection.execute(
        "DELETE FROM device_account WHERE device = ?1 AND account = ?2",
        (device, account),
    )?;
    connection.execute(
        include_str!("device/generation_keep.sql"),
        (device, account),
    )?;
    Ok(left > 0)
}

/// The rows of all devices.
///
/// # Errors
/// The database cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<DeviceRowId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT nr FROM device ORDER BY nr")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect::<Result<_, _>>().map_err(StoreError::from)
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
    write.connection().execute(
        "UPDATE device SET revoked_ms = ?2 WHERE nr = ?1 AND revoked_ms IS NULL",
        (device, now_ms),
    )?;
    Ok(())
}

/// The device with this id.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, id: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("device/find.sql"))?;
    let mut rows = statement.query([id.as_bytes()])?;
    rows.next()?.map(read).transpose()
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
}

/// Every device.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<DeviceListing>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("device/list.sql"))?;
    let mut rows = statement.query([])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        devices.push(DeviceListing {
            device: read(row)?,
            people: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
            site_name: row.get(8)?,
            forks: unsigned(row.get(9)?)?,
            forked_ms: row.get(10)?,
        });
    }
    Ok(devices)
}

fn read(row: &rusqlite::Row<'_>) -> Result<DeviceRow, StoreError> {
    let blob = |index| {
        row.get_ref(index)
            .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
    };
    Ok(DeviceRow {
        nr: row.get(0)?,
        id: DeviceId::from_slice(blob(1)?)?,
        key: bytes(blob(2)?)?,
        site: row.get(3)?,
        site_id: SiteId::from_slice(blob(4)?)?,
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
    let mut statement = connection.prepare_cached(include_str!("device/accounts.sql"))?;
    let mut rows = statement.query([device])?;
    let mut accounts = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        accounts.push((AccountId::from_slice(id)?, row.get(1)?));
    }
    Ok(accounts)
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
    let mut statement = connection.prepare_cached(include_str!("device/install_find.sql"))?;
    let mut rows = statement.query((device, id.as_bytes()))?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let blob = |index| {
        row.get_ref(index)
            .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
    };
    Ok(Some(InstallRow {
        nr: row.get(0)?,
        next_n: unsigned(row.get(1)?)?,
        last_hash: bytes(blob(2)?)?,
        counter: unsigned(row.get(3)?)?,
        fingerprint: bytes(blob(4)?)?,
    }))
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
    write
        .connection()
        .prepare_cached(include_str!("device/install_create.sql"))?
        .execute((device, id.as_bytes(), [0_u8; 32]))?;
    Ok(write
        .connection()
        .prepare_cached("SELECT nr FROM install WHERE device = ?1 AND id = ?2")?
        .query_row((device, id.as_bytes()), |row| row.get(0))?)
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
    Ok(connection
        .prepare_cached("SELECT 1 FROM install WHERE device = ?1 AND nr <> ?2")?
        .exists((device, install))?)
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
    write.connection().execute(
        "UPDATE device SET forks = forks + 1, forked_ms = ?2 WHERE nr = ?1",
        (device, now_ms),
    )?;
    Ok(())
}

/// The number of forks of all devices.
///
/// # Errors
/// The database cannot be read.
pub fn forks(connection: &Connection) -> Result<u64, StoreError> {
    let forks: i64 = connection
        .prepare_cached("SELECT CAST(coalesce(sum(forks), 0) AS BIGINT) FROM device")?
        .query_row([], |row| row.get(0))?;
    unsigned(forks)
}

/// Advances the log of an install.
///
/// # Errors
/// The database refuses.
pub fn advance(write: &WriteTransaction<'_>, install: &InstallRow) -> Result<(), StoreError> {
    write
        .connection()
        .prepare_cached(include_str!("device/install_advance.sql"))?
        .execute((
            install.nr,
            signed(install.next_n)?,
            install.last_hash,
            signed(install.counter)?,
            install.fingerprint,
        ))?;
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
    let raised = write.connection().execute(
        "UPDATE install SET events_counter = ?2 WHERE nr = ?1 AND events_counter < ?2",
        (install, signed(counter)?),
    )?;
    Ok(raised == 1)
}
