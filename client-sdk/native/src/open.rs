//! A store's folder: the database `store.db` and, beside it, the key file `vault`.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use puente_client::{DataKey, Device, Rng, StoreLocation, Vault};

use crate::damaged_log::set_aside;
use crate::{Error, TrialRunner, now_ms, seeded_rng};

const DATABASE: &str = "store.db";
const VAULT: &str = "vault";
const SYNC_LOCK: &str = "sync.lock";

/// Fewest characters of a new passphrase, as in the app: two short words. Each guess costs somebody who found
/// the computer half a second; at that speed a shorter passphrase falls within days.
pub const PASSPHRASE_CHARACTERS_MIN: usize = 10;

/// The folder of a store, made or not yet made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreFolder(PathBuf);

/// An unlocked store with its generator.
pub struct OpenStore {
    /// The device that the store belongs to.
    pub device: Device,
    /// The generator of everything random that the store needs.
    pub rng: Rng,
    /// Where batches from the server are tried. It is [`TrialRunner::Thread`] until the caller sets another.
    pub trial: TrialRunner,
    /// The path of a copy of the write-ahead log, if its end was damaged when the store was opened. What was
    /// saved last is then gone from the store: the caller must tell the user.
    pub aside: Option<PathBuf>,
    folder: StoreFolder,
}

impl StoreFolder {
    /// Names a folder; makes and reads nothing.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The path of the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a store is there. A store whose making was interrupted after its key file was written counts:
    /// [`StoreFolder::create`] finishes it, given the same passphrase. A store that cannot be looked at counts
    /// too: opening it says why.
    #[must_use]
    pub fn has_store(&self) -> bool {
        let may_be = |name: &str| self.0.join(name).try_exists().unwrap_or(true);
        may_be(VAULT) || may_be(DATABASE)
    }

    /// Makes a store, or opens the one that is already there.
    ///
    /// # Errors
    /// As [`StoreFolder::open`]; [`Error::ShortPassphrase`] for a new store.
    pub fn create(&self, passphrase: &str) -> Result<OpenStore, Error> {
        if !self.has_store() && passphrase.chars().count() < PASSPHRASE_CHARACTERS_MIN {
            return Err(Error::ShortPassphrase);
        }
        make_private_folder(&self.0)?;
        let mut rng = seeded_rng()?;
        let key = match self.data_key(passphrase) {
            Err(Error::NoStore(_)) => self.make_vault(passphrase, &mut rng)?,
            other => other?,
        };
        self.make_private_database()?;
        let place = self.place()?;
        let aside = set_aside(&place, &key)?;
        let device = Device::create(&place, &key, now_ms(), &mut rng)?;
        Ok(OpenStore {
            device,
            rng,
            trial: TrialRunner::Thread,
            aside,
            folder: self.clone(),
        })
    }

    /// Opens a store that exists.
    ///
    /// # Errors
    /// [`Error::NoStore`] and [`Error::NoVault`] for what is missing; [`Error::Vault`] for a wrong passphrase:
    /// ask for it again.
    pub fn open(&self, passphrase: &str) -> Result<OpenStore, Error> {
        let key = self.data_key(passphrase)?;
        let database = self.0.join(DATABASE);
        if !database.try_exists().map_err(Error::file(&database))? {
            return Err(Error::NoStore(self.0.clone()));
        }
        let place = self.place()?;
        let aside = set_aside(&place, &key)?;
        let device = Device::open(&place, &key)?;
        Ok(OpenStore {
            device,
            rng: seeded_rng()?,
            trial: TrialRunner::Thread,
            aside,
            folder: self.clone(),
        })
    }

    /// Makes an empty file, which SQLite takes as an empty database. SQLite gives the files beside it the same
    /// mode.
    fn make_private_database(&self) -> Result<(), Error> {
        let path = self.0.join(DATABASE);
        let mut options = OpenOptions::new();
        private(options.write(true).create(true).truncate(false))
            .open(&path)
            .map_err(Error::file(&path))?;
        Ok(())
    }

    fn place(&self) -> Result<StoreLocation, Error> {
        let path = self.0.join(DATABASE);
        let path = path.to_str().ok_or_else(|| {
            Error::file(&path)(std::io::Error::new(
                ErrorKind::InvalidInput,
                "not a UTF-8 path",
            ))
        })?;
        Ok(StoreLocation {
            path: path.to_owned(),
            vfs: None,
            wal: true,
        })
    }

    fn data_key(&self, passphrase: &str) -> Result<DataKey, Error> {
        let path = self.0.join(VAULT);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let without_key = self.0.join(DATABASE).exists();
                let path = self.0.clone();
                return Err(if without_key {
                    Error::NoVault(path)
                } else {
                    Error::NoStore(path)
                });
            }
            Err(error) => return Err(Error::file(path)(error)),
        };
        Ok(Vault::from_bytes(&bytes)?.open(passphrase)?)
    }

    /// Makes the key file. It is whole and on disk before anything is encrypted with its key. It is linked into
    /// place, which fails if another process was quicker: then that process's key is the store's.
    fn make_vault(&self, passphrase: &str, rng: &mut Rng) -> Result<DataKey, Error> {
        let (vault, key) = Vault::create(passphrase, rng);
        let path = self.0.join(VAULT);
        let draft = self.0.join(format!("vault.{}.draft", std::process::id()));
        let write = || {
            let mut file =
                private(OpenOptions::new().write(true).create(true).truncate(true)).open(&draft)?;
            file.write_all(&vault.to_bytes())?;
            file.sync_all()?;
            match fs::hard_link(&draft, &path) {
                // A memory stick has no links; two processes rarely make a store there at once.
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    fs::rename(&draft, &path)?;
                }
                linked => linked?,
            }
            sync_folder(&self.0)
        };
        let written = write();
        // If the draft stays behind, it reveals no more than the vault: the key in it is wrapped too.
        let _ = fs::remove_file(&draft);
        match written {
            Ok(()) => Ok(key),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.data_key(passphrase),
            Err(error) => Err(Error::file(path)(error)),
        }
    }
}

impl OpenStore {
    /// Takes the lock that one sync of this store holds at a time, across processes. Two sync engines on one
    /// log would look to the server like a stolen copy. The caller holds the lock as long as it keeps the file
    /// open. `waiting` is called once if another process holds it.
    ///
    /// # Errors
    /// [`Error::File`]: the file of the lock cannot be opened or locked.
    pub fn lock_sync(&self, waiting: impl FnOnce()) -> Result<File, Error> {
        let path = self.folder.0.join(SYNC_LOCK);
        let mut options = OpenOptions::new();
        let file = private(options.write(true).create(true).truncate(false))
            .open(&path)
            .map_err(Error::file(&path))?;
        if file.try_lock().is_err() {
            waiting();
            file.lock().map_err(Error::file(&path))?;
        }
        Ok(file)
    }
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

fn make_private_folder(path: &Path) -> Result<(), Error> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(Error::file(path))
}

/// Writes a new file that only its owner may read. It is whole and on disk when this returns.
///
/// # Errors
/// [`Error::File`], also if the file exists.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), Error> {
    let write = || {
        let mut options = OpenOptions::new();
        let mut file = private(options.write(true).create_new(true)).open(path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    write().map_err(Error::file(path))
}

/// Syncs the folder: the name of a new file is on disk only then.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(path)?.sync_all()?;
    }
    Ok(())
}
