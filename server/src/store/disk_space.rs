//! How much space the database takes.

/// Space in bytes. What is not known is `None`: another machine does not say how much space its disk has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskSpace {
    /// Bytes of the database.
    pub database_bytes: u64,
    /// Bytes of the write-ahead log beside it.
    pub wal_bytes: Option<u64>,
    /// Bytes that may still be written there.
    pub free_bytes: Option<u64>,
}
