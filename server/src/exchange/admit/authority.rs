//! The rights of an account by site: its grants, read through the policy.

use std::collections::hash_map::Entry;

use puente_admission::Authority;
use puente_policy::{Action, Rights};
use puente_record::{AccountId, DocumentKind};

use super::gathered::{Authorities, GatheredRequest};
use crate::store::account::{self, GrantRow};
use crate::store::{Connection, StoreError, site};

/// When a change was received and when it is judged, by the server's clock in ms since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    pub(super) received_ms: i64,
    pub(super) now_ms: i64,
}

/// What an account with these grants may do in documents of a kind. When the kind is unknown, what it may do
/// in every one. Only a core document holds a home site, and says which records are of one person.
fn authority_at(grants: &[GrantRow], kind: Option<DocumentKind>, times: Times) -> Authority {
    let periods = grants.iter().map(GrantRow::period);
    let rights = Rights::counting(periods, times.received_ms, times.now_ms);
    let at = |action: Action| match kind {
        Some(kind) => rights.sites(action, kind).collect(),
        None => rights.sites_of_every_kind(action).collect(),
    };
    Authority {
        writes: at(Action::Write),
        resolves: at(Action::Resolve),
        moves: rights.sites(Action::MoveHome, DocumentKind::Core).collect(),
        may_write_again: false,
        links: rights.sites(Action::Link, DocumentKind::Core).collect(),
    }
}

/// Every right at every site that was ever named. It does not help a change that does not open its document's
/// id.
pub(crate) fn over_everything(connection: &Connection) -> Result<Authority, StoreError> {
    let sites = site::all_ids(connection)?;
    Ok(Authority {
        writes: sites.clone(),
        resolves: sites.clone(),
        links: sites.clone(),
        moves: sites,
        may_write_again: true,
    })
}

impl Authorities {
    /// The index of an authority over every site, for changes that an administrator answers for. It does not
    /// allow writing again in another's name: only the server's own device may.
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

    /// The index of an account's authority in the list.
    pub(super) fn of(
        &mut self,
        connection: &Connection,
        account: AccountId,
        kind: Option<DocumentKind>,
        times: Times,
    ) -> Result<u32, StoreError> {
        let key = (account, kind, times.received_ms);
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
        let authority = authority_at(grants, kind, times);
        // Waiting changes came at many times, but mostly under the same grants.
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

/// Gives every change that will be tried its author's authority.
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
