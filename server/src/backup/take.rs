//! Makes a backup beside a running server.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use puente_audit::{Entry, EntryKind, commit_public};

use super::BackupError;
use super::age::{Recipient, Sealer};
use super::file::Digest;
use super::file::{HashingStream, UnfinishedFile, with_ending};
use super::keys::KeyFile;
use super::manifest::{BackupContent, Manifest};
use crate::shared_rng::SharedRng;
use crate::store::snapshot::SnapshotKeys;
use crate::store::{Store, meta};

/// The backup to make.
#[derive(Debug)]
pub struct BackupOptions<'a> {
    /// The encrypted copy of the database.
    pub out: &'a Path,
    /// The encrypted keys: in another folder, with another retention.
    pub keys_out: &'a Path,
    /// The recipients who may open both files.
    pub recipients: &'a [Recipient],
}

/// The copy before it is encrypted to the recipients, protected by the database's key alone. Deleted when
/// dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(path: PathBuf) -> Self {
        let scratch = Self(path);
        scratch.remove();
        scratch
    }

    fn remove(&self) {
        for ending in ["", "-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(with_ending(&self.0, ending));
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Makes backups beside a running server.
#[derive(Debug)]
pub struct BackupMaker {
    store: Arc<Store>,
    rng: Arc<SharedRng>,
}

impl BackupMaker {
    pub(crate) fn new(store: Arc<Store>, rng: Arc<SharedRng>) -> Self {
        Self { store, rng }
    }

    /// Makes a backup. When this returns, both files are complete and on the disk; only then do they have their
    /// names, and the manifest of the copy is written last.
    ///
    /// # Errors
    /// [`BackupError`]: a file exists already, or the disk is full. Nothing is left behind.
    pub fn make(&self, backup: &BackupOptions<'_>, now_ms: i64) -> Result<Manifest, BackupError> {
        if backup.recipients.is_empty() {
            return Err(BackupError::NoRecipient);
        }
        for path in [backup.out, backup.keys_out] {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                return Err(BackupError::NoFolder(folder.to_owned()));
            }
            for path in [path.to_owned(), Manifest::path(path)] {
                if path.exists() {
                    return Err(BackupError::Exists(path));
                }
            }
        }
        let scratch = Scratch::new(with_ending(backup.out, ".scratch"));
        let beside = self.store.copy(&scratch.0)?;
        let copy = File::open(&scratch.0).map_err(BackupError::file(&scratch.0))?;
        let (database, file, plain) = self.seal(copy, backup.out, backup.recipients)?;
        let manifest = Manifest {
            format: Manifest::FORMAT,
            content: BackupContent::Database,
            server: self.store.id().to_string(),
            epoch: self.store.identity().epoch,
            made_ms: now_ms,
            log_size: beside.log.size(),
            log_root: HEXLOWER.encode(&beside.log.root()),
            file,
            plain,
        };
        let bytes = self.keys_of(beside).to_bytes();
        let (keys, file, plain) = self.seal(&bytes[..], backup.keys_out, backup.recipients)?;
        let of_keys = Manifest {
            content: BackupContent::Keys,
            file,
            plain,
            ..manifest.clone()
        };
        let commitment = commit_public(manifest.file.sha256.as_bytes());
        self.store.write(move |write| {
            write.log(&Entry {
                commitment: Some(commitment),
                ..Entry::new(EntryKind::BackupMade, now_ms)
            })
        })?;
        keys.place()?;
        of_keys.write(backup.keys_out)?;
        database.place()?;
        manifest.write(backup.out)?;
        self.store
            .write(move |write| meta::set_backed_up(write, now_ms))?;
        Ok(manifest)
    }

    fn keys_of(&self, beside: SnapshotKeys) -> KeyFile {
        let records = beside
            .keys
            .iter()
            .map(|(record, key)| (*record, (**key).into()));
        KeyFile {
            server: self.store.id(),
            log_size: beside.log.size(),
            database: (**self.store.key()).into(),
            records: records.collect(),
            erased: beside.erased,
        }
    }

    /// Encrypts everything read from `plain` into a draft of this file, and flushes it to the disk.
    fn seal(
        &self,
        plain: impl Read,
        path: &Path,
        recipients: &[Recipient],
    ) -> Result<(UnfinishedFile, Digest, Digest), BackupError> {
        let (draft, file) = UnfinishedFile::begin(path, ".partial")?;
        let mut rng = self.rng.fork();
        let write = || {
            let mut plain = HashingStream::new(plain);
            let out = io::BufWriter::new(HashingStream::new(file));
            let mut sealer = Sealer::begin(out, recipients, &mut rng)?;
            io::copy(&mut plain, &mut sealer)?;
            let out = sealer.finish()?.into_inner().map_err(io::Error::from)?;
            let (file, sealed) = out.finish();
            file.sync_all()?;
            Ok((sealed, plain.finish().1))
        };
        let (sealed, plain) = write().map_err(BackupError::file(path))?;
        Ok((draft, sealed, plain))
    }
}
