//! Grants: which account has which role at which site.

use puente_audit::EntryKind;
use puente_policy::{Role, goes_together};
use puente_record::AccountId;

use super::{Administration, AdministrationError, DecidedBy};
use crate::enrol::grant_entry;
use crate::store::account::{self, GrantRow};

impl Administration {
    /// Grants a role at a site.
    ///
    /// # Errors
    /// The account or the site does not exist, or the account has a role that does not go together with this one.
    pub fn add_grant(
        &self,
        now_ms: i64,
        account: AccountId,
        site: &str,
        role: Role,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let (nr, site) = (self.account_row(account)?, self.site(site)?);
        let id = site.facts.id;
        let given = self.store.write(move |write| {
            let held = account::grants(write.connection(), nr)?;
            let mut lasting = held.iter().filter(|grant| grant.lasts());
            if !lasting.all(|held| goes_together(held.role, role)) {
                return Ok(false);
            }
            let entry = grant_entry(EntryKind::GrantAdded, account, id, role, now_ms, by);
            let leaf = write.log(&entry)?;
            account::grant(write, nr, site.nr, role, now_ms, leaf)?;
            Ok(true)
        })?;
        match given {
            true => Ok(()),
            false => Err(AdministrationError::Invalid("roles_apart")),
        }
    }

    /// Ends a role at a site. Edits made before its end still count for [`puente_policy::GRACE_MS`].
    ///
    /// # Errors
    /// The account, the site or the grant does not exist.
    pub fn end_grant(
        &self,
        now_ms: i64,
        account: AccountId,
        site: &str,
        role: Role,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let (nr, site) = (self.account_row(account)?, self.site(site)?);
        let grants = self
            .store
            .read(|connection| account::grants(connection, nr))?;
        let lasts = |grant: &GrantRow| grant.site == site.nr && grant.role == role && grant.lasts();
        if !grants.iter().any(lasts) {
            return Err(AdministrationError::Missing("grant"));
        }
        self.store.write(move |write| {
            let id = site.facts.id;
            let entry = grant_entry(EntryKind::GrantEnded, account, id, role, now_ms, by);
            let leaf = write.log(&entry)?;
            account::end_grant(write, nr, site.nr, role, now_ms, leaf)
        })?;
        Ok(())
    }
}
