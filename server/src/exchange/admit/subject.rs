//! A document that a request touches, and the changes that the request brings for it.

use std::collections::{BTreeSet, HashMap};

use puente_admission::{GuardError, Reason, begins};
use puente_protocol::ChangeState;
use puente_protocol::identity::{Actor, PublicKey};
use puente_record::{
    AccountId, ChangeHash, DeviceId, DocumentId, DocumentKind, Origin, RecordId, SiteId,
};

use crate::exchange::plan::{CarriedFor, ChangeWriter, StoredDocument};
use crate::store::row_id::{AuthorRowId, ChangeRowId, DeviceRowId};

/// The reason for bytes that are not a change, whose author is unknown.
pub(super) const NO_CHANGE: Reason = Reason::Structure(GuardError::NotOneChange);

/// The name of the field that moves a record, as it stands in a change.
const HOME_SITE: &[u8] = puente_record::HOME_SITE.as_bytes();

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
    /// When its segment was received, by the server's clock in ms since 1970.
    pub(super) received_ms: i64,
    pub(super) authority: u32,
    /// The row of the device whose share of the document it uses; `None` for the server's own device.
    pub(super) share: Option<DeviceRowId>,
    /// Its author's device, when another device brings it.
    pub(super) carried: Option<CarriedFor>,
    /// This server accepted it before, and has lost it since.
    pub(super) is_vouched: bool,
    /// The reason why it is refused without a trial.
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
    /// Its kind, as its id or its accepted changes prove; `None` while neither does.
    pub(super) kind: Option<DocumentKind>,
    /// Its record, likewise; until then a separate record.
    pub(super) record: RecordId,
    /// The site where it was founded, if that was proven.
    pub(super) founded_at: Option<SiteId>,
    pub(super) saved: Option<Vec<u8>>,
    /// A saved document is stored, but does not load.
    pub(super) is_damaged: bool,
    /// A saved document is stored, but was not read because too many others were: its new changes wait for a
    /// separate trial.
    pub(super) is_too_much: bool,
    pub(super) waiting: Vec<PendingChange>,
    pub(super) incoming: Vec<IncomingChange<'a>>,
    /// Changes that are stored and did not enter, for which the request brings this server's vouch, with their
    /// authors' accounts.
    pub(super) vouched: HashMap<ChangeHash, AccountId>,
    /// The rows of changes that are stored and did not enter, and that the request brings for others.
    pub(super) brought: BTreeSet<ChangeRowId>,
    /// The author row of each change that was accepted before.
    pub(super) authors: HashMap<ChangeHash, AuthorRowId>,
    /// The device row of each of its actors.
    pub(super) devices: HashMap<Actor, DeviceRowId>,
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

    /// Checks a change, if it is a first one, against the document's id. What the id proves is what the
    /// document is, whatever was assumed before. Returns the reason if the change is refused.
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

    /// Could the new changes make its record known, or bring it to a site where it never was? A needless yes
    /// costs only a look for waiting changes of the record.
    pub(super) fn may_widen(&self) -> bool {
        let moves = |raw: &[u8]| raw.windows(HOME_SITE.len()).any(|bytes| bytes == HOME_SITE);
        let is_new = self.known.is_none_or(|known| !known.was_visible);
        self.kind.is_some_and(DocumentKind::is_person)
            && (is_new
                || !self.vouched.is_empty()
                || self.incoming.iter().any(|change| moves(change.raw))
                || self.waiting.iter().any(|change| moves(&change.raw)))
    }
}

/// A stored change that did not enter and is tried again.
#[derive(Debug)]
pub(super) struct PendingChange {
    pub(super) nr: ChangeRowId,
    /// Its state before this request: pending or quarantined.
    pub(super) state: ChangeState,
    pub(super) hash: ChangeHash,
    pub(super) author: AuthorRowId,
    pub(super) account: AccountId,
    pub(super) device: DeviceId,
    /// When its segment was received, by the server's clock in ms since 1970.
    pub(super) received_ms: i64,
    pub(super) authority: u32,
    /// The row of the device whose share of the document it uses.
    pub(super) share: Option<DeviceRowId>,
    pub(super) raw: Vec<u8>,
    /// The reason why it is refused without a trial.
    pub(super) refused: Option<Reason>,
}
