//! Grants: which account has which role at which site, and for how long.

use puente_audit::EntryKind;
use puente_policy::{Role, goes_together};
use puente_record::date::{Day, Moment};
use puente_record::{AccountId, SiteFacts};

use super::{Administration, AdministrationError, DecidedBy};
use crate::enrol::grant_entry;
use crate::store::account::{self, GrantRow, RoleTerm};

/// A role until the end of a day at a site, written `YYYY-MM-DD`; for good without one.
///
/// # Errors
/// This is no day, or it is over there.
pub fn role_until(
    role: Role,
    last_day: Option<&str>,
    site: &SiteFacts,
    now_ms: i64,
) -> Result<RoleTerm, AdministrationError> {
    let invalid = || AdministrationError::Invalid("last_day");
    let Some(last_day) = last_day else {
        return Ok(role.into());
    };
    let day: Day = last_day.parse().map_err(|_| invalid())?;
    let rule = site.rule();
    if day < rule.local(Moment::from_unix_ms(now_ms)).day {
        return Err(invalid());
    }
    let ends_ms = Some(rule.day_end(day).unix_ms());
    Ok(RoleTerm { role, ends_ms })
}

/// The last day at a site of a role that is to end then.
#[must_use]
pub fn last_day(ends_ms: i64, site: &SiteFacts) -> Day {
    site.rule().local(Moment::from_unix_ms(ends_ms - 1)).day
}

impl Administration {
    /// Gives a role at a site, or sets anew when a role that the account has there is to end.
    ///
    /// # Errors
    /// The account or the site does not exist, or the account has a role that does not go together with this one.
    pub fn add_grant(
        &self,
        now_ms: i64,
        account: AccountId,
        site: &str,
        term: impl Into<RoleTerm>,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let (nr, site) = (self.account_row(account)?, self.site(site)?);
        let (id, term) = (site.facts.id, term.into());
        let given = self.store.write(move |write| {
            let held = account::grants(write.connection(), nr)?;
            let lasting = || held.iter().filter(|grant| grant.lasts());
            if !lasting().all(|held| goes_together(held.role, term.role)) {
                return Ok(false);
            }
            let mut same = lasting().filter(|held| held.site == site.nr && held.role == term.role);
            let before = same.next().map(|held| held.ends_ms);
            // Somebody pressed twice, or the answer was lost.
            if before == Some(term.ends_ms) {
                return Ok(true);
            }
            let leaf = write.log(&grant_entry(
                EntryKind::GrantAdded,
                account,
                id,
                term,
                now_ms,
                by,
            ))?;
            match before {
                Some(_) => account::set_end(write, nr, site.nr, term, leaf)?,
                None => account::grant(write, nr, site.nr, term, now_ms, leaf)?,
            }
            Ok(true)
        })?;
        self.listeners.wake_all();
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
            let entry = grant_entry(EntryKind::GrantEnded, account, id, role.into(), now_ms, by);
            let leaf = write.log(&entry)?;
            account::end_grant(write, nr, site.nr, role, now_ms, leaf)
        })?;
        self.listeners.wake_all();
        Ok(())
    }

    /// Ends the roles whose time is over, as of when it was over, and pokes their devices. Call it about once a second:
    /// whether a role lasts is read from the database and not from the clock, because a clock that is set back must not
    /// restore a role.
    ///
    /// # Errors
    /// The database fails.
    pub fn end_due_grants(&self, now_ms: i64) -> Result<(), AdministrationError> {
        let due = self
            .store
            .read(|connection| account::due(connection, now_ms))?;
        if due.is_empty() {
            return Ok(());
        }
        self.store.write(move |write| {
            for (nr, grant) in account::due(write.connection(), now_ms)? {
                let (id, term) = (grant.account, grant.role.into());
                let kind = EntryKind::GrantEnded;
                let entry = grant_entry(kind, id, grant.site_id, term, now_ms, None);
                let leaf = write.log(&entry)?;
                let end_ms = grant.ends_ms.unwrap_or(now_ms);
                account::end_grant(write, nr, grant.site, grant.role, end_ms, leaf)?;
            }
            Ok(())
        })?;
        self.listeners.wake_all();
        Ok(())
    }
}
