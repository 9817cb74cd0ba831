//! Writes an export of the log, beside a running server. What was cut is continued at the size that was signed
//! when it began.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use puente_audit::manifest::EntryCounts;
use puente_audit::{
    Checkpoint, ConsistencyProof, Entry, EntryKind, ExportManifest, LeafHash, LogFile, ProveError,
    TileBuilder, VerifierKey,
};

use super::{CHECKPOINT, ExportError, KEY, LogName, LogSignerClient, LogSignerError, MANIFEST};
use crate::folder;
use crate::store::{Store, StoreError, log};

/// Exports a server's log.
#[derive(Debug)]
pub struct LogExporter {
    store: Arc<Store>,
}

/// A finished export.
#[derive(Debug)]
pub struct LogExport {
    /// What it holds.
    pub manifest: ExportManifest,
    /// The key of the log.
    pub key: VerifierKey,
    /// Its signed checkpoint.
    pub checkpoint: String,
    /// Whether it continued one that was cut. Then the log may have grown since: what came later is not in it.
    pub is_continued: bool,
}

impl LogExporter {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store }
    }

    /// The name of the server's log.
    #[must_use]
    pub fn log(&self) -> LogName {
        let identity = self.store.identity();
        LogName {
            server: identity.server,
            epoch: identity.epoch,
        }
    }

    /// Exports the log into a folder, which must be empty, missing, or hold an unfinished export of this log. A
    /// new export is itself an entry, which is in it. When this returns, everything is on the disk.
    ///
    /// # Errors
    /// [`ExportError`]. What was written stays: the next run continues it.
    pub fn export(
        &self,
        out: &Path,
        signer: &LogSignerClient,
        now_ms: i64,
    ) -> Result<LogExport, ExportError> {
        if out.join(MANIFEST).exists() {
            return Err(ExportError::Finished(out.to_owned()));
        }
        let key = signer.last_signed()?.key;
        let begun = self.begun(out, &key)?;
        let is_continued = begun.is_some();
        let note = match begun {
            Some(note) => note,
            None => self.begin(out, &key, signer, now_ms)?,
        };
        let checkpoint = Checkpoint::open(note.as_bytes(), &key)
            .map_err(|_| ExportError::OtherFolder(out.to_owned()))?;
        let kinds = self.write_files(out, &checkpoint)?;
        // The manifest says that all of it is there, so all of it is on the disk before.
        let folder = File::open(out).map_err(ExportError::file(out))?;
        rustix::fs::syncfs(&folder).map_err(|error| ExportError::file(out)(error.into()))?;
        let manifest = ExportManifest::new(&checkpoint, now_ms, kinds);
        place(&out.join(MANIFEST), manifest.to_json().as_bytes())?;
        Ok(LogExport {
            manifest,
            key,
            checkpoint: note,
            is_continued,
        })
    }

    /// The checkpoint of an export of this log that was begun in the folder.
    fn begun(&self, out: &Path, key: &VerifierKey) -> Result<Option<String>, ExportError> {
        let path = out.join(CHECKPOINT);
        let note = match fs::read_to_string(&path) {
            Ok(note) => note,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ExportError::file(&path)(error)),
        };
        let other = || ExportError::OtherFolder(out.to_owned());
        let checkpoint = Checkpoint::open(note.as_bytes(), key).map_err(|_| other())?;
        let size = checkpoint.size;
        let is_ours = self.store.read(|connection| {
            let has_it = log::size(connection)? >= size;
            Ok(has_it && log::frontier_at(connection, size)?.root() == checkpoint.root)
        })?;
        is_ours.then_some(Some(note)).ok_or_else(other)
    }

    /// Logs that the log is exported, has it signed with that entry, and puts key and checkpoint into the folder.
    fn begin(
        &self,
        out: &Path,
        key: &VerifierKey,
        signer: &LogSignerClient,
        now_ms: i64,
    ) -> Result<String, ExportError> {
        let mut folder = DirBuilder::new();
        folder.recursive(true).mode(0o700);
        folder.create(out).map_err(ExportError::file(out))?;
        let key_file = out.join(KEY);
        let mut others = fs::read_dir(out).map_err(ExportError::file(out))?;
        // A run that was cut at its very beginning leaves no more than the key and half a file.
        let is_other =
            |path: &Path| path != key_file && path.extension().is_none_or(|it| it != UNFINISHED);
        if others.any(|file| file.is_ok_and(|file| is_other(&file.path()))) {
            return Err(ExportError::OtherFolder(out.to_owned()));
        }
        let entry = self
            .store
            .write(move |write| write.log(&Entry::new(EntryKind::LogExported, now_ms)))?;
        let note = self.sign(entry.get() + 1, signer)?;
        place(&key_file, format!("{key}\n").as_bytes())?;
        place(&out.join(CHECKPOINT), note.as_bytes())?;
        Ok(note)
    }

    /// Has the log signed with at least so many entries: another export may have had more of them signed before.
    fn sign(&self, size_min: u64, signer: &LogSignerClient) -> Result<String, ExportError> {
        let origin = self.log().to_string();
        let mut last = signer.last_signed()?.checkpoint;
        loop {
            if last.origin != origin {
                let (asked, origin) = (origin, last.origin);
                return Err(LogSignerError::OtherLog { origin, asked }.into());
            }
            let size = size_min.max(last.size);
            let (signed, asked) = (last.size, size_min);
            let Some((root, proof)) = self.extension(signed, size)? else {
                return Err(LogSignerError::NoExtension { signed, asked }.into());
            };
            let origin = origin.clone();
            let refused = match signer.sign(&Checkpoint { origin, size, root }, &proof) {
                Err(refused @ LogSignerError::NoExtension { .. }) => refused,
                answered => return Ok(answered?),
            };
            let now = signer.last_signed()?.checkpoint;
            if now == last {
                return Err(refused.into());
            }
            last = now;
        }
    }

    /// The root of the log of `size` entries, and that it is an extension of the one of `signed`. `None` if the log
    /// has fewer.
    fn extension(
        &self,
        signed: u64,
        size: u64,
    ) -> Result<Option<(LeafHash, ConsistencyProof)>, StoreError> {
        self.store.read(|connection| {
            if log::size(connection)? < size {
                return Ok(None);
            }
            let root = log::frontier_at(connection, size)?.root();
            let read = |node| log::node(connection, node);
            match ConsistencyProof::new(signed, size, read) {
                Ok(proof) => Ok(Some((root, proof))),
                Err(ProveError::Range) => Ok(None),
                Err(ProveError::Read(error)) => Err(error),
            }
        })
    }

    /// Writes the bundles and tiles, and counts the entries by kind.
    fn write_files(&self, out: &Path, checkpoint: &Checkpoint) -> Result<EntryCounts, ExportError> {
        let mut builder = TileBuilder::default();
        let mut kinds = EntryCounts::default();
        let mut failure = None;
        let mut add = |entry: &[u8], hashes: &[u8]| {
            kinds.add(entry);
            write_all(out, builder.push(entry, hashes)?)
        };
        let size = checkpoint.size;
        let scanned = self.store.read(|connection| {
            log::scan(connection, |index, entry, hashes| {
                if index >= size {
                    return Ok(());
                }
                add(entry, hashes).map_err(|error| {
                    failure = Some(error);
                    STOPPED
                })
            })
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
        scanned?;
        if builder.size() != size {
            return Err(StoreError::Damaged("the log has a gap").into());
        }
        write_all(out, builder.finish())?;
        Ok(kinds)
    }
}

/// The extension of a file that is not yet whole.
const UNFINISHED: &str = "partial";

/// Ends a scan; the cause is kept beside it.
const STOPPED: StoreError = StoreError::Damaged("the export ended");

fn write_all(out: &Path, files: Vec<(LogFile, Vec<u8>)>) -> Result<(), ExportError> {
    for (file, bytes) in files {
        let path = out.join(file.to_string());
        write(&path, &bytes).map_err(ExportError::file(&path))?;
    }
    Ok(())
}

/// Writes a file unless a run before wrote it. One that was cut has other bytes.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::read(path) {
        Ok(found) if found == bytes => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder::folder_of(path))?;
        }
        Err(error) => return Err(error),
    }
    fs::write(path, bytes)
}

/// Writes a file that is either whole or absent.
fn place(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let draft: PathBuf = path.with_extension(UNFINISHED);
    let place = || {
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&draft, path)?;
        folder::sync(folder::folder_of(path))
    };
    place().map_err(ExportError::file(path))
}
