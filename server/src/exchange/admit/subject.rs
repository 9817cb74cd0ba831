//! A document that a request touches, and what the request brings of it.

use std::collections::{BTreeSet, HashMap};

use puente_admission::{GuardError, Reason, begins};
use puente_protocol::ChangeState;
use puente_protocol::identity::{Actor, PublicKey};
use puente_record::{
    AccountId, ChangeHash, Compartment, DeviceId, DocumentId, Origin, RecordId, SiteId,
};

use crate::exchange::plan::{CarriedFor, ChangeWriter, StoredDocument};

/// Bytes that are no change of ours, of which no author is known.
pub(super) const NO_CHANGE: Reason = Reason::Structure(GuardError::NotOneChange);

/// The field that moves a record.
const HOME_SITE: &[u8] = b"home_site";

/// A change that the request brings and that is not stored yet.
#[derive(Debug)]
pub(super) struct IncomingChange<'a> {
    pub(super) raw: &'a [u8],
    pub(super) hash: ChangeHash,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    pub(super) segment: usize,
    pub(super) item: u64,
    pub(super) branch: u32,
    pub(super) account: AccountId,
    /// The device that wrote it.
    pub(super) device: DeviceId,
    /// When its segment came, server's clock, ms.
    pub(super) received_ms: i64,
    pub(super) authority: u32,
    /// The device whose share of the document it takes; nobody's of the server's own.
    pub(super) share: Option<i64>,
    /// Whose it is, where the device brings it for another.
    pub(super) carried: Option<CarriedFor>,
    /// This server let it enter before, and has lost it since.
    pub(super) is_vouched: bool,
    /// Decided already, without a trial.
    pub(super) refused: Option<Reason>,
}

impl IncomingChange<'_> {
    pub(super) fn writer(&self) -> ChangeWriter {
        match self.carried {
            None => ChangeWriter::Account(self.account),
            Some(of) => ChangeWriter::Carried(self.account, of),
        }
    }
}

/// A document that the request touches.
#[derive(Debug)]
pub(super) struct TouchedDocument<'a> {
    pub(super) id: DocumentId,
    pub(super) known: Option<StoredDocument>,
    /// What it is, as its id proves or its accepted changes do; nothing while neither is here.
    pub(super) kind: Option<Compartment>,
    /// Its record, likewise; until then one of its own.
    pub(super) record: RecordId,
    /// Where it was begun, if that was shown.
    pub(super) founded_at: Option<SiteId>,
    pub(super) saved: Option<Vec<u8>>,
    /// The saved document is there and does not open.
    pub(super) is_damaged: bool,
    /// The saved document is there and was not read, for so many others were: what it gets waits for a trial of its
    /// own.
    pub(super) is_too_much: bool,
    pub(super) waiting: Vec<PendingChange>,
    pub(super) incoming: Vec<IncomingChange<'a>>,
    /// Changes that are here and did not enter, on which the request brings this server's own word, with their
    /// authors' accounts.
    pub(super) vouched: HashMap<ChangeHash, AccountId>,
    /// Changes that are here and did not enter, which the request brings for another.
    pub(super) brought: BTreeSet<i64>,
    /// Who wrote what was accepted before.
    pub(super) authors: HashMap<ChangeHash, i64>,
    /// Whose its actors are, by the devices' rows.
    pub(super) devices: HashMap<Actor, i64>,
}

impl TouchedDocument<'_> {
    pub(super) fn new(id: DocumentId) -> Self {
        Self {
            id,
            known: None,
            kind: None,
            record: id,
            saved: None,
            is_damaged: false,
            is_too_much: false,
            waiting: Vec::new(),
            incoming: Vec::new(),
            founded_at: None,
            vouched: HashMap::new(),
            brought: BTreeSet::new(),
            authors: HashMap::new(),
            devices: HashMap::new(),
        }
    }

    /// Holds a change against the document's id, should it be a first one, before anything else looks at it:
    /// what the id proves is what the document is, whatever came before. Answers why it is refused.
    pub(super) fn prove(&mut self, raw: &[u8], key: &PublicKey) -> Option<Reason> {
        match begins(self.id, raw, key) {
            Ok(None) => None,
            Ok(Some(origin)) => {
                self.take(&origin);
                None
            }
            Err(reason) => Some(reason),
        }
    }

    fn take(&mut self, origin: &Origin) {
        self.kind = Some(origin.kind);
        self.record = origin.record(self.id);
        self.founded_at = origin.opening.site();
    }

    /// Could what comes here make its record known, or bring it to a site where it never was? A needless yes
    /// costs a look at what waits beside it.
    pub(super) fn may_widen(&self) -> bool {
        let moves = |raw: &[u8]| raw.windows(HOME_SITE.len()).any(|bytes| bytes == HOME_SITE);
        let is_new = self.known.is_none_or(|known| !known.was_visible);
        self.kind == Some(Compartment::Core)
            && (is_new
                || !self.vouched.is_empty()
                || self.incoming.iter().any(|change| moves(change.raw))
                || self.waiting.iter().any(|change| moves(&change.raw)))
    }
}

/// A change that is stored and waits.
#[derive(Debug)]
pub(super) struct PendingChange {
    pub(super) nr: i64,
    /// Where it is until now: waiting, or kept aside.
    pub(super) state: ChangeState,
    pub(super) hash: ChangeHash,
    pub(super) author: i64,
    pub(super) account: AccountId,
    pub(super) device: DeviceId,
    /// When its segment came, server's clock, ms.
    pub(super) received_ms: i64,
    pub(super) authority: u32,
    /// The device whose share of the document it takes.
    pub(super) share: Option<i64>,
    pub(super) raw: Vec<u8>,
    /// Decided already, without a trial.
    pub(super) refused: Option<Reason>,
}
