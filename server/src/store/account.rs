//! Accounts and their grants.

use puente_policy::{GrantPeriod, Role};
use puente_protocol::page::Grant;
use puente_record::{AccountId, SiteId};

use super::engine::{ResultRow, Sql, ToValue, sql, sql_file};
use super::log::LeafIndex;
use super::row_id::{AccountRowId, DeviceRowId, SiteRowId};
use super::{Connection, StoreError, WriteTransaction};

/// A role, for a time or until somebody ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleTerm {
    /// The role.
    pub role: Role,
    /// When it is to end, server's clock, ms; `None` if nobody said.
    pub ends_ms: Option<i64>,
}

impl From<Role> for RoleTerm {
    fn from(role: Role) -> Self {
        Self {
            role,
            ends_ms: None,
        }
    }
}

/// One role at one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// The account's id.
    pub account: AccountId,
    /// The row of the site.
    pub site: SiteRowId,
    /// The site's id.
    pub site_id: SiteId,
    /// The site's name; empty if the site was never set up.
    pub site_name: String,
    /// The role there.
    pub role: Role,
    /// When the grant began, server's clock, ms.
    pub from_ms: i64,
    /// When it ended, server's clock, ms; `None` while it lasts.
    pub until_ms: Option<i64>,
    /// When it is to end, server's clock, ms; `None` if nobody said.
    pub ends_ms: Option<i64>,
}

impl GrantRow {
    /// See [`GrantPeriod::lasts`].
    #[must_use]
    pub const fn lasts(&self) -> bool {
        self.period().lasts()
    }

    /// The time of the grant, with the site's id.
    #[must_use]
    pub const fn period(&self) -> GrantPeriod {
        self.period_at(self.site_id)
    }

    /// The same, with the site's row.
    #[must_use]
    pub const fn period_at_row(&self) -> GrantPeriod<SiteRowId> {
        self.period_at(self.site)
    }

    const fn period_at<S: Copy>(&self, site: S) -> GrantPeriod<S> {
        GrantPeriod {
            site,
            role: self.role,
            from_ms: self.from_ms,
            until_ms: self.until_ms,
            ends_ms: self.ends_ms,
        }
    }

    /// The grant as a device gets it. It names its account, because a device of several people must tell them
    /// apart, even people whom a restored server does not know.
    #[must_use]
    pub fn to_grant(&self) -> Grant {
        Grant {
            site: self.site_id,
            site_name: self.site_name.clone(),
            role: self.role,
            account: Some(self.account),
            ends_ms: self.ends_ms,
        }
    }
}

/// An account as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// The number of its row.
    pub nr: AccountRowId,
    /// The account's id.
    pub id: AccountId,
    /// The person's name as given at enrolment.
    pub name: String,
    /// When the account was ended for good, server's clock, ms; `None` if it was not.
    pub ended_ms: Option<i64>,
}

/// Makes an account.
///
/// # Errors
/// The database refuses.
pub fn create(
    write: &WriteTransaction<'_>,
    id: AccountId,
    name: &str,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<AccountRowId, StoreError> {
    write.connection().insert(
        sql!(
            "INSERT INTO account(id, name, generation, created_ms) VALUES (?1, ?2, 1, ?3)
             RETURNING nr"
        ),
        (id, name, now_ms),
    )
}

/// Whether there is such an account.
///
/// # Errors
/// The database cannot be read.
pub fn exists(connection: &Connection, id: AccountId) -> Result<bool, StoreError> {
    connection.exists(sql!("SELECT 1 FROM account WHERE id = ?1"), [id])
}

/// Grants a role at a site and raises the account's generation.
///
/// # Errors
/// The database refuses.
pub fn grant(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    site: SiteRowId,
    term: RoleTerm,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!(
            "INSERT INTO role_grant(account, site, role, from_ms, ends_ms) VALUES (?1, ?2, ?3, ?4, ?5)"
        ),
        (account, site, term.role.as_str(), now_ms, term.ends_ms),
    )?;
    raise_generation(write.connection(), account)
}

/// Sets when a role that lasts is to end, and raises the account's generation.
///
/// # Errors
/// The database refuses.
pub fn set_end(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    site: SiteRowId,
    term: RoleTerm,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("account/grant_set_end.sql"),
        (account, site, term.role.as_str(), term.ends_ms),
    )?;
    raise_generation(write.connection(), account)
}

/// The grants that last and were to end by now, with the rows of their accounts.
///
/// # Errors
/// The database cannot be read.
pub fn due(
    connection: &Connection,
    now_ms: i64,
) -> Result<Vec<(AccountRowId, GrantRow)>, StoreError> {
    connection.all(sql_file!("account/due.sql"), [now_ms], read_grant_of)
}

