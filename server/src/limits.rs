//! How much a device is given and may bring; tests set it lower.

use crate::store::quota::DAY_BYTES;

/// Sizes that tests set lower.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Rows of one page: what a page of 64 KiB can hold of the smallest rows is less.
    pub page_rows_max: usize,
    /// What one device may have stored in a day, in bytes.
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
