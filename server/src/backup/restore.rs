//! Restores a backup to an empty machine: the same server in a new epoch.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use puente_record::ServerId;
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};
use zeroize::Zeroizing;

use super::BackupError;
use super::age::{Identity, Opener};
use super::file::{HashingStream, sync_folder, with_ending};
use super::keys::KeyFile;
use super::manifest::{BackupContent, Manifest};
use super::verify::compare;
use crate::counters::CommitCounters;
use crate::rebuild::{CacheRebuilder, Progress};
use crate::shared_rng::SharedRng;
use crate::store::snapshot::{self, Revival};
use crate::store::{self, Store, check, log};
use crate::{DatabaseLocation, SqliteFile, TrialRunner, tombstones};

/// A state of the log that somebody saw: its size and its root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenLogEnd {
    /// The number of entries.
    pub size: u64,
    /// The root.
    pub root: [u8; 32],
}

/// What to restore, and where.
#[derive(Debug)]
pub struct RestoreOptions<'a> {
    /// The encrypted copy, with its manifest beside it.
    pub backup: &'a Path,
    /// The file of keys that was made with the copy, or a later one.
    pub keys: &'a Path,
    /// The identities that open both files.
    pub identities: &'a [Identity],
    /// A file of tombstones from outside the backups.
    pub tombstones: Option<&'a Path>,
    /// A state of the log that somebody saw.
    pub checkpoint: Option<SeenLogEnd>,
    /// The data folder, which must not exist.
    pub data: &'a Path,
    /// The name of the database in it.
    pub database: &'a str,
}

/// A restored server that is complete, but not in its place yet.
pub struct RestoredServer {
    /// The server's id.
    pub server: ServerId,
    /// The number of log entries in the backup.
    pub log_size: u64,
    /// How many entries the checkpoint shows that the backup does not have. `None` without a checkpoint: then
    /// nobody knows.
    pub log_gap: Option<u64>,
    /// Records that were erased again.
    pub erased: u64,
    /// The new key of the database.
    pub key: Zeroizing<[u8; 32]>,
    partial: PathBuf,
    data: PathBuf,
}

impl std::fmt::Debug for RestoredServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Restored")
            .field("server", &self.server)
            .finish_non_exhaustive()
    }
}

impl RestoredServer {
    /// Renames the data folder to its final name. The caller must have stored the key on the disk first.
    ///
    /// # Errors
    /// The folder cannot be renamed.
    pub fn place(self) -> Result<(), BackupError> {
        sync_folder(&self.partial.join("."))?;
        fs::rename(&self.partial, &self.data).map_err(BackupError::file(&self.data))?;
        sync_folder(&self.data)
    }
}

/// Restores a backup beside its final place: decrypts it, adds its keys, gives it a new epoch and a new
/// database key, rebuilds its caches, and compares everything that can be compared.
///
/// # Errors
/// [`BackupError`]. What was decrypted stays in `DATA.partial` if it proves damaged; otherwise it is removed.
pub fn restore(
    restore: &RestoreOptions<'_>,
    trial: TrialRunner,
    now_ms: i64,
    rng: &mut ChaCha20Rng,
    progress: &mut dyn FnMut(Progress),
) -> Result<RestoredServer, BackupError> {
    if restore.data.exists() {
        return Err(BackupError::Exists(restore.data.to_owned()));
    }
    let manifest = Manifest::read(restore.backup)?;
    if manifest.content != BackupContent::Database {
        return Err(BackupError::Differs {
            path: restore.backup.to_owned(),
            what: "holds_keys",
        });
    }
    let keys = open_keys(restore, &manifest)?;
    let partial = with_ending(restore.data, ".partial");
    let _ = fs::remove_dir_all(&partial);
    let result = DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&partial)
        .map_err(BackupError::file(&partial))
        .and_then(|()| {
            let revived = Revived {
                restore,
                manifest: &manifest,
                keys: &keys,
                folder: &partial,
                now_ms,
            };
            revived.run(trial, rng, progress)
        });
    let is_evidence = matches!(result, Err(BackupError::Damaged { .. }));
    if result.is_err() && !is_evidence {
        let _ = fs::remove_dir_all(&partial);
    }
    result
}

fn open_keys(restore: &RestoreOptions<'_>, manifest: &Manifest) -> Result<KeyFile, BackupError> {
    let file = File::open(restore.keys).map_err(BackupError::file(restore.keys))?;
    let mut bytes = Zeroizing::new(Vec::new());
    Opener::begin(file, restore.identities)?
        .read_to_end(&mut bytes)
        .map_err(BackupError::file(restore.keys))?;
    let keys = KeyFile::from_bytes(&bytes)?;
    if keys.server.to_string() != manifest.server {
        return Err(BackupError::OtherKeys("other_server"));
    }
    if keys.log_size < manifest.log_size {
        return Err(BackupError::OtherKeys("older"));
    }
    Ok(keys)
}

