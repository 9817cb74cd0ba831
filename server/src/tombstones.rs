//! Tombstones of erased people, in a file beside the server's key: it lies outside the backups and outlives
//! them.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::folder;
use crate::store::erasure::Tombstone;

/// Why a file of tombstones cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TombstoneError {
    /// The file or its folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A line is not a tombstone: repair it. Until then nobody who was erased comes back, because nothing is
    /// restored.
    #[error("{} is no file of tombstones", .0.display())]
    NotTombstones(PathBuf),
}

fn file(path: &Path) -> impl FnOnce(io::Error) -> TombstoneError {
    let path = path.to_owned();
    move |source| TombstoneError::File { path, source }
}

/// Appends a tombstone to the file beside the server's key, before the database is changed. An operator who
/// restores an older backup uses this file too, and the person stays erased.
///
/// # Errors
/// The file cannot be written; nothing was erased.
pub fn append(path: &Path, erased: &Tombstone) -> Result<(), TombstoneError> {
    let append = || {
        let mut file = OpenOptions::new()
            .append(true)
            .create(true)
            .mode(0o600)
            .open(path)?;
        let Tombstone {
            record,
            at_ms,
            reason,
        } = erased;
        writeln!(file, "{record} {at_ms} {reason}")?;
        file.sync_all()
    };
    append().map_err(file(path))?;
    let folder = folder::folder_of(path);
    folder::sync(folder).map_err(file(folder))
}

/// Reads a file of tombstones.
///
/// # Errors
/// It cannot be read, or a line is not a tombstone. A torn line must not bring an erased person back.
pub(crate) fn read(path: &Path) -> Result<Vec<Tombstone>, TombstoneError> {
    let text = std::fs::read_to_string(path).map_err(file(path))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let read = lines.map(|line| {
        let mut parts = line.splitn(3, ' ');
        let record = parts.next()?.parse().ok()?;
        Some(Tombstone {
            record,
            at_ms: parts.next()?.parse().ok()?,
            reason: parts.next().unwrap_or_default().to_owned(),
        })
    });
    let tombstones: Option<Vec<Tombstone>> = read.collect();
    tombstones.ok_or_else(|| TombstoneError::NotTombstones(path.to_owned()))
}
