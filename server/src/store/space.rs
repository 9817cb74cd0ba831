//! How much room the database takes, and how much is left beside it.

use std::path::Path;

use super::{DatabaseLocation, Store, StoreError};

/// Below this many free bytes nothing more is taken: the log grows to 8 MiB between checkpoints,
/// one exchange may bring 4 MiB, and the commands that make room have to write as well.
pub const FREE_BYTES_MIN: u64 = 64 * 1024 * 1024;

/// Room, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiskSpace {
    /// The database file.
    pub database_bytes: u64,
    /// The write-ahead log beside it.
    pub wal_bytes: u64,
    /// What this process may still write to the same file system.
    pub free_bytes: u64,
}

impl DiskSpace {
    pub(super) fn of(disk: &DatabaseLocation) -> Result<Self, StoreError> {
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

impl Store {
    /// Writes and flushes one row, to see that it can be done.
    ///
    /// # Errors
    /// It cannot: nothing that a device brings now would be taken either.
    pub fn probe(&self, now_ms: i64) -> Result<(), StoreError> {
        self.write(move |write| {
            write
                .connection()
                .prepare_cached(
                    "INSERT INTO meta(key, value) VALUES ('probed_ms', ?1)
                     ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                )?
                .execute([now_ms.to_be_bytes()])?;
            Ok(())
        })
    }
}
