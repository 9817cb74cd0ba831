//! The manifest beside a file, unencrypted. It contains nothing about a person, and enough to tell a whole file
//! from a damaged one, and one backup from another.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::BackupError;
use super::file::{Digest, UnfinishedFile, with_ending};

/// The version of the manifest's form.
const FORMAT: u32 = 1;

/// The ending after the name of the described file.
pub(super) const ENDING: &str = ".json";

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupContent {
    /// A copy of the database without keys.
    Database,
    /// The keys of a copy.
    Keys,
}

/// The manifest of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always 1.
    pub format: u32,
    /// The kind of file.
    pub content: BackupContent,
    /// The id of its server.
    pub server: String,
    /// The epoch of its server.
    pub epoch: u32,
    /// When it was made, by the server's clock in ms since 1970.
    pub made_ms: i64,
    /// The number of log entries in it.
    pub log_size: u64,
    /// The root of that log, hexadecimal.
    pub log_root: String,
    /// The encrypted file as it is stored.
    pub file: Digest,
    /// The decrypted content.
    pub plain: Digest,
}

impl Manifest {
    pub(super) const FORMAT: u32 = FORMAT;

    /// The path of the manifest of a file.
    pub(super) fn path(file: &Path) -> PathBuf {
        with_ending(file, ENDING)
    }

    /// Reads the manifest beside a file.
    ///
    /// # Errors
    /// It is missing, or is not a manifest.
    pub fn read(file: &Path) -> Result<Self, BackupError> {
        let path = Self::path(file);
        let text = std::fs::read(&path).map_err(BackupError::file(&path))?;
        match serde_json::from_slice::<Self>(&text) {
            Ok(manifest) if manifest.format == FORMAT => Ok(manifest),
            _ => Err(BackupError::Manifest(path)),
        }
    }

    /// Writes the manifest beside a file. From then on the file counts as complete.
    pub(super) fn write(&self, file: &Path) -> Result<(), BackupError> {
        let path = Self::path(file);
        let (draft, mut out) = UnfinishedFile::begin(&path, ".partial")?;
        let mut text = serde_json::to_vec_pretty(self).expect("a manifest has a JSON form");
        text.push(b'\n');
        out.write_all(&text)
            .and_then(|()| out.sync_all())
            .map_err(BackupError::file(&path))?;
        draft.place()
    }
}
