//! How much space SQLite's files take, and how much is free beside them.

use std::path::Path;

use super::DatabaseLocation;
use crate::store::StoreError;

/// Space in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskSpace {
    /// Bytes of the database file.
    pub database_bytes: u64,
    /// Bytes of the write-ahead log beside it.
    pub wal_bytes: u64,
    /// Bytes that this process may still write to the same file system.
    pub free_bytes: u64,
}

impl DiskSpace {
    /// The space of the file and its log.
    pub(in crate::store) fn of(disk: &DatabaseLocation) -> Result<Self, StoreError> {
        let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
        let mut wal = disk.path.clone().into_os_string();
        wal.push("-wal");
        let folder = disk.path.parent().unwrap_or(Path::new("."));
        let volume =
            rustix::fs::statvfs(folder).map_err(|error| StoreError::Space(error.into()))?;
        Ok(Self {
            database_bytes: size(&disk.path),
            wal_bytes: size(Path::new(&wal)),
            free_bytes: volume.f_bavail.saturating_mul(volume.f_frsize),
        })
    }
}
