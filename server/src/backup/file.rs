//! Files that are either complete or absent: written under another name, flushed, renamed.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::BackupError;
use crate::folder;

/// The length and the hash of some bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The length in bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Counts and hashes the bytes that pass through.
pub(super) struct HashingStream<T> {
    inner: T,
    hash: Sha256,
    bytes: u64,
}

impl<T> HashingStream<T> {
    pub(super) fn new(inner: T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    pub(super) fn finish(self) -> (T, Digest) {
        let sha256 = data_encoding::HEXLOWER.encode(&self.hash.finalize());
        let digest = Digest {
            bytes: self.bytes,
            sha256,
        };
        (self.inner, digest)
    }

    fn count(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<W: Write> Write for HashingStream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.count(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for HashingStream<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.count(&out[..read]);
        Ok(read)
    }
}

/// A file under its temporary name. It is deleted when dropped, unless it was placed.
pub(super) struct UnfinishedFile {
    draft: PathBuf,
    path: PathBuf,
    is_placed: bool,
}

impl UnfinishedFile {
    /// Begins a file, readable only by its owner. The file must not exist.
    pub(super) fn begin(path: &Path, ending: &str) -> Result<(Self, File), BackupError> {
        if path.exists() {
            return Err(BackupError::Exists(path.to_owned()));
        }
        let draft = with_ending(path, ending);
        // Remove what a killed run left behind.
        let _ = fs::remove_file(&draft);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&draft)
            .map_err(BackupError::file(&draft))?;
        let draft = Self {
            draft,
            path: path.to_owned(),
            is_placed: false,
        };
        Ok((draft, file))
    }

    /// Renames the file to its final name. The caller must have flushed its content to the disk.
    pub(super) fn place(mut self) -> Result<(), BackupError> {
        fs::rename(&self.draft, &self.path).map_err(BackupError::file(&self.path))?;
        self.is_placed = true;
        sync_folder(&self.path)
    }
}

impl Drop for UnfinishedFile {
    fn drop(&mut self) {
        if !self.is_placed {
            let _ = fs::remove_file(&self.draft);
        }
    }
}

/// The name of a file with an ending appended.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Flushes the folder of a file, so that a new name survives a crash.
pub(super) fn sync_folder(path: &Path) -> Result<(), BackupError> {
    let folder = folder::folder_of(path);
    folder::sync(folder).map_err(BackupError::file(folder))
}
