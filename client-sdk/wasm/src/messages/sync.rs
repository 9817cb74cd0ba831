//! The effects of the sync engine, which the Worker carries out.

use puente_client::SyncReport;
use serde::Serialize;

use super::BytesBeside;
use super::failure::FailureMessage;

/// An effect to carry out.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "effect", rename_all = "snake_case")]
pub(crate) enum SyncEffect {
    /// Send this to the server, and pass its answer on as it comes.
    SendExchange {
        body: BytesBeside,
    },
    Pause {
        for_ms: u64,
    },
    /// Have a page tried where no store is open.
    TryPage {
        page: i64,
        batch: BytesBeside,
    },
    /// Call `takeIn` once everything before this was started.
    TakeIn,
    /// Show how many rows are still to come.
    ShowProgress {
        rows_left: u64,
    },
    /// The sync is over.
    Finish {
        stop: SyncStop,
        /// The problem of the server or the store.
        failure: Option<FailureMessage>,
        report: SyncReport,
    },
}

/// Why a sync ended.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum SyncStop {
    /// Everything is exchanged.
    Done,
    /// Everything is exchanged, and the server quarantines what this device sends.
    Revoked,
    NotEnrolled,
    LineBroke,
    Refused,
    /// The bytes that arrived are not an answer.
    Damaged,
}