/// Ends a role at a site and raises the account's generation. Returns whether the account had the role.
///
/// # Errors
/// The database refuses.
pub fn end_grant(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    site: SiteRowId,
    role: Role,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<bool, StoreError> {
    let ended = write.connection().run(
        sql_file!("account/grant_end.sql"),
        (account, site, role.as_str(), now_ms),
    )?;
    raise_generation(write.connection(), account)?;
    Ok(ended > 0)
}

/// Ends an account for good.
///
/// # Errors
/// The database refuses.
pub fn end(
    write: &WriteTransaction<'_>,
    account: AccountRowId,
    now_ms: i64,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE account SET ended_ms = ?2 WHERE nr = ?1"),
        (account, now_ms),
    )?;
    raise_generation(write.connection(), account)
}

/// Raises the generation of an account: its devices ask what changed, and its access tokens end.
///
/// # Errors
/// The database refuses.
pub(crate) fn raise_generation(
    connection: &Connection,
    account: AccountRowId,
) -> Result<(), StoreError> {
    connection.run(
        sql!("UPDATE account SET generation = generation + 1 WHERE nr = ?1"),
        [account],
    )?;
    Ok(())
}

/// The account with this id.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
    let sql = sql!("SELECT nr, id, name, ended_ms FROM account WHERE id = ?1");
    connection.first(sql, [id], read)
}

/// The id of the account in this row.
///
/// # Errors
/// The database cannot be read.
pub fn id_of(connection: &Connection, account: AccountRowId) -> Result<AccountId, StoreError> {
    let sql = sql!("SELECT id FROM account WHERE nr = ?1");
    connection.one(sql, [account], |row| row.get(0))
}

/// Every account.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<AccountRow>, StoreError> {
    let sql = sql!("SELECT nr, id, name, ended_ms FROM account ORDER BY nr");
    connection.all(sql, (), read)
}

fn read(row: &ResultRow<'_>) -> Result<AccountRow, StoreError> {
    Ok(AccountRow {
        nr: row.get(0)?,
        id: row.get(1)?,
        name: row.get(2)?,
        ended_ms: row.get(3)?,
    })
}

/// All grants of an account, including ended ones.
///
/// # Errors
/// The database cannot be read.
pub fn grants(connection: &Connection, account: AccountRowId) -> Result<Vec<GrantRow>, StoreError> {
    read_grants(
        connection,
        sql_file!("account/grants_of_account.sql"),
        account,
    )
}

/// All grants of the accounts of a device, including ended ones.
///
/// # Errors
/// The database cannot be read.
pub fn grants_of_device(
    connection: &Connection,
    device: DeviceRowId,
) -> Result<Vec<GrantRow>, StoreError> {
    read_grants(
        connection,
        sql_file!("account/grants_of_device.sql"),
        device,
    )
}

fn read_grants(
    connection: &Connection,
    sql: &Sql,
    of: impl ToValue,
) -> Result<Vec<GrantRow>, StoreError> {
    connection.all(sql, [of], read_grant)
}

fn read_grant(row: &ResultRow<'_>) -> Result<GrantRow, StoreError> {
    let role: &str = row.get(3)?;
    Ok(GrantRow {
        account: row.get(5)?,
        site: row.get(0)?,
        site_id: row.get(1)?,
        site_name: row.get(2)?,
        role: role
            .parse()
            .map_err(|_| StoreError::Damaged("a grant of no known role"))?,
        from_ms: row.get(6)?,
        until_ms: row.get(4)?,
        ends_ms: row.get(7)?,
    })
}

/// All grants of every account, including ended ones, with the row of the account, in the order of the accounts.
///
/// # Errors
/// The database cannot be read.
pub fn grants_of_all(connection: &Connection) -> Result<Vec<(AccountRowId, GrantRow)>, StoreError> {
    connection.all(sql_file!("account/grants_of_all.sql"), (), read_grant_of)
}

fn read_grant_of(row: &ResultRow<'_>) -> Result<(AccountRowId, GrantRow), StoreError> {
    Ok((row.get(8)?, read_grant(row)?))
}

/// The generation of a device's grants: 1 plus the sum over its accounts, so that any change of any of them
/// raises it. A device that has got no grants yet sends 0.
///
/// # Errors
/// The database cannot be read.
pub fn generation(connection: &Connection, device: DeviceRowId) -> Result<u64, StoreError> {
    let sql = sql_file!("account/generation.sql");
    connection.one(sql, [device], |row| row.get(0))
}

/// Raises the generation of every account of a device, so that the device asks what changed.
///
/// # Errors
/// The database refuses.
pub fn raise_generation_of_device(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
) -> Result<(), StoreError> {
    write
        .connection()
        .run(sql_file!("account/generation_raise.sql"), [device])?;
    Ok(())
}

/// Raises the generation of every account, so that all devices ask what changed.
///
/// # Errors
/// The database refuses.
pub fn raise_every_generation(write: &WriteTransaction<'_>) -> Result<(), StoreError> {
    let sql = sql!("UPDATE account SET generation = generation + 1");
    write.connection().run(sql, ())?;
    Ok(())
}
