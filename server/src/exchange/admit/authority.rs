//! Where an account may do what: grants seen through the policy.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use puente_admission::Authority;
use puente_policy::{Action, allows};
use puente_record::{AccountId, Compartment};
use rusqlite::Connection;

use super::gather::Gathered;
use crate::store::account::{self, GRACE_MS, GrantRow};
use crate::store::{StoreError, site};

/// What an account with these grants may do in a compartment now. Where the compartment is not
/// known, what it may do in every one.
fn authority_at(grants: &[GrantRow], compartment: Option<Compartment>, now_ms: i64) -> Authority {
    let at = |action: Action| {
        let may = |grant: &&GrantRow| match compartment {
            Some(compartment) => allows(grant.role, compartment, action),
            None => Compartment::ALL
                .into_iter()
                .all(|compartment| allows(grant.role, compartment, action)),
        };
        // Made in good faith under a grant that has ended since.
        let counts = |grant: &&GrantRow| {
            grant
                .until_ms
                .is_none_or(|until_ms| until_ms.saturating_add(GRACE_MS) > now_ms)
        };
        let granted = grants.iter().filter(counts).filter(may);
        granted.map(|grant| grant.site_id).collect()
    };
    Authority {
        writes: at(Action::Write),
        resolves: at(Action::Resolve),
        moves: grants_to_move(grants, now_ms),
        may_write_again: false,
    }
}

/// Only a core document holds a home site.
fn grants_to_move(grants: &[GrantRow], now_ms: i64) -> Vec<puente_record::SiteId> {
    let lasting = grants.iter().filter(|grant| {
        grant
            .until_ms
            .is_none_or(|until_ms| until_ms.saturating_add(GRACE_MS) > now_ms)
    });
    lasting
        .filter(|grant| allows(grant.role, Compartment::Core, Action::MoveHome))
        .map(|grant| grant.site_id)
        .collect()
}

/// Every right at every site that was ever named.
pub(crate) fn over_everything(connection: &Connection) -> Result<Authority, StoreError> {
    let sites = site::all_ids(connection)?;
    Ok(Authority {
        writes: sites.clone(),
        resolves: sites.clone(),
        moves: sites,
        may_write_again: true,
    })
}

/// The authorities of a request, each once.
#[derive(Debug, Default)]
pub(super) struct Authorities {
    pub(super) list: Vec<Authority>,
    index: HashMap<(AccountId, Option<Compartment>), u32>,
    grants: HashMap<AccountId, Vec<GrantRow>>,
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
        now_ms: i64,
    ) -> Result<u32, StoreError> {
        if let Some(place) = self.index.get(&(account, compartment)) {
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
        let place = u32::try_from(self.list.len()).expect("a request has few accounts");
        let authority = authority_at(grants, compartment, now_ms);
        self.list.push(authority);
        self.index.insert((account, compartment), place);
        Ok(place)
    }
}

/// Says of every change that is to be tried what its author may.
pub(super) fn give_authority(
    connection: &Connection,
    gathered: &mut Gathered<'_>,
    now_ms: i64,
) -> Result<(), StoreError> {
    for subject in &mut gathered.subjects {
        let kind = subject.kind;
        for change in &mut subject.waiting {
            change.authority = gathered
                .authorities
                .of(connection, change.account, kind, now_ms)?;
        }
        for change in &mut subject.incoming {
            change.authority = gathered
                .authorities
                .of(connection, change.account, kind, now_ms)?;
        }
    }
    Ok(())
}
