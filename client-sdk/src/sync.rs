//! Syncing without any network in it: events in, effects out.
//!
//! A driver hands [`Event`]s to [`crate::Device::handle`] and carries out the [`Effect`]s. Each step
//! commits before its effects are returned, so the device may be dropped between any two.

mod absorb;
mod batch_size;
mod bodies;
mod context;
mod earlier_logs;
mod engine;
mod fork;
mod page_buffer;
mod page_trial;
mod purge;
mod receive;
mod refill;
mod reply_progress;
pub(crate) mod seal;
mod segment;
mod state;
#[cfg(test)]
mod tests;
mod trial_pipeline;
mod unacknowledged;
mod upload;
mod verdict;

pub(crate) use context::SyncContext;
pub(crate) use earlier_logs::bundles_of;
pub(crate) use engine::Engine;
use puente_admission::{Batch, JoinedDocument};
use puente_protocol::problem::ProblemCode;
pub(crate) use receive::take_grants;

/// Something that happened outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A person or a timer wants a sync.
    SyncRequested,
    /// The next bytes of the server's answer arrived.
    BytesArrived(Vec<u8>),
    /// The answer ended as it should.
    ReplyEnded,
    /// The server refused the request as a whole.
    ReplyRefused(ProblemCode),
    /// The line broke, before or within the answer.
    LineBroke,
    /// The pause of [`Effect::Pause`] is over.
    PauseEnded,
    /// A trial of [`Effect::TryPage`] ended.
    PageTried {
        /// The page.
        page: i64,
        /// What [`puente_admission::join`] made of it; nothing when the trial died of it.
        outcomes: Option<Vec<JoinedDocument>>,
    },
    /// Everything that was asked for before [`Effect::TakeIn`] was begun.
    TakeIn,
}

/// Something that the driver is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send this body to `POST /v1/sync` and report what comes.
    SendExchange(Vec<u8>),
    /// Wait, then report [`Event::PauseEnded`].
    Pause {
        /// How long, in ms.
        for_ms: u64,
    },
    /// Try foreign bytes where nothing is at stake: another process, or a Worker with no database. Other
    /// effects are carried out meanwhile, best on another core.
    TryPage {
        /// The page, for the answer.
        page: i64,
        /// For [`puente_admission::join`]; on the way to another process or Worker it is
        /// [`puente_admission::wire`] that makes it bytes.
        batch: Batch,
    },
    /// Report [`Event::TakeIn`]: what an earlier trial let through is written while the next one runs.
    TakeIn,
    /// Show how far it is: rows that are known to be still on their way.
    ShowProgress {
        /// Rows left, as far as the server counted.
        rows_left: u64,
    },
    /// The sync is over.
    Finish(SyncReport, StopReason),
}

/// Why a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// Everything is exchanged.
    Done,
    /// Everything is exchanged, and the server said that this device was revoked: what was sent is kept aside.
    Revoked,
    /// The device is not enrolled.
    NotEnrolled,
    /// The line is broken; what was exchanged stays exchanged.
    LineBroke,
    /// The server refused.
    Refused(ProblemCode),
    /// The server answered with what is no answer.
    Damaged,
}

/// What a sync did and cost.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SyncReport {
    /// Requests that were sent.
    pub round_trips: u64,
    /// Bytes of request bodies.
    pub bytes_up: u64,
    /// Bytes of answer bodies.
    pub bytes_down: u64,
    /// Segments that the server acknowledged.
    pub segments_acknowledged: u64,
    /// Own changes that were put into segments.
    pub changes_sealed: u64,
    /// Of these, those that the server acknowledged, with what earlier syncs had left in segments. What it made
    /// of them its verdicts say.
    pub changes_acknowledged: u64,
    /// Whole documents that came.
    pub documents_received: u64,
    /// Single changes that came.
    pub changes_received: u64,
    /// Own changes that the server put into quarantine.
    pub quarantined: u64,
    /// Own changes that wait at the server for others.
    pub pending: u64,
    /// Edits that were written again after a quarantine or for a new install.
    pub written_again: u64,
    /// Documents that left this device.
    pub purged: u64,
    /// Rows that came and could not be used; they are kept.
    pub unusable: u64,
}
