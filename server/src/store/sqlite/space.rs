//! How much space SQLite's files take, and how much is free beside them.

use std::path::Path;

use super::SqliteFile;
use crate::store::{DiskSpace, StoreError};

/// The space of the file and its log.
pub(in crate::store) fn space(disk: &SqliteFile) -> Result<DiskSpace, StoreError> {
    let size = |path: &Path| path.metadata().map_or(0, |file| file.len());
    let mut wal = disk.path.clone().into_os_string();
    wal.push("-wal");
    let folder = disk.path.parent().unwrap_or(Path::new("."));
    let volume = rustix::fs::statvfs(folder).map_err(|error| StoreError::Space(error.into()))?;
    Ok(DiskSpace {
        database_bytes: size(&disk.path),
        wal_bytes: Some(size(Path::new(&wal))),
        // What this process may still write to the same file system.
        free_bytes: Some(volume.f_bavail.saturating_mul(volume.f_frsize)),
    })
}
