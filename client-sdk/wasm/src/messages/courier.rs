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

/// The result of taking a courier's file.
#[derive(Serialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FileTaken {
    /// Bundles that this phone now carries.
    pub(crate) carried: u64,
    /// Bundles that it carried already.
    pub(crate) known: u64,
    /// Receipts for this phone, or kept for the person who gave the bundle.
    pub(crate) receipts: u64,
    /// How many segments of this phone they newly acknowledged.
    pub(crate) acknowledged: u64,
    /// Pieces that are damaged or written by another program; ask for another copy.
    pub(crate) damaged: u64,
    /// Why a piece was not taken.
    pub(crate) refused: Option<FailureCode>,
}
