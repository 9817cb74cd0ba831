//! Backups: an encrypted copy of the database, its keys in a separate file, and restoring both.
//!
//! A backup is two files, each encrypted to offline recipients and each with a manifest beside it. The copy is
//! made while the server works. It contains no record key, and nothing readable without one. The file of keys
//! contains them and is kept for a shorter time: an erased person is gone from every backup once the last file
//! of keys with their key is deleted.

pub mod age;
mod file;
mod keys;
mod manifest;
mod prune;
mod restore;
mod take;
mod verify;

use std::path::PathBuf;

use crate::rebuild::RebuildError;
use crate::store::{OpenError, StoreError};
use crate::tombstones::TombstoneError;

pub use file::Digest;
pub use manifest::{BackupContent, Manifest};
pub use prune::{RetentionRule, prune};
pub use restore::{RestoreOptions, RestoredServer, SeenLogEnd, restore};
pub use take::{BackupMaker, BackupOptions};
pub use verify::verify;

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file of this name exists; nothing is overwritten.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The folder does not exist: make it, or name another.
    #[error("there is no folder {}: make it, or name another", .0.display())]
    NoFolder(PathBuf),
    /// No recipient was given, so nobody could open the backup.
    #[error("a backup needs a recipient")]
    NoRecipient,
    /// The file does not open, or a key cannot be read.
    #[error(transparent)]
    Age(#[from] age::AgeFileError),
    /// The manifest beside the file cannot be read.
    #[error("{} is no manifest of a backup", .0.display())]
    Manifest(PathBuf),
    /// The file is not the one that its manifest describes: use another backup.
    #[error("{} is not what its manifest says: {what}", path.display())]
    Differs {
        /// Its path.
        path: PathBuf,
        /// What differs.
        what: &'static str,
    },
    /// The file of tombstones cannot be used.
    #[error(transparent)]
    Tombstones(#[from] TombstoneError),
    /// The copy and the file of keys do not belong together.
    #[error("the file of keys does not fit this backup: {0}")]
    OtherKeys(&'static str),
    /// The restored log is not the one that the checkpoint was taken from.
    #[error("the log of this backup is not the one of the checkpoint: {0}")]
    OtherLog(&'static str),
    /// The restored database is inconsistent. It was left in place, so that somebody can examine it.
    #[error("the restored database is damaged and was left in {}: {differences}", folder.display())]
    Damaged {
        /// Its folder.
        folder: PathBuf,
        /// The number of differences, and the first of them.
        differences: String,
    },
    /// The database could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be rebuilt or verified.
    #[error(transparent)]
    Rebuild(#[from] RebuildError),
}

impl BackupError {
    fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
