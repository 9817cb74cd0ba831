//! Accounts: listing, one-time passwords, ending one for good.

use puente_audit::{Entry, EntryKind};
use puente_policy::Role;
use puente_record::{AccountId, DeviceId};

use super::{Administration, AdministrationError, DecidedBy};
use crate::enrol::grant_entry;
use crate::one_time_code;
use crate::session::{self, hash_for};
use crate::store::account::{self, AccountRow, GrantRow};
use crate::store::row_id::AccountRowId;
use crate::store::{device, password, session as sessions};

/// An account with its grants, including ended ones.
#[derive(Debug, Clone)]
pub struct AccountSummary {
    /// The account.
    pub account: AccountRow,
    /// Its grants.
    pub grants: Vec<GrantRow>,
    /// Wrong passwords since the last right one; absent while no password was chosen.
    pub password_failures: Option<u64>,
}

impl Administration {
    /// Every account.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn accounts(&self) -> Result<Vec<AccountSummary>, AdministrationError> {
        Ok(self.store.read(|connection| {
            let mut grants = account::grants_of_all(connection)?.into_iter().peekable();
            let mut failures = password::failures_of_all(connection)?;
            let accounts = account::list(connection)?.into_iter();
            // Both come in the order of the accounts.
            Ok(accounts
                .map(|account| AccountSummary {
                    grants: std::iter::from_fn(|| grants.next_if(|(nr, _)| *nr == account.nr))
                        .map(|(_, grant)| grant)
                        .collect(),
                    password_failures: failures.remove(&account.nr),
                    account,
                })
                .collect())
        })?)
    }

    /// Is somebody an administrator?
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_administrator(&self) -> Result<bool, AdministrationError> {
        let accounts = self.accounts()?;
        let mut grants = accounts.iter().flat_map(|account| &account.grants);
        Ok(grants.any(|grant| grant.role == Role::Administrator && grant.lasts()))
    }

    /// The accounts of everybody who uses a device.
    ///
    /// # Errors
    /// The device does not exist, or the database cannot be read.
    pub fn accounts_of_device(
        &self,
        id: DeviceId,
    ) -> Result<Vec<AccountSummary>, AdministrationError> {
        let bound = self.store.read(|connection| {
            let Some(device) = device::find(connection, id)? else {
                return Ok(None);
            };
            device::accounts_told(connection, device.nr).map(Some)
        })?;
        let bound = bound.ok_or(AdministrationError::Missing("device"))?;
        let mut accounts = self.accounts()?;
        accounts.retain(|account| bound.contains(&account.account.id));
        Ok(accounts)
    }

    /// Makes a password that is good once, to choose another within `valid_ms`, and ends all sessions of the
    /// account. This is the only remedy for a forgotten password.
    ///
    /// # Errors
    /// The account does not exist or has ended.
    pub fn reset_password(
        &self,
        now_ms: i64,
        id: AccountId,
        valid_ms: i64,
        by: Option<DecidedBy>,
    ) -> Result<String, AdministrationError> {
        let nr = self.account_row(id)?;
        let password = one_time_code::password_of(self.rng.bytes());
        let hash = hash_for(&password, self.store.pepper(), &mut self.rng.fork());
        let until_ms = now_ms.saturating_add(valid_ms);
        self.store
            .write(move |write| session::reset(write, id, nr, &hash, until_ms, now_ms, by))?;
        Ok(password)
    }

    /// Ends an account for good, with its grants, its password and its sessions. What its devices still bring
    /// is quarantined, after the grace that every ended grant has.
    ///
    /// # Errors
    /// The account does not exist or has ended.
    pub fn end_account(
        &self,
        now_ms: i64,
        id: AccountId,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let nr = self.account_row(id)?;
        self.store.write(move |write| {
            for grant in account::grants(write.connection(), nr)? {
                if grant.lasts() {
                    let (site, role) = (grant.site_id, grant.role);
                    let kind = EntryKind::GrantEnded;
                    let entry = grant_entry(kind, id, site, role.into(), now_ms, by);
                    let leaf = write.log(&entry)?;
                    account::end_grant(write, nr, grant.site, role, now_ms, leaf)?;
                }
            }
            let leaf = write.log(&Entry {
                account: Some(id),
                decided_by: by.map(|by| by.account),
                ..Entry::new(EntryKind::AccountEnded, now_ms)
            })?;
            password::remove(write, nr, leaf)?;
            sessions::end_all(write, nr, "account ended", now_ms, leaf)?;
            account::end(write, nr, now_ms, leaf)
        })?;
        Ok(())
    }

    pub(super) fn account_row(&self, id: AccountId) -> Result<AccountRowId, AdministrationError> {
        let found = self
            .store
            .read(|connection| account::find(connection, id))?
            .ok_or(AdministrationError::Missing("account"))?;
        match found.ended_ms {
            None => Ok(found.nr),
            Some(_) => Err(AdministrationError::Invalid("account_ended")),
        }
    }
}
