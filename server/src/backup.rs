//! Backups: an encrypted copy of the database, its keys in a file of their own, and the way back.
//!
//! A backup is two files, each encrypted to offline recipients and each with a manifest beside it. The
//! copy is made while the server works. It holds no key and nothing that is readable without one: the
//! file of keys does, and is kept for a shorter time, so that an erased person is gone from every backup
//! when the last file of keys with their key is.

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
pub use restore::{Checkpoint, RestoreOptions, RestoredServer, restore};
pub use take::{BackupMaker, BackupOptions};
pub use verify::verify;

/// Why there is no backup, or no way back from one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Nothing is overwritten.
    #[error("{} exists already", .0.display())]
    Exists(PathBuf),
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Nothing is made that was not asked for: make the folder, or name another.
    #[error("there is no folder {}: make it, or name another", .0.display())]
    NoFolder(PathBuf),
    /// Encrypted to nobody, anybody could read it.
    #[error("a backup needs a recipient")]
    NoRecipient,
    /// The file does not open, or a key does not read.
    #[error(transparent)]
    Age(#[from] age::AgeFileError),
    /// The manifest beside the file cannot be read.
    #[error("{} is no manifest of a backup", .0.display())]
    Manifest(PathBuf),
    /// The file is not the one that its manifest describes: take another backup.
    #[error("{} is not what its manifest says: {what}", path.display())]
    Differs {
        /// Which.
        path: PathBuf,
        /// How.
        what: &'static str,
    },
    /// The file of tombstones cannot be used.
    #[error(transparent)]
    Tombstones(#[from] TombstoneError),
    /// The two files do not belong together.
    #[error("the file of keys does not fit this backup: {0}")]
    OtherKeys(&'static str),
    /// The restored log is not the one that the checkpoint was seen of.
    #[error("the log of this backup is not the one of the checkpoint: {0}")]
    OtherLog(&'static str),
    /// The restored database does not fit together; it was left where it is, for whoever looks at it.
    #[error("the restored database is damaged and was left in {}: {differences}", folder.display())]
    Damaged {
        /// Where it is.
        folder: PathBuf,
        /// How many differences, and the first of them.
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