/// A decrypted copy on its way to being a server.
struct Revived<'a> {
    restore: &'a RestoreOptions<'a>,
    manifest: &'a Manifest,
    keys: &'a KeyFile,
    folder: &'a Path,
    now_ms: i64,
}

impl Revived<'_> {
    fn run(
        &self,
        trial: TrialRunner,
        rng: &mut ChaCha20Rng,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<RestoredServer, BackupError> {
        let mut disk = SqliteFile {
            path: self.folder.join(self.restore.database),
            vfs: None,
            key: Zeroizing::new(*self.keys.database),
        };
        self.decrypt(&disk.path)?;
        let mut seed = [0; 32];
        rng.fill_bytes(&mut seed);
        let rng_of_store = Arc::new(SharedRng::new(ChaCha20Rng::from_seed(seed)));
        let store = Arc::new(Store::open(
            &DatabaseLocation::Sqlite(disk.clone()),
            CommitCounters::default(),
        )?);
        self.check(store.read(check::file_damage)?)?;
        let log_gap = self.check_log(&store)?;
        let erased = self.revive(&store)?;
        let rebuilder = CacheRebuilder::new(store.clone(), Arc::new(trial), rng_of_store);
        rebuilder.rebuild(self.now_ms, progress)?;
        self.check(rebuilder.verify(progress)?)?;
        let server = store.id();
        // Nothing may have the database open while its key changes.
        drop((rebuilder, store));
        let mut key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *key);
        store::rekey(&disk, &key)?;
        disk.key = key.clone();
        // Open it with the key that it will be used with.
        let store = Store::open(
            &DatabaseLocation::Sqlite(disk.clone()),
            CommitCounters::default(),
        )?;
        self.check(store.read(check::file_damage)?)?;
        Ok(RestoredServer {
            server,
            log_size: self.manifest.log_size,
            log_gap,
            erased,
            key,
            partial: self.folder.to_owned(),
            data: self.restore.data.to_owned(),
        })
    }

    fn decrypt(&self, path: &Path) -> Result<(), BackupError> {
        let backup = self.restore.backup;
        let sealed = File::open(backup).map_err(BackupError::file(backup))?;
        let opener = Opener::begin(sealed, self.restore.identities)?;
        let mut plain = HashingStream::new(opener);
        let mut options = File::options();
        let written = options
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)
            .and_then(|mut file| {
                io::copy(&mut plain, &mut file)?;
                file.sync_all()
            });
        written.map_err(BackupError::file(backup))?;
        compare(backup, &plain.finish().1, &self.manifest.plain)
    }

    fn check(&self, differences: Vec<String>) -> Result<(), BackupError> {
        let Some(first) = differences.first() else {
            return Ok(());
        };
        Err(BackupError::Damaged {
            folder: self.folder.to_owned(),
            differences: format!("{} differences, the first: {first}", differences.len()),
        })
    }

    /// Checks that this is the log of the manifest, and the log that somebody saw. Returns how many seen
    /// entries it does not have.
    fn check_log(&self, store: &Store) -> Result<Option<u64>, BackupError> {
        let end = store.read(log::load_frontier)?;
        let root = HEXLOWER.encode(&end.root());
        if end.size() != self.manifest.log_size || root != self.manifest.log_root {
            return Err(BackupError::OtherLog("end"));
        }
        let Some(seen) = self.restore.checkpoint else {
            return Ok(None);
        };
        if seen.size > end.size() {
            return Ok(Some(seen.size - end.size()));
        }
        let then = store.read(|connection| log::frontier_at(connection, seen.size))?;
        if then.root() == seen.root {
            Ok(Some(0))
        } else {
            Err(BackupError::OtherLog("root"))
        }
    }

    /// Revives the server under its keys. Returns how many records were erased again.
    fn revive(&self, store: &Store) -> Result<u64, BackupError> {
        let mut erased = self.keys.erased.clone();
        if let Some(tombstones) = self.restore.tombstones {
            erased.extend(tombstones::read(tombstones)?);
        }
        let records = self.keys.records.iter();
        let keys = records.map(|(record, key)| (*record, Zeroizing::new(**key)));
        let revival = Revival {
            keys: keys.collect(),
            erased,
            now_ms: self.now_ms,
        };
        let erased = store.write(move |write| snapshot::revive(write, &revival))?;
        Ok(erased)
    }
}
