//! Authors: an author is an account on a device. Other rows refer to an author by its row.

use puente_protocol::page::{Author, Signer};
use puente_record::{AccountId, InstallId};

use super::engine::{sql, sql_file};
use super::row_id::{AuthorRowId, DeviceRowId};
use super::{Connection, StoreError, WriteTransaction};

/// The row of an author; makes it if there is none.
///
/// # Errors
/// The database refuses.
pub fn row_of(
    write: &WriteTransaction<'_>,
    account: AccountId,
    device: DeviceRowId,
) -> Result<AuthorRowId, StoreError> {
    let found = find(write.connection(), account, device)?;
    if let Some(nr) = found {
        return Ok(nr);
    }
    write.connection().insert(
        sql!("INSERT INTO author(account, device) VALUES (?1, ?2) RETURNING nr"),
        (account, device),
    )
}

fn find(
    connection: &Connection,
    account: AccountId,
    device: DeviceRowId,
) -> Result<Option<AuthorRowId>, StoreError> {
    let sql = sql!("SELECT nr FROM author WHERE account = ?1 AND device = ?2");
    connection.first(sql, (account, device), |row| row.get(0))
}

/// Whether a segment came from this device in the name of this account.
///
/// # Errors
/// The database cannot be read.
pub fn is_heard(
    connection: &Connection,
    account: AccountId,
    device: DeviceRowId,
) -> Result<bool, StoreError> {
    Ok(find(connection, account, device)?.is_some())
}

/// The row of an author's device.
///
/// # Errors
/// The database cannot be read.
pub fn device_of(connection: &Connection, author: AuthorRowId) -> Result<DeviceRowId, StoreError> {
    let sql = sql!("SELECT device FROM author WHERE nr = ?1");
    connection.one(sql, [author], |row| row.get(0))
}

/// An author as devices get it, with the latest install of the author's device.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, author: AuthorRowId) -> Result<Author, StoreError> {
    let found = connection.first(sql_file!("author/load.sql"), [author], |row| {
        let install: Option<InstallId> = row.get(5)?;
        let signer = Signer {
            key: row.get(4)?,
            // Of a device that is known by changes alone which another brought: its key proves them, no actor follows.
            install: install.unwrap_or(InstallId::from_bytes([0; 16])),
        };
        Ok(Author {
            account: row.get(0)?,
            device: row.get(1)?,
            name: row.secret(2)?,
            site: row.get(3)?,
            signer: Some(signer),
        })
    })?;
    found.ok_or(StoreError::Damaged("an author is missing"))
}
