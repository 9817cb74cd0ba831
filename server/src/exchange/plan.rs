//! What an exchange decided to write: owned, sealed and logged, so that the writer only inserts.

use std::collections::BTreeSet;

use puente_admission::Verdict;
use puente_audit::{Entry, EntryKind};
use puente_document::Summary;
use puente_protocol::ChangeState;
use puente_protocol::identity::{Actor, PublicKey};
use puente_protocol::segment::VerifiedSegment;
use puente_record::{AccountId, ChangeHash, Compartment, DeviceId, DocumentId, RecordId, SiteId};
use rand_chacha::ChaCha20Rng;

use crate::store::quota::ROW_BYTES;
use crate::store::sealing::RecordKey;

/// Where the changes of a request are afterwards, and how many.
pub(super) type ChangeCounts = [(ChangeState, u64); 4];

/// The kind of entry by which the log says what became of a change.
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

/// Everything one request writes.
#[derive(Debug)]
pub(super) struct ExchangePlan {
    pub(super) segments: Vec<VerifiedSegment>,
    pub(super) repeated: Vec<puente_protocol::page::SegmentReceipt>,
    pub(super) documents: Vec<DocumentPlan>,
    /// Documents that have to be tried again: they were too many at once.
    pub(super) not_read: Vec<DocumentId>,
    pub(super) now_ms: i64,
    /// What its device may have stored in a day, in bytes.
    pub(super) day_bytes: u64,
    /// For the keys of records of which nothing else is known.
    pub(super) rng: ChaCha20Rng,
}

/// What is written of one document.
#[derive(Debug)]
pub(super) struct DocumentPlan {
    pub(super) id: DocumentId,
    /// Its row and version when the plan was made; nothing for a new one.
    pub(super) known: Option<StoredDocument>,
    pub(super) record: RecordPlan,
    pub(super) changes: Vec<ChangePlan>,
    pub(super) transitions: Vec<Transition>,
    /// Rows of changes that wait on, and on which this server's own word was brought.
    pub(super) vouched: Vec<i64>,
    /// Rows of changes that had not entered and that the device that asks brings for others.
    pub(super) brought: BTreeSet<i64>,
    pub(super) state: Option<StatePlan>,
}

impl DocumentPlan {
    /// What becomes of its changes, those that waited among them.
    fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        let new = self.changes.iter().map(|change| change.verdict);
        new.chain(self.transitions.iter().map(|waited| waited.verdict))
    }

    /// Does a change that comes now wait?
    pub(super) fn waits(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.verdict.is_pending())
    }
}

/// A document that was there.
#[derive(Debug, Clone, Copy)]
pub(super) struct StoredDocument {
    pub(super) nr: i64,
    pub(super) version: i64,
    /// Had it any accepted change?
    pub(super) was_visible: bool,
    /// The record it was under.
    pub(super) record: i64,
}

/// The record of a document.
#[derive(Debug, Clone)]
pub(super) struct RecordPlan {
    pub(super) id: RecordId,
    /// Its row; nothing for a new one.
    pub(super) known: Option<i64>,
    pub(super) key: RecordKey,
    /// Every site at which it ever was when the plan was made.
    pub(super) ever: Vec<SiteId>,
}

/// A change that the request brings.
#[derive(Debug)]
pub(super) struct ChangePlan {
    pub(super) hash: ChangeHash,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    /// The place of its segment in [`ExchangePlan::segments`], and its own in there.
    pub(super) segment: usize,
    pub(super) item: u64,
    pub(super) branch: u32,
    pub(super) account: AccountId,
    /// Whose it is, where the device that asks brings it for another.
    pub(super) carried: Option<CarriedFor>,
    /// This server let it enter before, and has lost it since.
    pub(super) is_vouched: bool,
    pub(super) verdict: Verdict,
    /// It claims to be later than now.
    pub(super) is_ahead: bool,
    pub(super) sealed: Vec<u8>,
    pub(super) entry: Entry,
}

impl ExchangePlan {
    /// Bytes of the device's share that its changes take, and what is said of those that were here. A body lies there by itself and in the saved document.
    pub(super) fn changes_bytes(&self) -> u64 {
        let changes = self.documents.iter().flat_map(|document| &document.changes);
        let bytes = changes.map(|change| ROW_BYTES + 2 * change.sealed.len() as u64);
        let brought = self.documents.iter().map(|of| of.brought.len() as u64);
        bytes.sum::<u64>() + ROW_BYTES * brought.sum::<u64>()
    }

    /// How many changes are in each state now.
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

/// A change that was stored as pending and no longer is.
#[derive(Debug)]
pub(super) struct Transition {
    pub(super) change: i64,
    pub(super) author: i64,
    pub(super) verdict: Verdict,
    /// What its device is told.
    pub(super) told: ChangeState,
    pub(super) entry: Entry,
}

/// The document after what was accepted.
#[derive(Debug)]
pub(super) struct StatePlan {
    pub(super) kind: Compartment,
    pub(super) sealed: Vec<u8>,
    /// Its changes, in its own order.
    pub(super) order: Vec<ChangeHash>,
    /// Who wrote them.
    pub(super) runs: Vec<(ChangeWriter, u32)>,
    pub(super) sites: Vec<SiteId>,
    /// Every site at which its record ever was; of a core document.
    pub(super) ever: Vec<SiteId>,
    /// The site that its own id proves.
    pub(super) founded_at: Option<SiteId>,
    pub(super) summary: Summary,
}

/// An author: stored already, an account on the device that asks, or one for whom that device brings it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChangeWriter {
    Row(i64),
    Account(AccountId),
    Carried(AccountId, CarriedFor),
}

/// The device of a change that another brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CarriedFor {
    pub(super) device: DeviceId,
    /// Where it is not known here, which a restored server may not.
    pub(super) key: Option<PublicKey>,
}
