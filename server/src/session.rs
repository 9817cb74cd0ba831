//! Signing in to the interactive API: passwords, access tokens bound to a device's key, refreshing.
//!
//! A device proves its key with every request (DPoP, RFC 9449), so a copied token is useless. Only an enrolled
//! device gets as far as a password.

mod delay;
pub(crate) mod json_object;
mod jws;
mod login;
mod password;
mod proof;
mod refresh;
mod token;
mod token_pair;

use std::sync::{Arc, Mutex};

use puente_policy::{Action, Duty, Rights, Role};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, DeviceId, DocumentKind, SiteId};

use crate::shared_rng::SharedRng;
use crate::store::account::GrantRow;
use crate::store::row_id::{AccountRowId, SessionRowId};
use crate::store::{Store, StoreError};

pub use login::{PasswordAttempt, PasswordRequest};
pub(crate) use login::reset;
pub use proof::DpopRequest;
pub use refresh::RefreshRequest;
pub use token_pair::Tokens;

pub(crate) use password::hash_for;

/// Why a request was refused, and when it may be tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessError {
    /// The problem.
    pub code: ProblemCode,
    /// When to try again, in s; absent when the problem's usual time applies.
    pub retry_after_s: Option<u64>,
}

impl From<ProblemCode> for AccessError {
    fn from(code: ProblemCode) -> Self {
        Self {
            code,
            retry_after_s: None,
        }
    }
}

impl From<StoreError> for AccessError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a request of the interactive API failed");
        error.problem().into()
    }
}

/// Signing in and the sessions that follow. What it remembers between requests is lost with the process; a
/// client with an old nonce or an unused proof then makes another.
#[derive(Debug)]
pub struct Sessions {
    store: Arc<Store>,
    rng: Arc<SharedRng>,
    nonce_key: [u8; 32],
    /// Proofs that were used. Locked for a look-up, never during database work: of two requests with one proof,
    /// one is refused.
    seen: Mutex<proof::ProofReplayCache>,
    /// The token keys. Held while keys are read and while a new one is written, so that two requests never make
    /// two keys.
    keys: Mutex<token::Keyring>,
}

impl Sessions {
    pub(crate) fn new(store: Arc<Store>, rng: Arc<SharedRng>) -> Self {
        let nonce_key = rng.bytes();
        Self {
            store,
            rng,
            nonce_key,
            seen: Mutex::default(),
            keys: Mutex::default(),
        }
    }
}

/// A signed-in person, with their present rights.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// The person's name as given at enrolment.
    pub name: String,
    /// The device that proved itself.
    pub device: DeviceId,
    /// The grants that have not ended.
    pub grants: Vec<GrantRow>,
    /// The rights that these grants give.
    rights: Rights,
    pub(crate) account_nr: AccountRowId,
    pub(crate) session: SessionRowId,
}

impl Caller {
    /// May this person do this to documents of this kind of a record that is at these sites?
    #[must_use]
    pub fn may(&self, action: Action, kind: DocumentKind, sites: &[SiteId]) -> bool {
        self.rights.may(action, kind, sites)
    }

    /// May this person do this to documents of this kind of a record at any site?
    #[must_use]
    pub fn may_anywhere(&self, action: Action, kind: DocumentKind) -> bool {
        self.rights.may_anywhere(action, kind)
    }

    /// Does this person have this duty?
    #[must_use]
    pub fn has_duty(&self, duty: Duty) -> bool {
        self.rights.has_duty(duty)
    }

    /// May this person give this role to somebody at this site, and end it there?
    #[must_use]
    pub fn may_give(&self, role: Role, site: SiteId) -> bool {
        self.rights.may_give(role, site)
    }

    /// Refuses a person without this duty.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn insist(&self, duty: Duty) -> Result<(), AccessError> {
        if self.has_duty(duty) {
            Ok(())
        } else {
            Err(ProblemCode::Forbidden.into())
        }
    }
}
