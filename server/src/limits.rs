//! How much a device gets and may bring. Tests set lower limits.

use crate::store::quota::DAY_BYTES;

/// Limits that tests lower.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The most rows of one page. A page of 64 KiB holds fewer, even of the smallest rows.
    pub page_rows_max: usize,
    /// The most bytes that one device may store in a day.
    pub day_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            page_rows_max: 16 * 1024,
            day_bytes: DAY_BYTES,
        }
    }
}
