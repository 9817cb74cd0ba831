//! What is said of a file beside it, in the clear: nothing of a person, enough to tell a whole file from
//! a damaged one and one backup from another.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::BackupError;
use super::file::{Digest, UnfinishedFile, beside};

/// The version of the form.
const FORMAT: u32 = 1;

/// Behind the name of the file that it describes.
pub(super) const ENDING: &str = ".json";

/// What is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupContent {
    /// A copy of the database without keys.
    Database,
    /// Its keys.
    Keys,
}

/// The manifest of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// 1.
    pub format: u32,
    /// What is in the file.
    pub content: BackupContent,
    /// Of which server.
    pub server: String,
    /// In which of its lives.
    pub epoch: u32,
    /// When, in ms since 1970 by the server's clock.
    pub made_ms: i64,
    /// Entries of the log.
    pub log_size: u64,
    /// Its root, hexadecimal.
    pub log_root: String,
    /// The file as it lies there, encrypted.
    pub file: Digest,
    /// What comes out when it is decrypted.
    pub plain: Digest,
}

impl Manifest {
    pub(super) const FORMAT: u32 = FORMAT;

    /// Where the manifest of a file is.
    pub(super) fn path(file: &Path) -> PathBuf {
        beside(file, ENDING)
    }

    /// Reads the manifest beside a file.
    ///
    /// # Errors
    /// It is missing or none.
    pub fn read(file: &Path) -> Result<Self, BackupError> {
        let path = Self::path(file);
        let text = std::fs::read(&path).map_err(BackupError::file(&path))?;
        match serde_json::from_slice::<Self>(&text) {
            Ok(manifest) if manifest.format == FORMAT => Ok(manifest),
            _ => Err(BackupError::Manifest(path)),
        }
    }

    /// Writes it beside a file: from now on that one counts as whole.
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
