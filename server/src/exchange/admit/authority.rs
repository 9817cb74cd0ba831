//! Where an account may do what: grants seen through the policy.

use std::collections::hash_map::Entry;

use puente_admission::Authority;
use puente_policy::{Action, allows};
use puente_record::{AccountId, Compartment};
use rusqlite::Connection;

use super::gathered::{Authorities, GatheredRequest};
use crate::store::account::{self, GRACE_MS, GrantRow};
use crate::store::{StoreError, site};

/// When a change was received, and when it is judged: server's clock, ms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) received_ms: i64,
    pub(super) now_ms: i64,
}

impl Times {
    /// Does a grant count for the change? It counts as of when the change was received, however long it waited
    /// since, and for a while after it ended: for what was made in good faith under it. Of what comes now every
    /// grant that there is was given before, whatever the clock says of it.
    fn counts(self, grant: &GrantRow) -> bool {
        let was_given = self.received_ms == self.now_ms || grant.from_ms <= self.received_ms;
        let ended = grant.until_ms.map(|ms| ms.saturating_add(GRACE_MS));
        was_given && ended.is_none_or(|ended_ms| ended_ms > self.received_ms)
    }
}

/// What an account with these grants may do in a compartment. Where the compartment is not
/// known, what it may do in every one.
fn authority_at(grants: &[GrantRow], compartment: Option<Compartment>, times: Times) -> Authority {
    let at = |action: Action| {
        let may = |grant: &&GrantRow| match compartment {
            Some(compartment) => allows(grant.role, compartment, action),
            None => Compartment::ALL
                .into_iter()
                .all(|compartment| allows(grant.role, compartment, action)),
        };
        let granted = grants.iter().filter(|grant| times.counts(grant));
        let granted = granted.filter(may);
        granted.map(|grant| grant.site_id).collect()
    };
    Authority {
        writes: at(Action::Write),
        resolves: at(Action::Resolve),
        moves: grants_to_move(grants, times),
        may_write_again: false,
    }
}

/// Only a core document holds a home site.
fn grants_to_move(grants: &[GrantRow], times: Times) -> Vec<puente_record::SiteId> {
    let counting = grants.iter().filter(|grant| times.counts(grant));
    counting
        .filter(|grant| allows(grant.role, Compartment::Core, Action::MoveHome))
        .map(|grant| grant.site_id)
        .collect()
}

/// Every right at every site that was ever named. It opens no id: whose document it is nobody can answer for.
pub(crate) fn over_everything(connection: &Connection) -> Result<Authority, StoreError> {
    let sites = site::all_ids(connection)?;
    Ok(Authority {
        writes: sites.clone(),
        resolves: sites.clone(),
        moves: sites,
        may_write_again: true,
    })
}

impl Authorities {
    /// The place of an authority over every site there is: an administrator answers for it. Whose hand it
    /// was stays as it is: only the server's own device writes again in another's name.
    pub(super) fn everything(
        &mut self,
        connection: &Connection,
        may_write_again: bool,
    ) -> Result<u32, StoreError> {
        let place = u32::try_from(self.list.len()).expect("a request has few accounts");
        self.list.push(Authority {
            may_write_again,
            ..over_everything(connection)?
        });
        Ok(place)
    }

    /// The place of an account's authority in the list.
    pub(super) fn of(
        &mut self,
        connection: &Connection,
        account: AccountId,
        compartment: Option<Compartment>,
        times: Times,
    ) -> Result<u32, StoreError> {
        let key = (account, compartment, times.received_ms);
        if let Some(place) = self.index.get(&key) {
            return Ok(*place);
        }
        let grants = match self.grants.entry(account) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(empty) => {
                let grants = match account::find(connection, account)? {
                    Some(account) => account::grants(connection, account.nr)?,
                    None => Vec::new(),
                };
                empty.insert(grants)
            }
        };
        let authority = authority_at(grants, compartment, times);
        // What waited came at many times and mostly under the same grants.
        let known = self.list.iter().position(|known| *known == authority);
        let place = known.unwrap_or_else(|| {
            self.list.push(authority);
            self.list.len() - 1
        });
        let place = u32::try_from(place).expect("a request has few accounts");
        self.index.insert(key, place);
        Ok(place)
    }
}

/// Says of every change that is to be tried what its author may.
pub(super) fn give_authority(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
    now_ms: i64,
) -> Result<(), StoreError> {
    for subject in &mut gathered.subjects {
        let kind = subject.kind;
        for change in &mut subject.waiting {
            let received_ms = change.received_ms;
            let times = Times {
                received_ms,
                now_ms,
            };
            let authorities = &mut gathered.authorities;
            change.authority = authorities.of(connection, change.account, kind, times)?;
        }
        for change in &mut subject.incoming {
            let received_ms = change.received_ms;
            let times = Times {
                received_ms,
                now_ms,
            };
            let authorities = &mut gathered.authorities;
            change.authority = authorities.of(connection, change.account, kind, times)?;
        }
    }
    Ok(())
}
