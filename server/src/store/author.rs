//! Authors: an author is an account on a device. Other rows refer to an author by its row.

use puente_protocol::page::{Author, Signer};
use puente_record::{AccountId, DeviceId, InstallId, SiteId};
use rusqlite::{Connection, OptionalExtension};

use super::row_id::{AuthorRowId, DeviceRowId};
use super::{StoreError, WriteTransaction};

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
    write.connection().execute(
        "INSERT INTO author(account, device) VALUES (?1, ?2)",
        (account.as_bytes(), device),
    )?;
    Ok(AuthorRowId::new(write.connection().last_insert_rowid()))
}

fn find(
    connection: &Connection,
    account: AccountId,
    device: DeviceRowId,
) -> Result<Option<AuthorRowId>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT nr FROM author WHERE account = ?1 AND device = ?2")?
        .query_row((account.as_bytes(), device), |row| row.get(0))
        .optional()?)
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
    Ok(connection
        .prepare_cached("SELECT device FROM author WHERE nr = ?1")?
        .query_row([author], |row| row.get(0))?)
}

/// An author as devices get it, with the latest install of the author's device.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, author: AuthorRowId) -> Result<Author, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("author/load.sql"))?;
    let mut rows = statement.query([author])?;
    let row = rows
        .next()?
        .ok_or(StoreError::Damaged("an author is missing"))?;
    let blob = |index| {
        row.get_ref(index)
            .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
    };
    let signer = Signer {
        key: blob(4)?
            .try_into()
            .map_err(|_| StoreError::Damaged("the key of a device"))?,
        install: row.get_ref(5)?.as_blob_or_null().map_err(rusqlite::Error::from)?
            .map_or(Ok(InstallId::from_bytes([0; 16])), InstallId::from_slice)?,
    };
    Ok(Author {
        account: AccountId::from_slice(blob(0)?)?,
        device: DeviceId::from_slice(blob(1)?)?,
        name: row.get(2)?,
        site: SiteId::from_slice(blob(3)?)?,
        signer: Some(signer),
    })
}
