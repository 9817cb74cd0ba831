//! How much of one device waits or is quarantined.

/// A number of changes, and their bytes.
#[derive(Debug, Clone, Copy, Default)]
pub struct BacklogSize {
    /// Changes.
    pub changes: u64,
    /// The bytes of their bodies.
    pub bytes: u64,
}

impl BacklogSize {
    /// Counts one more change.
    pub fn add(&mut self, bytes: usize) {
        self.changes += 1;
        self.bytes += bytes as u64;
    }

    /// Is it more than this in either?
    #[must_use]
    pub fn exceeds(&self, most: &Self) -> bool {
        self.changes > most.changes || self.bytes > most.bytes
    }
}
