//! What an exchange decided to write: owned, sealed and with its log entries, so that the writer only inserts.

use std::collections::BTreeSet;

use puente_admission::Verdict;
use puente_audit::{Entry, EntryKind};
use puente_document::Summary;
use puente_protocol::ChangeState;
use puente_protocol::identity::{Actor, PublicKey};
use puente_protocol::segment::VerifiedSegment;
use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId, DocumentKind, RecordId, SiteId};
use rand_chacha::ChaCha20Rng;

use crate::store::quota::ROW_BYTES;
use crate::store::row_id::{AuthorRowId, ChangeRowId, DocumentRowId, RecordRowId};
use crate::store::sealing::RecordKey;

/// The number of a request's changes in each state.
pub(super) type ChangeCounts = [(ChangeState, u64); 4];

/// The kind of log entry for a change in this state.
pub(super) const fn entry_kind(state: ChangeState) -> EntryKind {
    match state {
        ChangeState::Accepted => EntryKind::ChangeAccepted,
        ChangeState::Released => EntryKind::ChangeReleased,
        ChangeState::Pending => EntryKind::ChangePending,
        ChangeState::Quarantined => EntryKind::ChangeQuarantined,
        ChangeState::SetAside => EntryKind::ChangeSetAside,
        ChangeState::WrittenAgain => EntryKind::ChangeWrittenAgain,
    }
}

/// Everything that one request writes.
#[derive(Debug, Clone)]
pub(super) struct ExchangePlan {
    pub(super) segments: Vec<VerifiedSegment>,
    pub(super) repeated: Vec<puente_protocol::page::SegmentReceipt>,
    pub(super) documents: Vec<DocumentPlan>,
    /// Documents that must be tried again because too many were to be read at once.
    pub(super) not_read: Vec<DocumentId>,
    pub(super) now_ms: i64,
    /// How much its device may store in a day, in bytes.
    pub(super) day_bytes: u64,
    /// Makes the keys of records about which nothing else is known.
    pub(super) rng: ChaCha20Rng,
}

/// What is written of one document.
#[derive(Debug, Clone)]
pub(super) struct DocumentPlan {
    pub(super) id: DocumentId,
    /// Its row and version when the plan was made; `None` for a new one.
    pub(super) known: Option<StoredDocument>,
    pub(super) record: RecordPlan,
    pub(super) changes: Vec<ChangePlan>,
    pub(super) transitions: Vec<Transition>,
    /// Rows of changes that still wait and for which this server's vouch was brought.
    pub(super) vouched: Vec<ChangeRowId>,
    /// Rows of changes that had not entered and that the device brings for others.
    pub(super) brought: BTreeSet<ChangeRowId>,
    pub(super) state: Option<StatePlan>,
}

impl DocumentPlan {
    /// The verdicts on its changes, including those that had waited.
    fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        let new = self.changes.iter().map(|change| change.verdict);
        new.chain(self.transitions.iter().map(|waited| waited.verdict))
    }

    /// Does a new change wait?
    pub(super) fn waits(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.verdict.is_pending())
    }
}

/// A document that was stored before.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoredDocument {
    pub(super) nr: DocumentRowId,
    pub(super) version: i64,
    /// Did it have an accepted change?
    pub(super) was_visible: bool,
    /// The row of the record it belonged to.
    pub(super) record: RecordRowId,
}

/// The record of a document.
#[derive(Debug, Clone)]
pub(super) struct RecordPlan {
    pub(super) id: RecordId,
    /// Its row; `None` for a new one.
    pub(super) known: Option<RecordRowId>,
    pub(super) key: RecordKey,
    /// Every site at which it ever was, when the plan was made.
    pub(super) ever: Vec<SiteId>,
}

/// A change that the request brings.
#[derive(Debug, Clone)]
pub(super) struct ChangePlan {
    pub(super) hash: ChangeHash,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    /// The index of its segment in [`ExchangePlan::segments`], and below its index in the segment.
    pub(super) segment: usize,
    pub(super) item: u64,
    pub(super) branch: u32,
    pub(super) account: AccountId,
    /// Its author's device, when the requesting device brings it for another.
    pub(super) carried: Option<CarriedFor>,
    /// This server accepted it before, and has lost it since.
    pub(super) is_vouched: bool,
    pub(super) verdict: Verdict,
    /// It claims to be later than now.
    pub(super) is_ahead: bool,
    pub(super) sealed: Vec<u8>,
    pub(super) entry: Entry,
}

impl ExchangePlan {
    /// Bytes that its changes take of the device's daily share, including the updates of stored ones. A body is
    /// stored twice: by itself and in the saved document.
    pub(super) fn changes_bytes(&self) -> u64 {
        let changes = self.documents.iter().flat_map(|document| &document.changes);
        let bytes = changes.map(|change| ROW_BYTES + 2 * change.sealed.len() as u64);
        let brought = self.documents.iter().map(|of| of.brought.len() as u64);
        bytes.sum::<u64>() + ROW_BYTES * brought.sum::<u64>()
    }

    /// The number of changes in each state.
    pub(super) fn counts(&self) -> ChangeCounts {
        let verdicts = self.documents.iter().flat_map(DocumentPlan::verdicts);
        let states: Vec<ChangeState> = verdicts.map(Verdict::state).collect();
        let count = |state| states.iter().filter(|of| **of == state).count() as u64;
        [
            ChangeState::Accepted,
            ChangeState::Pending,
            ChangeState::Quarantined,
            ChangeState::SetAside,
        ]
        .map(|state| (state, count(state)))
    }
}

/// A stored change whose state changes.
#[derive(Debug, Clone)]
pub(super) struct Transition {
    pub(super) change: ChangeRowId,
    pub(super) author: AuthorRowId,
    pub(super) verdict: Verdict,
    /// The state that its device is told.
    pub(super) told: ChangeState,
    pub(super) entry: Entry,
}

/// A document's state with the accepted changes.
#[derive(Debug, Clone)]
pub(super) struct StatePlan {
    pub(super) kind: DocumentKind,
    pub(super) sealed: Vec<u8>,
    /// Its changes, in its own order.
    pub(super) order: Vec<ChangeHash>,
    /// Their authors, with the number of changes of each.
    pub(super) runs: Vec<(ChangeWriter, u32)>,
    pub(super) sites: Vec<SiteId>,
    /// Every site at which its record ever was; only for a core document.
    pub(super) ever: Vec<SiteId>,
    /// The site that its id proves.
    pub(super) founded_at: Option<SiteId>,
    pub(super) summary: Summary,
}

/// An author: a stored row, an account on the requesting device, or an author for whom that device brings a
/// change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeWriter {
    Row(AuthorRowId),
    Account(AccountId),
    Carried(AccountId, CarriedFor),
}

/// The device of a change that another device brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CarriedFor {
    pub(super) device: DeviceId,
    /// Its key, when this server does not know the device, as after a restore.
    pub(super) key: Option<PublicKey>,
}
