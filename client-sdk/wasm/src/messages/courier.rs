//! Files of couriers.

use serde::Serialize;

use super::BytesBeside;
use super::failure::FailureCode;

/// Bundles or receipts to hand over; empty when there are none.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CourierFile {
    pub(crate) file: BytesBeside,
}

/// What a courier's file brought.
#[derive(Serialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FileTaken {
    /// Bundles that this phone carries from now on.
    pub(crate) carried: u64,
    /// Bundles that it carried before.
    pub(crate) known: u64,
    /// Receipts that were this phone's, or are kept for whoever gave the bundle.
    pub(crate) receipts: u64,
    /// What they say of this phone's own segments that was not known to be on the server.
    pub(crate) acknowledged: u64,
    /// Pieces that came damaged, or are of another program; ask for another copy.
    pub(crate) damaged: u64,
    /// Why something in it was not taken.
    pub(crate) refused: Option<FailureCode>,
}
