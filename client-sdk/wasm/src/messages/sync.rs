//! What the sync engine asks the Worker to do.

use puente_client::SyncReport;
use serde::Serialize;

use super::BytesBeside;
use super::failure::FailureMessage;

/// Something to carry out.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "effect", rename_all = "snake_case")]
pub(crate) enum SyncEffect {
    /// Send this to the server, and hand its answer over as it comes.
    SendExchange {
        body: BytesBeside,
    },
    Pause {
        for_ms: u64,
    },
    /// Have a page tried by somebody who holds no store.
    TryPage {
        page: i64,
        batch: BytesBeside,
    },
    /// Say `takeIn` once everything before this was begun.
    TakeIn,
    /// Show how much is still to come.
    ShowProgress {
        rows_left: u64,
    },
    /// The sync is over.
    Finish {
        stop: SyncStop,
        /// What the server or the store had against it.
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
    /// Everything is exchanged, and the server keeps aside what this device sends.
    Revoked,
    NotEnrolled,
    LineBroke,
    Refused,
    /// The server answered with what is no answer.
    Damaged,
}
