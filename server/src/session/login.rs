//! Signing in with a password, choosing one, signing out.

use puente_audit::{Entry, EntryKind};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, DeviceId};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::token_pair::{self, REFRESH_MS, Tokens};
use super::{AccessError, Caller, DpopRequest, Sessions, delay, json_object, password, refresh};
use crate::store::password::{self as passwords, StoredPassword};
use crate::store::quarantine::DecidedBy;
use crate::store::row_id::{AccountRowId, DeviceRowId};
use crate::store::{StoreError, WriteTransaction, account, device, session};

/// The body of a request with a password.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordRequest {
    account: String,
    /// The present password.
    password: Option<String>,
    /// The new password.
    new_password: Option<String>,
}

/// An attempt by an enrolled device, before its password is checked. The check costs a hash.
pub struct PasswordAttempt {
    account: Option<(AccountId, AccountRowId)>,
    device: DeviceId,
    device_nr: DeviceRowId,
    password: Option<Zeroizing<String>>,
    new_password: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for PasswordAttempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attempt")
            .field("device", &self.device)
            .finish_non_exhaustive()
    }
}

impl Sessions {
    /// The enrolled device that makes a request, before its body is read. Its proof is not used up yet.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn enrolled(&self, now_ms: i64, shown: &DpopRequest<'_>) -> Result<DeviceId, AccessError> {
        let proved = self.prove(now_ms, shown, None)?;
        let device = self
            .store
            .read(|connection| device::find(connection, proved.device))?;
        let device = device.filter(|device| device.revoked_ms.is_none());
        Ok(device.ok_or(ProblemCode::UnknownDevice)?.id)
    }

    /// Reads an attempt to sign in or to choose a password, and checks that an enrolled device makes it.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn begin_login(
        &self,
        now_ms: i64,
        shown: &DpopRequest<'_>,
        body: &[u8],
    ) -> Result<PasswordAttempt, AccessError> {
        let proved = self.prove(now_ms, shown, None)?;
        let body: PasswordRequest = json_object::read(body)?;
        let asked: Option<AccountId> = body.account.parse().ok();
        let (device, account) = self.store.read(|connection| {
            let device = device::find(connection, proved.device)?;
            let bound = match &device {
                Some(device) => device::accounts(connection, device.nr)?,
                None => Vec::new(),
            };
            let account = bound.into_iter().find(|(id, _)| Some(*id) == asked);
            Ok((device, account))
        })?;
        let device = device
            .filter(|device| device.revoked_ms.is_none())
            .ok_or(ProblemCode::UnknownDevice)?;
        self.spend(now_ms, &proved)?;
        Ok(PasswordAttempt {
            account,
            device: device.id,
            device_nr: device.nr,
            password: body.password.map(Zeroizing::new),
            new_password: body.new_password.map(Zeroizing::new),
        })
    }

    /// Signs in. Takes 80 ms of one core, whether or not account and password are known.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn finish_login(
        &self,
        now_ms: i64,
        attempt: PasswordAttempt,
    ) -> Result<Tokens, AccessError> {
        let known = self.check_password(now_ms, &attempt)?;
        if known.password.once_until_ms.is_some() {
            return Err(ProblemCode::PasswordNeeded.into());
        }
        let stronger = password::is_weak(&known.password.hash).then(|| {
            let given = attempt.password.as_ref().map_or("", |given| given);
            password::hash_for(given, self.store.pepper(), &mut self.rng.fork())
        });
        let random: [u8; 48] = self.rng.bytes();
        let (id, first) = random.split_first_chunk::<16>().expect("48 bytes");
        let (id, first) = (*id, first.to_vec());
        let hash = token_pair::hash(&first);
        let session = self.store.write(move |write| {
            let leaf =
                write.log(&attempt.entry(EntryKind::SessionStarted, known.account, now_ms))?;
            passwords::forgive(write, known.nr, leaf)?;
            if let Some(stronger) = &stronger {
                passwords::strengthen(write, known.nr, stronger)?;
            }
            let session = session::begin(write, id, known.nr, attempt.device_nr, now_ms, leaf)?;
            session::forget(write, now_ms.saturating_sub(refresh::SESSION_MS_MAX))?;
            session::issue(write, hash, session, now_ms + REFRESH_MS)?;
            session::load(write.connection(), session)?
                .ok_or(StoreError::Damaged("a session is missing"))
        })?;
        self.tokens(now_ms, &session, &first)
    }

    /// Chooses a password: the first one from any device of the person, a later one with the previous one. Ends
    /// all sessions of the person.
    ///
    /// # Errors
    /// The problem to answer with.
    pub fn choose_password(
        &self,
        now_ms: i64,
        attempt: PasswordAttempt,
    ) -> Result<(), AccessError> {
        let new = attempt
            .new_password
            .as_ref()
            .ok_or(ProblemCode::Malformed)?;
        password::check_form(new)?;
        if attempt.password.as_ref() == Some(new) {
            return Err(ProblemCode::PasswordRefused.into());
        }
        let (account, nr) = attempt.account.ok_or(ProblemCode::LoginRefused)?;
        let before = self
            .store
            .read(|connection| passwords::load(connection, nr))?;
        if before.is_some() {
            self.check_password(now_ms, &attempt)?;
        }
        let hash = password::hash_for(new, self.store.pepper(), &mut self.rng.fork());
        let entry = attempt.entry(EntryKind::PasswordSet, account, now_ms);
        let done = self.store.write(move |write| {
            // Somebody chose a password in the meantime, and it may not have been the person who asks.
            if passwords::load(write.connection(), nr)? != before {
                return Ok(false);
            }
            let leaf = write.log(&entry)?;
            passwords::set(write, nr, &hash, None, leaf)?;
            session::end_all(write, nr, "password", now_ms, leaf)?;
            Ok(true)
        })?;
        if done {
            Ok(())
        } else {
            Err(ProblemCode::Outdated.into())
        }
    }

    /// Signs out.
    ///
    /// # Errors
    /// The database fails.
    pub fn log_out(&self, now_ms: i64, caller: &Caller) -> Result<(), AccessError> {
        let session = caller.session;
        let entry = Entry {
            account: Some(caller.account),
            device: Some(caller.device),
            ..Entry::new(EntryKind::SessionEnded, now_ms)
        };
        self.store.write(move |write| {
            let leaf = write.log(&entry)?;
            session::end(write, session, "signed out", now_ms, leaf)
        })?;
        Ok(())
    }

    fn check_password(&self, now_ms: i64, attempt: &PasswordAttempt) -> Result<Known, AccessError> {
        let given = attempt.password.as_ref().map_or("", |given| given);
        if given.len() > password::BYTES_MAX {
            return Err(ProblemCode::LoginRefused.into());
        }
        let stored = match attempt.account {
            None => None,
            Some((account, nr)) => self
                .store
                .read(|connection| passwords::load(connection, nr))?
                .map(|password| Known {
                    account,
                    nr,
                    password,
                }),
        };
        let rest_ms = stored.as_ref().map_or(0, |known| {
            let password = &known.password;
            delay::left_ms(password.failures, password.failed_ms, now_ms)
        });
        if rest_ms > 0 {
            return Err(AccessError {
                code: ProblemCode::TooManyRequests,
                retry_after_s: Some((rest_ms.cast_unsigned()).div_ceil(1_000)),
            });
        }
        let hash = stored.as_ref().map(|known| &known.password.hash);
        let fits = password::fits(given, hash, self.store.pepper());
        let lasts = |known: &Known| {
            let until_ms = known.password.once_until_ms;
            until_ms.is_none_or(|until_ms| until_ms > now_ms)
        };
        match stored {
            Some(known) if fits && lasts(&known) => Ok(known),
            Some(known) => {
                let entry = attempt.entry(EntryKind::SessionRefused, known.account, now_ms);
                self.store.write(move |write| {
                    let leaf = write.log(&entry)?;
                    passwords::count_failure(write, known.nr, now_ms, leaf)
                })?;
                Err(ProblemCode::LoginRefused.into())
            }
            None => Err(ProblemCode::LoginRefused.into()),
        }
    }
}

/// An account with its password.
struct Known {
    account: AccountId,
    nr: AccountRowId,
    password: StoredPassword,
}

impl PasswordAttempt {
    fn entry(&self, kind: EntryKind, account: AccountId, now_ms: i64) -> Entry {
        Entry {
            account: Some(account),
            device: Some(self.device),
            ..Entry::new(kind, now_ms)
        }
    }
}

/// Makes a one-time password the account's only one.
pub(crate) fn reset(
    write: &mut WriteTransaction<'_>,
    id: AccountId,
    nr: AccountRowId,
    hash: &passwords::PasswordHash,
    until_ms: i64,
    now_ms: i64,
    by: Option<DecidedBy>,
) -> Result<(), StoreError> {
    let leaf = write.log(&Entry {
        account: Some(id),
        decided_by: by.map(|by| by.account),
        ..Entry::new(EntryKind::PasswordReset, now_ms)
    })?;
    passwords::set(write, nr, hash, Some(until_ms), leaf)?;
    session::end_all(write, nr, "password", now_ms, leaf)?;
    account::raise_generation(write.connection(), nr)
}
