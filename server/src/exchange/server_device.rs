//! The server's own device: it signs what people do over HTTP, in their name. Such changes enter like all
//! others, in a segment that is received, admitted and committed.
//!
//! Its key and install follow from the server's identity, and the install also from the epoch: a restored
//! server never uses a sequence number twice.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use minicbor::bytes::ByteVec;
use puente_audit::{Entry, EntryKind, commit_public};
use puente_document::{Authorship, Basis};
use puente_protocol::exchange::{ExchangeRequest, SealedRequest};
use puente_protocol::identity::{self, PublicKey};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, KnownSender, NO_SEGMENT, Segment, SegmentHead};
use puente_record::{AccountId, DeviceId, DocumentId, InstallId, ServerId};

use super::admit::Admitter;
use super::authenticate::{SenderContext, authenticate};
use super::plan::ExchangePlan;
use super::receive::{OpenedSegments, receive};
use super::{ExchangeError, commit};
use crate::listeners::Listeners;
use crate::store::row_id::AccountRowId;
use crate::store::{
    Connection, ServerIdentity, Store, StoreError, WriteTransaction, change, device, site,
};

/// Branches on which a repair writes other people's changes again: one for each actor that a document can have.
const BRANCHES_MAX: u32 = 256;

/// The server's own device.
pub(crate) struct ServerDevice {
    key: SigningKey,
    install: InstallId,
}

/// A change that somebody writes through the server's own device.
pub(crate) struct DraftChange {
    pub(crate) document: DocumentId,
    pub(crate) branch: u32,
    pub(crate) raw: Vec<u8>,
}

/// In whose name a change is written, and who answers for their rights.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OnBehalfOf {
    pub(crate) account: AccountId,
    pub(crate) account_nr: AccountRowId,
    /// An administrator answers for it, as for a released change.
    pub(crate) is_vouched: bool,
}

impl ServerDevice {
    fn of(identity: &ServerIdentity) -> Self {
        let epoch = identity.epoch.to_be_bytes();
        let install = identity.derived(&[&b"puente/desk-install/1"[..], &epoch].concat());
        let mut id = [0; 16];
        id.copy_from_slice(&install[..16]);
        Self {
            key: SigningKey::from_bytes(&identity.derived(b"puente/desk/1")),
            install: InstallId::from_bytes(id),
        }
    }

    pub(crate) fn public(&self) -> PublicKey {
        self.key.verifying_key().to_bytes()
    }

    fn device(&self) -> DeviceId {
        identity::device_id(&self.public())
    }

    /// The actor of a branch.
    pub(crate) fn actor(&self, document: DocumentId, branch: u32) -> [u8; 16] {
        identity::actor(&self.public(), self.install, document, branch)
    }

    /// The branch to write on in a document: the first after all branches of which something was left out.
    pub(crate) fn branch(
        &self,
        connection: &Connection,
        document: DocumentId,
    ) -> Result<u32, StoreError> {
        change::next_branch(connection, document, self.device(), true)
    }

    /// The first branch on which nothing was ever written.
    pub(crate) fn unused_branch(
        &self,
        connection: &Connection,
        document: DocumentId,
    ) -> Result<u32, StoreError> {
        change::next_branch(connection, document, self.device(), false)
    }

    /// The branch of a change that the server's device wrote; searched from `first` on.
    pub(crate) fn branch_of(&self, document: DocumentId, raw: &[u8], first: u32) -> Option<u32> {
        let (_, head) = puente_protocol::change::read(raw).ok()?;
        let mut branches = first..first.saturating_add(BRANCHES_MAX);
        branches.find(|branch| self.actor(document, *branch) == head.actor)
    }

    /// The authorship of a person who writes through the server's device.
    pub(crate) fn authorship(
        &self,
        document: DocumentId,
        branch: u32,
        basis: Basis,
        may_resolve: bool,
        now_ms: i64,
    ) -> Authorship {
        Authorship {
            actor: self.actor(document, branch),
            time_ms: now_ms,
            basis,
            may_resolve,
        }
    }

    /// Signs segments and the request that brings them.
    fn request(
        &self,
        connection: &Connection,
        server: ServerId,
        writing: OnBehalfOf,
        drafts: Vec<DraftChange>,
        now_ms: i64,
    ) -> Result<Vec<u8>, ExchangeError> {
        let device = device::find(connection, self.device())?.ok_or(StoreError::Outdated)?;
        let install = device::install(connection, device.nr, self.install)?;
        let (mut n, mut previous) = install.map_or((0, NO_SEGMENT), |install| {
            (install.next_n, install.last_hash)
        });
        let mut segments = Vec::new();
        for items in in_segments(drafts) {
            let head = SegmentHead {
                device: device.id,
                install: self.install,
                n,
                account: writing.account,
                time_ms: now_ms,
                generation: 0,
            };
            let known = KnownSender {
                key: self.public(),
                previous,
                change: &|document, actor, seq| {
                    let found = change::by_actor(connection, document.as_bytes(), actor, seq);
                    found.ok().flatten()
                },
            };
            let (packed, hash) = Segment { head, items }
                .seal(&self.key, &known)
                .map_err(|_| ProblemCode::TooLarge)?;
            segments.push(ByteVec::from(packed.to_bytes()));
            (n, previous) = (n + 1, hash);
        }
        let request = ExchangeRequest {
            install: self.install,
            counter: install.map_or(1, |install| install.counter + 1),
            generation: 0,
            cursor: Vec::new(),
            segments,
        };
        Ok(request.seal(server, &self.key))
    }
}

