//! Passwords, as hashes. `session` makes every decision about them.

use std::collections::HashMap;

use super::engine::{sql, sql_file};
use super::log::LeafIndex;
use super::row_id::AccountRowId;
use super::{Connection, StoreError, WriteTransaction};

/// The hash of a password, and how it was made.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash {
    /// KiB of memory used to make it.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Random bytes for this hash only.
    pub salt: [u8; 16],
    /// argon2id of the password.
    pub hash: [u8; 32],
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hash")
            .field("memory_kib", &self.memory_kib)
            .field("passes", &self.passes)
            .finish_non_exhaustive()
    }
}

/// The password of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPassword {
    /// Its hash.
    pub hash: PasswordHash,
    /// For a password that was handed over: until when, server's clock, ms, it may be used to choose another
    /// one.
    pub once_until_ms: Option<i64>,
    /// Wrong attempts since the last right one.
    pub failures: u32,
    /// When the last wrong attempt was, server's clock, ms.
    pub failed_ms: i64,
}

/// The password of the account in this row; `None` if none was set.
///
/// # Errors
/// The database cannot be read.
pub fn load(
    connection: &Connection,
    account: AccountRowId,
) -> Result<Option<StoredPassword>, StoreError> {
    connection.first(sql_file!("password/load.sql"), [account], |row| {
        Ok(StoredPassword {
            hash: PasswordHash {
                memory_kib: row.get(0)?,
                passes: row.get(1)?,
                salt: row.get(2)?,
                hash: row.get(3)?,
            },
            once_until_ms: row.get(4)?,
            failures: row.get(5)?,
            failed_ms: row.get(6)?,
        })
    })
}

/// Sets a password and forgets the wrong attempts.
///
/// # Errors
/// The database refuses.
pub fn set(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    hash: &PasswordHash,
    once_until_ms: Option<i64>,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("password/set.sql"),
        (
            account,
            hash.memory_kib,
            hash.passes,
            hash.salt,
            hash.hash,
            once_until_ms,
        ),
    )?;
    Ok(())
}

/// Replaces the hash of the same password by a stronger one.
///
/// # Errors
/// The database refuses.
pub fn strengthen(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    hash: &PasswordHash,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE password SET memory_kib = ?2, passes = ?3, salt = ?4, hash = ?5 WHERE account = ?1"),
        (account, hash.memory_kib, hash.passes, hash.salt, hash.hash),
    )?;
    Ok(())
}

/// Counts a wrong attempt.
///
/// # Errors
/// The database refuses.
pub fn count_failure(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE password SET failures = failures + 1, failed_ms = ?2 WHERE account = ?1"),
        (account, now_ms),
    )?;
    Ok(())
}

/// Forgets the wrong attempts after a right one.
///
/// # Errors
/// The database refuses.
pub fn forgive(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE password SET failures = 0 WHERE account = ?1"),
        [account],
    )?;
    Ok(())
}

/// Removes the password of an account that ended.
///
/// # Errors
/// The database refuses.
pub fn remove(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    let sql = sql!("DELETE FROM password WHERE account = ?1");
    write.connection().run(sql, [account])?;
    Ok(())
}

/// The number of wrong attempts for every account that has a password, for lists.
///
/// # Errors
/// The database cannot be read.
pub fn failures_of_all(connection: &Connection) -> Result<HashMap<AccountRowId, u64>, StoreError> {
    let sql = sql!("SELECT account, failures FROM password");
    let all = connection.all(sql, (), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}
