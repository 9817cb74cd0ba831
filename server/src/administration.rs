//! The work of administrators: sites, codes, grants, devices, quarantine. It runs beside a running server.

mod account;
mod erase;
mod grant;
mod lost;
mod mention;
mod quarantine;
mod recovery_key;
mod repair;
mod site;
mod status;
mod write_again;

use std::collections::HashMap;
use std::sync::Arc;

use puente_audit::{Entry, EntryKind};
use puente_record::DeviceId;

use crate::exchange::{ExchangeError, Exchanges, ReleaseError, ServerDeviceWriter};
use crate::listeners::Listeners;
use crate::one_time_code;
use crate::shared_rng::SharedRng;
use crate::store::account::{RoleTerm, raise_generation_of_device};
use crate::store::confirmation::Unconfirmed;
use crate::store::device::DeviceListing;
use crate::store::row_id::DeviceRowId;
use crate::store::{Store, StoreError, confirmation, device};
use crate::trial::TrialError;

pub use crate::store::quarantine::DecidedBy;
pub use account::AccountSummary;
pub use grant::{last_day, role_until};
pub use lost::LostRecord;
pub use mention::{Mention, MentionPlace, MentionQuery};
pub use quarantine::{QuarantineSummary, ReadableWrites};
pub use repair::RepairedDocument;
pub use site::{SITE_KINDS, SiteChange};
pub use status::ServerStatus;

/// How often a code is drawn until its first characters are unique. There are 2^25, so one draw is the rule.
const CODE_DRAWS_MAX: u32 = 100;

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// Nothing has this name or id.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// The name is in use.
    #[error("there is a site of this name already")]
    Taken,
    /// The name or kind is not valid.
    #[error("not valid: {0}")]
    Invalid(&'static str),
    /// Nobody may release this quarantined change.
    #[error("a change kept for {0:?} cannot be released: it would break its document")]
    NotReleasable(String),
    /// Nothing in the quarantined change can be read, or the document has the same values already.
    #[error("there is nothing in this change to write again")]
    NotReadable,
    /// The released change still did not enter.
    #[error("the change did not enter: {0}")]
    NotEntered(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No trial could run.
    #[error(transparent)]
    Trial(#[from] TrialError),
}

impl From<ExchangeError> for AdministrationError {
    fn from(stop: ExchangeError) -> Self {
        match stop {
            ExchangeError::Store(error) => Self::Store(error),
            ExchangeError::Trial(error) => Self::Trial(error),
            ExchangeError::Problem(problem) => Self::Store(StoreError::NotCommitted(problem)),
        }
    }
}

impl From<ReleaseError> for AdministrationError {
    fn from(error: ReleaseError) -> Self {
        match error {
            ReleaseError::NotReleasable(reason) => Self::NotReleasable(reason),
            ReleaseError::NotEntered(reason) => Self::NotEntered(reason.as_str().to_owned()),
            ReleaseError::Exchange(stop) => stop.into(),
        }
    }
}

/// The work of administrators, at the machine or signed in.
#[derive(Debug)]
pub struct Administration {
    store: Arc<Store>,
    rng: Arc<SharedRng>,
    exchanges: Arc<Exchanges>,
    writer: Arc<ServerDeviceWriter>,
    listeners: Listeners,
}

impl Administration {
    pub(crate) fn new(
        store: Arc<Store>,
        rng: Arc<SharedRng>,
        exchanges: Arc<Exchanges>,
        (writer, listeners): (Arc<ServerDeviceWriter>, Listeners),
    ) -> Self {
        Self {
            store,
            rng,
            exchanges,
            writer,
            listeners,
        }
    }

    /// Issues a one-time code that enrols one device, for one person, with one role at one site.
    ///
    /// # Errors
    /// The site does not exist, or the database fails.
    pub fn invite(
        &self,
        now_ms: i64,
        site: &str,
        term: impl Into<RoleTerm>,
        valid_ms: i64,
        by: Option<DecidedBy>,
    ) -> Result<String, AdministrationError> {
        let issued = one_time_code::CodeTerms {
            site: self.site(site)?.nr,
            term: term.into(),
            expires_ms: now_ms.saturating_add(valid_ms),
            decided_by: by.map(|by| by.account),
        };
        for _ in 0..CODE_DRAWS_MAX {
            let (shown, secret) = one_time_code::of(&self.store.identity(), self.rng.bytes());
            let is_issued = self
                .store
                .write(move |write| one_time_code::issue(write, &secret, issued, now_ms))?;
            if is_issued {
                return Ok(shown);
            }
        }
        Err(AdministrationError::Invalid("codes_open"))
    }

    /// Every device, in the order of enrolment.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn devices(&self) -> Result<Vec<DeviceListing>, AdministrationError> {
        Ok(self.store.read(device::list)?)
    }

    /// What devices were told to let go of and have not confirmed, by device.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unconfirmed(&self) -> Result<HashMap<DeviceRowId, Unconfirmed>, AdministrationError> {
        Ok(self.store.read(confirmation::missing)?)
    }

    /// Revokes a device: from now on the server sends nothing to it, and quarantines what it still brings.
    ///
    /// # Errors
    /// There is no such device.
    pub fn revoke_device(
        &self,
        now_ms: i64,
        id: DeviceId,
        by: Option<DecidedBy>,
    ) -> Result<(), AdministrationError> {
        let found = self
            .store
            .read(|connection| device::find(connection, id))?
            .ok_or(AdministrationError::Missing("device"))?;
        self.store.write(move |write| {
            let leaf = write.log(&Entry {
                device: Some(id),
                decided_by: by.map(|by| by.account),
                ..Entry::new(EntryKind::DeviceRevoked, now_ms)
            })?;
            device::revoke(write, found.nr, now_ms, leaf)?;
            raise_generation_of_device(write, found.nr)
        })?;
        Ok(())
    }
}
