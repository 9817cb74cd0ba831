//! Signs checkpoints of one log, and only such as extend what it signed last.
//!
//! It reads neither the database nor the server's other keys: it gets a size, a root and a proof, and compares
//! them with what its own file says. Whoever replaces the database and the server by others gets no signature.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use puente_audit::checkpoint::claimed_origin;
use puente_audit::{Checkpoint, ConsistencyProof, Frontier, NoteSigner, VerifierKey};

use super::LogName;
use crate::folder;

/// Why a checkpoint was not signed.
#[derive(Debug, thiserror::Error)]
pub enum LogSignerError {
    /// The file of what was signed last, or the lock beside it, cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Its path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Another process signs with this file.
    #[error("another process signs with {}", .0.display())]
    InUse(PathBuf),
    /// The process that holds the key does not answer, or what answers is none. See that it runs.
    #[error("{}: {source}", path.display())]
    Socket {
        /// Its socket.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The process that holds the key signs for another log: of another server, or of this one before it was
    /// restored.
    #[error("the key is of the log {origin}, not {asked}")]
    OtherLog {
        /// The log of the key.
        origin: String,
        /// The log that was to be signed.
        asked: String,
    },
    /// The process that holds the key could not write its file. Its own log says why.
    #[error("what is signed could not be stored")]
    NotStored,
    /// The file of what was signed last is missing or damaged, or is of another key. Without it nothing is
    /// signed: find it in a backup of its folder.
    #[error("{} does not say what was signed last", .0.display())]
    NoState(PathBuf),
    /// The log is not an extension of what was signed: the database was replaced by an older or another one.
    /// Keep it and the file of what was signed last: they are evidence.
    #[error("the log of {asked} entries is no extension of the signed one of {signed}")]
    NoExtension {
        /// Entries signed last.
        signed: u64,
        /// Entries of the log that was to be signed.
        asked: u64,
    },
}

/// Signs for one log. Holds a lock beside its file, so that no two sign at once.
#[derive(Debug)]
pub struct LogSigner {
    signer: NoteSigner,
    state: PathBuf,
    last: Checkpoint,
    _lock: File,
}

impl LogSigner {
    /// Makes the file of a key that has signed nothing yet. The key must not be on the disk before this returns.
    ///
    /// # Errors
    /// The file cannot be written, or says that something was signed with a key that is now missing.
    pub fn create_state(
        secret: &[u8; 32],
        state: &Path,
        log: LogName,
    ) -> Result<(), LogSignerError> {
        let _lock = lock(state)?;
        // What a first run left behind that ended before it stored its key.
        let unused = format!("{log}\n0\n");
        match fs::read_to_string(state) {
            Ok(text) if text.starts_with(&unused) => {}
            Ok(_) => return Err(LogSignerError::NoState(state.to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(state)(error)),
        }
        let origin = log.to_string();
        let signer = NoteSigner::new(&origin, secret);
        write(state, &empty(&origin).sign(&signer))
    }

    /// Opens the signer of a log. Who opens it for a later epoch than before declares that the server was
    /// restored: another log begins, and the one before is never signed again.
    ///
    /// # Errors
    /// [`LogSignerError`]: the file is missing, damaged, in use, or of another key, server or later epoch.
    pub fn open(secret: &[u8; 32], state: &Path, log: LogName) -> Result<Self, LogSignerError> {
        let lock = lock(state)?;
        let no_state = || LogSignerError::NoState(state.to_owned());
        let note = match fs::read(state) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(no_state()),
            note => note.map_err(failed(state))?,
        };
        let of = claimed_origin(&note).ok_or_else(no_state)?;
        let signed_for: LogName = of.parse().map_err(|_| no_state())?;
        if signed_for.server != log.server || signed_for.epoch > log.epoch {
            return Err(no_state());
        }
        let earlier = NoteSigner::new(of, secret).verifier();
        let last = Checkpoint::open(&note, &earlier).map_err(|_| no_state())?;
        let origin = log.to_string();
        Ok(Self {
            signer: NoteSigner::new(&origin, secret),
            state: state.to_owned(),
            last: match last.origin == origin {
                true => last,
                false => empty(&origin),
            },
            _lock: lock,
        })
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.signer.verifier()
    }

    /// The number of entries signed last.
    #[must_use]
    pub fn signed_size(&self) -> u64 {
        self.last.size
    }

    /// The checkpoint signed last. Of a log that was never signed it is the empty one.
    #[must_use]
    pub fn last_signed(&self) -> String {
        self.last.sign(&self.signer)
    }

    /// Signs the next checkpoint. `proof` shows that it is an extension of the one of [`Self::signed_size`]. That
    /// it was signed is on the disk before the signature leaves.
    ///
    /// # Errors
    /// [`LogSignerError`]: nothing was signed.
    pub fn sign(
        &mut self,
        next: Checkpoint,
        proof: &ConsistencyProof,
    ) -> Result<String, LogSignerError> {
        if next.origin != self.last.origin {
            return Err(LogSignerError::OtherLog {
                origin: self.last.origin.clone(),
                asked: next.origin,
            });
        }
        let (signed, asked) = (self.last.size, next.size);
        proof
            .check(self.last.head(), next.head())
            .map_err(|_| LogSignerError::NoExtension { signed, asked })?;
        let note = next.sign(&self.signer);
        write(&self.state, &note)?;
        self.last = next;
        Ok(note)
    }
}

fn empty(origin: &str) -> Checkpoint {
    Checkpoint {
        origin: origin.to_owned(),
        size: 0,
        root: Frontier::default().root(),
    }
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> LogSignerError {
    let path = path.to_owned();
    move |source| LogSignerError::File { path, source }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn lock(state: &Path) -> Result<File, LogSignerError> {
    let path = beside(state, ".lock");
    let mut options = File::options();
    let options = options.write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(&path).map_err(failed(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LogSignerError::InUse(state.to_owned())),
        Err(TryLockError::Error(error)) => Err(failed(&path)(error)),
    }
}

fn write(state: &Path, note: &str) -> Result<(), LogSignerError> {
    let draft = beside(state, ".partial");
    let write = || {
        let mut options = File::options();
        let options = options.write(true).create(true).truncate(true).mode(0o600);
        let mut file = options.open(&draft)?;
        file.write_all(note.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, state)?;
        folder::sync(folder::folder_of(state))
    };
    write().map_err(failed(state))
}

#[cfg(test)]
mod tests;
