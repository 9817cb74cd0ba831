//! How much room the database takes, how much is left beside it, and whether more can be taken.

use std::path::Path;

use puente_protocol::problem::ProblemCode;

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

    /// Can the database be read?
    #[must_use]
    pub(crate) fn is_healthy(&self) -> bool {
        self.read(super::log::size).is_ok()
    }

    /// Would what a device brings now be taken? One row is written to see, and there has to be room.
    ///
    /// # Errors
    /// The code of the problem that a device would be told.
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
