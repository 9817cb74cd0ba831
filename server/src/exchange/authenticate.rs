//! Who sends the request, and is it the next one of its install?

use std::sync::Arc;

use puente_protocol::exchange::{ExchangeRequest, SealedRequest};
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, ServerId};

use super::ExchangeError;
use crate::store::account::{self, GrantRow};
use crate::store::device::{self, DeviceRow, InstallRow};
use crate::store::row_id::AccountRowId;
use crate::store::{Connection, StoreError};

/// A request with a valid signature and counter, and what is known about its sender.
#[derive(Debug, Clone)]
pub(super) struct SenderContext {
    pub(super) device: DeviceRow,
    pub(super) accounts: Vec<(AccountId, AccountRowId)>,
    pub(super) grants: Vec<GrantRow>,
    pub(super) generation: u64,
    pub(super) install: Option<InstallRow>,
    /// Up to 4 MiB, so it is shared and not copied.
    pub(super) request: Arc<ExchangeRequest>,
    pub(super) fingerprint: [u8; 32],
    /// An administrator answers for the author's rights: not this server's statement about authors, which is a *vouch*.
    /// True only for requests of this server's own device.
    pub(super) is_vouched: bool,
    /// This server's own device wrote it.
    pub(super) is_own: bool,
    /// A courier brought it: no device asks, and nothing goes down.
    pub(super) is_carried: bool,
}

pub(super) fn authenticate(
    connection: &Connection,
    server: ServerId,
    sealed: &SealedRequest<'_>,
) -> Result<SenderContext, ExchangeError> {
    let device = device::find(connection, sealed.device())?.ok_or(ProblemCode::UnknownDevice)?;
    let request = sealed.open(server, &device.key)?;
    // An honest counter fits into SQLite.
    if i64::try_from(request.counter).is_err() {
        return Err(ProblemCode::Malformed.into());
    }
    SenderContext {
        accounts: Vec::new(),
        grants: Vec::new(),
        generation: 0,
        install: None,
        fingerprint: sealed.fingerprint(),
        is_vouched: false,
        is_own: false,
        is_carried: false,
        device,
        request: Arc::new(request),
    }
    .refreshed(connection)
}

impl SenderContext {
    /// The same request with what is known about its sender now.
    pub(super) fn refreshed(&self, connection: &Connection) -> Result<Self, ExchangeError> {
        let device = device::find(connection, self.device.id)?.ok_or(ProblemCode::UnknownDevice)?;
        let install = device::install(connection, device.nr, self.request.install)?;
        let context = Self {
            accounts: device::accounts(connection, device.nr)?,
            grants: account::grants_of_device(connection, device.nr)?,
            generation: account::generation(connection, device.nr)?,
            install,
            device,
            request: Arc::clone(&self.request),
            fingerprint: self.fingerprint,
            is_vouched: self.is_vouched,
            is_own: self.is_own,
            is_carried: self.is_carried,
        };
        if !context.device.is_enrolled() {
            return Err(ProblemCode::UnknownDevice.into());
        }
        context.check_counter()?;
        Ok(context)
    }

    /// The same request with the accounts and rights that its device has now. What it brought may say that a
    /// person left the device; the answer follows the rights of those who stay.
    pub(super) fn with_rights_now(self, connection: &Connection) -> Result<Self, StoreError> {
        Ok(Self {
            accounts: device::accounts(connection, self.device.nr)?,
            grants: account::grants_of_device(connection, self.device.nr)?,
            generation: account::generation(connection, self.device.nr)?,
            ..self
        })
    }

    /// Checks the counter. Only a request that brought segments moved the stored counter; idle ones are not
    /// recorded. Replaying an idle one gives an attacker only bytes, which TLS hides from them.
    fn check_counter(&self) -> Result<(), ProblemCode> {
        let (Some(install), false) = (&self.install, self.is_carried) else {
            return Ok(());
        };
        let is_repeated = self.fingerprint == install.fingerprint;
        let never_asked = install.fingerprint == [0; 32];
        if self.request.counter > install.counter || is_repeated || never_asked {
            Ok(())
        } else {
            Err(ProblemCode::InstallForked)
        }
    }

    /// Checks that the sender is still as it was when the plan was made.
    ///
    /// # Errors
    /// [`StoreError::Outdated`]: the sender has changed; prepare the plan again.
    pub(super) fn check_current(&self, connection: &Connection) -> Result<(), StoreError> {
        let device = device::find(connection, self.device.id)?;
        let install = device::install(connection, self.device.nr, self.request.install)?;
        let generation = account::generation(connection, self.device.nr)?;
        if device == Some(self.device) && install == self.install && generation == self.generation {
            Ok(())
        } else {
            Err(StoreError::Outdated)
        }
    }
}