/// The most changes of one segment, and below their bytes.
const SEGMENT_CHANGES_MAX: usize = 500;
const SEGMENT_CHANGES_BYTES_MAX: usize = 256 * 1024;

/// Distributes drafts over segments, in their order.
fn in_segments(drafts: Vec<DraftChange>) -> Vec<Vec<Item>> {
    let (mut segments, mut bytes) = (vec![Vec::new()], 0);
    for draft in drafts {
        let count = segments.last().map_or(0, Vec::len);
        if count >= SEGMENT_CHANGES_MAX || bytes >= SEGMENT_CHANGES_BYTES_MAX {
            segments.push(Vec::new());
            bytes = 0;
        }
        bytes += draft.raw.len();
        if let Some(items) = segments.last_mut() {
            items.push(Item::Change {
                document: draft.document,
                branch: draft.branch,
                raw: draft.raw,
            });
        }
    }
    segments
}

/// Writes in people's names through the server's own device.
#[derive(Debug)]
pub(crate) struct ServerDeviceWriter {
    store: Arc<Store>,
    admitter: Arc<Admitter>,
    listeners: Listeners,
}

impl ServerDeviceWriter {
    pub(crate) fn new(store: Arc<Store>, admitter: Arc<Admitter>, listeners: Listeners) -> Self {
        Self {
            store,
            admitter,
            listeners,
        }
    }

    /// Calls `draft` on what is stored, writes the resulting changes in somebody's name, and runs `also` in the
    /// same transaction. Either everything enters, or nothing is written.
    ///
    /// # Errors
    /// The error of `draft`; `forbidden` if admission refuses a change.
    pub(crate) fn write(
        &self,
        now_ms: i64,
        writing: OnBehalfOf,
        draft: impl Fn(&Connection, &ServerDevice) -> Result<Vec<DraftChange>, ExchangeError>,
        also: impl Fn(&mut WriteTransaction<'_>) -> Result<(), StoreError> + Clone + Send + 'static,
    ) -> Result<(), ExchangeError> {
        let server_device = self.server_device(now_ms)?;
        self.admitter.until_current(|| {
            self.write_once(now_ms, writing, &server_device, &draft, also.clone())
        })
    }

    fn write_once(
        &self,
        now_ms: i64,
        writing: OnBehalfOf,
        server_device: &ServerDevice,
        draft: &impl Fn(&Connection, &ServerDevice) -> Result<Vec<DraftChange>, ExchangeError>,
        also: impl Fn(&mut WriteTransaction<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), ExchangeError> {
        let server = self.store.id();
        let prepare =
            |connection: &Connection| -> Result<(SenderContext, OpenedSegments), ExchangeError> {
                let drafts = draft(connection, server_device)?;
                let request = server_device.request(connection, server, writing, drafts, now_ms)?;
                let mut context =
                    authenticate(connection, server, &SealedRequest::read(&request)?)?;
                // The person signed in at this server; no enrolment binds them to its own device.
                context.accounts = vec![(writing.account, writing.account_nr)];
                context.is_vouched = writing.is_vouched;
                context.is_own = true;
                let received = receive(connection, &context, usize::MAX)?;
                Ok((context, received))
            };
        let (context, received) = self.store.read_with(prepare)?;
        let plan = self.admitter.admit(&context, received, now_ms)?;
        if !is_accepted(&plan) {
            return Err(ProblemCode::Forbidden.into());
        }
        let touched = self.store.write(move |write| {
            commit::commit_taken(write, &context, &plan)?;
            also(write)?;
            Ok(write.published().collect::<Vec<_>>())
        })?;
        self.listeners.wake(&touched);
        Ok(())
    }

    /// The server's own device, enrolled.
    pub(crate) fn server_device(&self, now_ms: i64) -> Result<ServerDevice, StoreError> {
        let server_device = ServerDevice::of(&self.store.identity());
        self.enrol_server_device(&server_device, now_ms)?;
        Ok(server_device)
    }

    /// Enrols the server's device at the office, like any device of the administration.
    fn enrol_server_device(
        &self,
        server_device: &ServerDevice,
        now_ms: i64,
    ) -> Result<(), StoreError> {
        let (id, public) = (server_device.device(), server_device.public());
        if self
            .store
            .read(|connection| device::find(connection, id))?
            .is_some_and(|device| device.is_enrolled())
        {
            return Ok(());
        }
        self.store.write(move |write| {
            let known = device::find(write.connection(), id)?;
            if known.is_some_and(|device| device.is_enrolled()) {
                return Ok(());
            }
            let sites = site::list(write.connection())?;
            // The first office, whatever its name is now.
            let offices = sites.iter().filter(|site| site.kind == site::OFFICE);
            let office = offices.min_by_key(|site| site.nr);
            let office = office.ok_or(StoreError::Damaged("there is no office"))?;
            let leaf = write.log(&Entry {
                device: Some(id),
                commitment: Some(commit_public(&public)),
                ..Entry::new(EntryKind::DeviceEnrolled, now_ms)
            })?;
            match known {
                Some(known) => device::enrol_unbound(write, known.nr, office.nr, now_ms, leaf),
                None => device::create(write, id, &public, office.nr, now_ms, leaf).map(drop),
            }
        })
    }
}

fn is_accepted(plan: &ExchangePlan) -> bool {
    let mut changes = plan
        .documents
        .iter()
        .flat_map(|document| &document.changes)
        .peekable();
    changes.peek().is_some() && changes.all(|change| change.verdict.is_in_document())
}
