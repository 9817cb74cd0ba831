//! Syncing without any network code: events in, effects out.
//!
//! A driver passes [`Event`]s to [`crate::Device::handle`] and carries out the [`Effect`]s. Each step commits
//! before it returns its effects, so the device may be dropped between any two steps.

mod absorb;
mod batch_size;
mod bodies;
mod context;
mod displaced;
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
pub(crate) use purge::recall;
pub(crate) use receive::take_grants;

/// Something that happened outside the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A person or a timer wants a sync.
    SyncRequested,
    /// The next bytes of the server's answer arrived.
    BytesArrived(Vec<u8>),
    /// The answer ended properly.
    ReplyEnded,
    /// The server refused the request as a whole.
    ReplyRefused(ProblemCode),
    /// The line broke, before or during the answer.
    LineBroke,
    /// The pause of [`Effect::Pause`] is over.
    PauseEnded,
    /// A trial of [`Effect::TryPage`] ended.
    PageTried {
        /// The number in [`Effect::TryPage`].
        page: i64,
        /// The result of [`puente_admission::join`]; `None` when the trial died.
        outcomes: Option<Vec<JoinedDocument>>,
    },
    /// Every effect before [`Effect::TakeIn`] has been started.
    TakeIn,
}

/// Something that the driver must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send this body to `POST /v1/sync` and report what happens.
    SendExchange(Vec<u8>),
    /// Wait, then report [`Event::PauseEnded`].
    Pause {
        /// The length of the pause in ms.
        for_ms: u64,
    },
    /// Try foreign bytes where a crash costs nothing: in another process, or in a Worker without a database.
    /// Carry out other effects meanwhile, best on another core.
    TryPage {
        /// The number of this trial; give it back in [`Event::PageTried`].
        page: i64,
        /// The input for [`puente_admission::join`]. To send it to another process or Worker, encode it with
        /// [`puente_admission::wire`].
        batch: Batch,
    },
    /// Report [`Event::TakeIn`]. The engine then writes the pages of an earlier trial while the next one runs.
    TakeIn,
    /// Show how many rows are known to be still on their way.
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
    /// Everything is exchanged, and the server said that this device was revoked: it quarantined what was sent.
    Revoked,
    /// The device is not enrolled.
    NotEnrolled,
    /// The line is broken. What was exchanged stays exchanged.
    LineBroke,
    /// The server refused the request.
    Refused(ProblemCode),
    /// The bytes that arrived are not an answer.
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
    /// Own changes that the server acknowledged, including those that earlier syncs had left in segments. Its
    /// verdicts say what became of them.
    pub changes_acknowledged: u64,
    /// Whole documents that came.
    pub documents_received: u64,
    /// Single changes that came.
    pub changes_received: u64,
    /// Own changes that the server put into quarantine.
    pub quarantined: u64,
    /// Own changes that wait at the server for other changes.
    pub pending: u64,
    /// Edits that were written again after a quarantine or for a new install.
    pub written_again: u64,
    /// Documents that were purged from this device.
    pub purged: u64,
    /// Rows that came and could not be used; they are held back.
    pub unusable: u64,
}
