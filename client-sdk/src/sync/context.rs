//! What a step of a sync works on.

use rusqlite::Connection;

use crate::Rng;
use crate::local_signer::LocalSigner;

/// The store, who signs, and what a step may not look up by itself: time and chance.
pub(crate) struct SyncContext<'a> {
    pub(crate) conn: &'a mut Connection,
    pub(crate) me: &'a mut LocalSigner,
    pub(crate) rng: &'a mut Rng,
    /// This device's clock, in ms since 1970.
    pub(crate) now_ms: i64,
}
