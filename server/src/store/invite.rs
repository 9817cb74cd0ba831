//! One-time codes. Only a keyed hash of a code is stored.

use puente_policy::Role;

use super::engine::{sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{AccountRowId, DeviceRowId, SiteRowId};
use super::{Connection, StoreError, WriteTransaction};

/// A one-time code as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteRow {
    /// Keyed hash of the whole code.
    pub proof: [u8; 32],
    /// Row of the site at which it enrols.
    pub site: SiteRowId,
    /// The role that it grants there.
    pub role: Role,
    /// When that role is to end, server's clock, ms; `None` if nobody said.
    pub role_ends_ms: Option<i64>,
    /// Row of the account on whose right the code rests; `None` for the machine's own.
    pub issuer: Option<AccountRowId>,
    /// When it expires, server's clock, ms.
    pub expires_ms: i64,
    /// How many wrong codes had the same beginning.
    pub failures: u32,
    /// Rows of the device and account that used it.
    pub used_by: Option<(DeviceRowId, AccountRowId)>,
}

/// Stores a new code.
///
/// # Errors
/// The database refuses, also if there is one with the same beginning.
pub fn insert(
    write: &WriteTransaction<'_>,
    lookup: &str,
    invite: &InviteRow,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("invite/insert.sql"),
        (
            lookup,
            invite.proof,
            invite.site,
            invite.role.as_str(),
            now_ms,
            invite.expires_ms,
            invite.role_ends_ms,
            invite.issuer,
        ),
    )?;
    Ok(())
}

/// The code with this beginning.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, lookup: &str) -> Result<Option<InviteRow>, StoreError> {
    let sql = sql!(
        "SELECT proof, site, role, expires_ms, failures, device, account, role_ends_ms, issuer
         FROM invite WHERE lookup = ?1"
    );
    connection.first(sql, [lookup], |row| {
        let used: (Option<DeviceRowId>, Option<AccountRowId>) = (row.get(5)?, row.get(6)?);
        let role: &str = row.get(2)?;
        Ok(InviteRow {
            proof: row.get(0)?,
            site: row.get(1)?,
            role: role
                .parse()
                .map_err(|_| StoreError::Damaged("a code of no known role"))?,
            expires_ms: row.get(3)?,
            failures: row.get(4)?,
            used_by: used.0.zip(used.1),
            role_ends_ms: row.get(7)?,
            issuer: row.get(8)?,
        })
    })
}

/// Counts a wrong code with this beginning.
///
/// # Errors
/// The database refuses.
pub fn count_failure(write: &WriteTransaction<'_>, lookup: &str) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE invite SET failures = failures + 1 WHERE lookup = ?1"),
        [lookup],
    )?;
    Ok(())
}

/// Marks a code as used.
///
/// # Errors
/// The database refuses.
pub fn mark_used(
    write: &WriteTransaction<'_>,
    lookup: &str,
    (device, account): (DeviceRowId, AccountRowId),
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE invite SET used_ms = ?2, device = ?3, account = ?4 WHERE lookup = ?1"),
        (lookup, now_ms, device, account),
    )?;
    Ok(())
}
