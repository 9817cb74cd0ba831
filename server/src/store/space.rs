//! How much space the database takes, how much is free beside it, and whether the server can accept more.

use std::path::Path;

use puente_protocol::problem::ProblemCode;

use super::{DatabaseLocation, Store, StoreError};

/// Fewest free bytes with which the server accepts more. The log grows to 8 MiB between checkpoints, one
/// exchange may bring 4 MiB, and the commands that free space must write too.
pub const FREE_BYTES_MIN: u64 = 64 * 1024 * 1024;

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
    /// Writes and flushes one row to check that it is possible.
    ///
    /// # Errors
    /// It is not: nothing that a device brings now would be accepted either.
    fn probe(&self, now_ms: i64) -> Result<(), StoreError> {
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

    /// Whether the database can be read.
    #[must_use]
    pub(crate) fn is_healthy(&self) -> bool {
        self.read(super::log::size).is_ok()
    }

    /// Whether the server could accept what a device brings now: there must be free space, and one row is
    /// written as a test.
    ///
    /// # Errors
    /// The code of the problem that a device would get.
    pub(crate) fn readiness(&self, now_ms: i64) -> Result<(), ProblemCode> {
        let free_bytes = |space: DiskSpace| space.free_bytes;
        let found = self.probe(now_ms).and_then(|()| self.space());
        match found.map(free_bytes) {
            Ok(bytes) if bytes < FREE_BYTES_MIN => Err(ProblemCode::StorageFull),
            Ok(_) => Ok(()),
            Err(error) => {
                tracing::error!(%error, "the database cannot be written");
                Err(error.problem())
            }
        }
    }
}
