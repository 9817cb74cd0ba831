//! Sessions and their refresh tokens.

use puente_record::{AccountId, DeviceId};

use super::engine::{ResultRow, sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{AccountRowId, DeviceRowId, SessionRowId};
use super::{Connection, StoreError, WriteTransaction};

/// A session, with what is needed to check its requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The number of its row.
    pub nr: SessionRowId,
    /// The session's id.
    pub id: [u8; 16],
    /// Row of its account.
    pub account_nr: AccountRowId,
    /// The id of its account.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The present generation of the account.
    pub generation: u64,
    /// Row of its device.
    pub device_nr: DeviceRowId,
    /// The id of its device.
    pub device: DeviceId,
    /// The device's key.
    pub key: [u8; 32],
    /// Whether it may be used: neither the session nor its account has ended, and its device is not revoked.
    pub is_live: bool,
    /// When it began, server's clock, ms.
    pub started_ms: i64,
}

/// A refresh token as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// Row of its session.
    pub session: SessionRowId,
    /// When it expires, server's clock, ms.
    pub expires_ms: i64,
    /// When it was used, and by which request.
    pub used: Option<(i64, Vec<u8>)>,
}

/// Starts a session.
///
/// # Errors
/// The database refuses.
pub fn begin(
    write: &WriteTransaction<'_>,
    id: [u8; 16],
    account: AccountRowId,
    device: DeviceRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<SessionRowId, StoreError> {
    write.connection().insert(
        sql!(
            "INSERT INTO session(id, account, device, started_ms) VALUES (?1, ?2, ?3, ?4)
             RETURNING nr"
        ),
        (id, account, device, now_ms),
    )
}

/// The session with this id.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, id: [u8; 16]) -> Result<Option<SessionRow>, StoreError> {
    connection.first(sql_file!("session/find.sql"), [id], read)
}

/// The session in this row.
///
/// # Errors
/// The database cannot be read.
pub fn load(
    connection: &Connection,
    session: SessionRowId,
) -> Result<Option<SessionRow>, StoreError> {
    connection.first(sql_file!("session/load.sql"), [session], read)
}

fn read(row: &ResultRow<'_>) -> Result<SessionRow, StoreError> {
    Ok(SessionRow {
        nr: row.get(0)?,
        id: row.get(1)?,
        account_nr: row.get(2)?,
        account: row.get(3)?,
        name: row.secret(4)?,
        generation: row.get(5)?,
        device_nr: row.get(6)?,
        device: row.get(7)?,
        key: row.get(8)?,
        is_live: row.get(9)?,
        started_ms: row.get(10)?,
    })
}

/// Ends a session. Returns whether it was still open.
///
/// # Errors
/// The database refuses.
pub fn end(
    write: &WriteTransaction<'_>,
    session: SessionRowId,
    why: &str,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<bool, StoreError> {
    let ended = write.connection().run_counted(
        sql!("UPDATE session SET ended_ms = ?2, ended_why = ?3 WHERE nr = ?1 AND ended_ms IS NULL"),
        (session, now_ms, why),
    )?;
    Ok(ended == 1)
}

/// Ends every session of an account.
///
/// # Errors
/// The database refuses.
pub fn end_all(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    why: &str,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE session SET ended_ms = ?2, ended_why = ?3 WHERE account = ?1 AND ended_ms IS NULL"),
        (account, now_ms, why),
    )?;
    Ok(())
}

/// Ends every session and forgets the keys of tokens, because a new epoch begins.
///
/// # Errors
/// The database refuses.
pub(super) fn end_every(write: &WriteTransaction<'_>, now_ms: i64) -> Result<(), StoreError> {
    let connection = write.connection();
    connection.run(
        sql!("UPDATE session SET ended_ms = ?1, ended_why = 'restored' WHERE ended_ms IS NULL"),
        [now_ms],
    )?;
    connection.run(sql!("DELETE FROM refresh_token"), ())?;
    connection.run(sql!("DELETE FROM token_key"), ())?;
    Ok(())
}

/// Stores a refresh token. If it exists already, it stays unchanged.
///
/// # Errors
/// The database refuses.
pub fn issue(
    write: &WriteTransaction<'_>,
    hash: [u8; 32],
    session: SessionRowId,
    expires_ms: i64,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("INSERT INTO refresh_token(hash, session, expires_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        (hash, session, expires_ms),
    )?;
    Ok(())
}

/// The refresh token with this hash.
///
/// # Errors
/// The database cannot be read.
pub fn refresh(
    connection: &Connection,
    hash: [u8; 32],
) -> Result<Option<RefreshToken>, StoreError> {
    let sql =
        sql!("SELECT session, expires_ms, used_ms, request FROM refresh_token WHERE hash = ?1");
    connection.first(sql, [hash], |row| {
        let (used_ms, request): (Option<i64>, Option<Vec<u8>>) = (row.get(2)?, row.get(3)?);
        Ok(RefreshToken {
            session: row.get(0)?,
            expires_ms: row.get(1)?,
            used: used_ms.zip(request),
        })
    })
}

/// Marks a refresh token as used.
///
/// # Errors
/// The database refuses.
pub fn mark_used(
    write: &WriteTransaction<'_>,
    hash: [u8; 32],
    request: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE refresh_token SET used_ms = ?2, request = ?3 WHERE hash = ?1"),
        (hash, now_ms, request),
    )?;
    Ok(())
}

/// Deletes the refresh tokens that expired before this time.
///
/// # Errors
/// The database refuses.
pub fn forget(write: &WriteTransaction<'_>, before_ms: i64) -> Result<(), StoreError> {
    write.connection().run(
        sql!("DELETE FROM refresh_token WHERE expires_ms < ?1"),
        [before_ms],
    )?;
    Ok(())
}
