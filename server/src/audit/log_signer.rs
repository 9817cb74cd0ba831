//! Signs checkpoints of one log, and only such as extend what it signed last.
//!
//! It reads neither the database nor the server's other keys, so that it can become a process of its own: it
//! gets a size, a root and a proof, and compares them with what its own file says. Whoever replaces the database
//! by another one gets no signature.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use puente_audit::checkpoint::claimed_origin;
use puente_audit::{Checkpoint, ConsistencyProof, Frontier, NoteSigner, VerifierKey};
use puente_record::ServerId;

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
    /// The file of what was signed last is missing or damaged, or is of another key. Without it nothing is
    /// signed: find it in a backup of the folder of the keys.
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

/// The name of a server's log in one epoch: a restored server begins another log.
fn origin(server: ServerId, epoch: u32) -> String {
    format!("puente/{server}/{epoch}")
}

impl LogSigner {
    /// Makes the file of a key that has signed nothing yet. The key must not be on the disk before this returns.
    ///
    /// # Errors
    /// The file cannot be written, or says that something was signed with a key that is now missing.
    pub fn create_state(
        secret: &[u8; 32],
        state: &Path,
        server: ServerId,
        epoch: u32,
    ) -> Result<(), LogSignerError> {
        let _lock = lock(state)?;
        // What a first run left behind that ended before it stored its key.
        let unused = format!("puente/{server}/{epoch}\n0\n");
        match fs::read_to_string(state) {
            Ok(text) if text.starts_with(&unused) => {}
            Ok(_) => return Err(LogSignerError::NoState(state.to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(state)(error)),
        }
        let signer = NoteSigner::new(&origin(server, epoch), secret);
        write(state, &empty(&origin(server, epoch)).sign(&signer))
    }

    /// Opens the signer of a server's log.
    ///
    /// # Errors
    /// [`LogSignerError`]: the file is missing, damaged, or of another key, server or later epoch.
    pub fn open(
        secret: &[u8; 32],
        state: &Path,
        server: ServerId,
        epoch: u32,
    ) -> Result<Self, LogSignerError> {
        let lock = lock(state)?;
        let no_state = || LogSignerError::NoState(state.to_owned());
        let note = match fs::read(state) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(no_state()),
            note => note.map_err(failed(state))?,
        };
        let of = claimed_origin(&note).ok_or_else(no_state)?;
        let signed_in = of.strip_prefix(&format!("puente/{server}/"));
        let signed_in = signed_in.and_then(|epoch| epoch.parse::<u32>().ok());
        if signed_in.is_none_or(|signed_in| signed_in > epoch) {
            return Err(no_state());
        }
        let earlier = NoteSigner::new(of, secret).verifier();
        let last = Checkpoint::open(&note, &earlier).map_err(|_| no_state())?;
        let origin = origin(server, epoch);
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

    /// Signs a checkpoint of `log`. `proof` shows that it is an extension of the log of [`Self::signed_size`]. That
    /// it was signed is on the disk before the signature leaves.
    ///
    /// # Errors
    /// [`LogSignerError`]: nothing was signed.
    pub fn sign(
        &mut self,
        log: &Frontier,
        proof: &ConsistencyProof,
    ) -> Result<String, LogSignerError> {
        let next = Checkpoint {
            origin: self.last.origin.clone(),
            size: log.size(),
            root: log.root(),
        };
        let (signed, asked) = (self.last.size, next.size);
        proof
            .check((signed, self.last.root), (asked, next.root))
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
    let locked = options.open(&path).and_then(|file| {
        file.lock()?;
        Ok(file)
    });
    locked.map_err(failed(&path))
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
