//! What a step of a sync works with.

use rusqlite::Connection;

use super::SyncReport;
use crate::Rng;
use crate::local_signer::LocalSigner;

/// The store, the signer, and the inputs that the engine may not obtain itself: time and randomness.
pub(crate) struct SyncContext<'a> {
    pub(crate) conn: &'a mut Connection,
    pub(crate) me: &'a mut LocalSigner,
    pub(crate) rng: &'a mut Rng,
    /// This device's clock, in ms since 1970.
    pub(crate) now_ms: i64,
}

/// What taking in works with, besides the transaction.
pub(crate) struct AbsorbContext<'a> {
    pub(crate) me: &'a LocalSigner,
    pub(crate) report: &'a mut SyncReport,
    pub(crate) rng: &'a mut Rng,
}
