//! The server's database: one SQLite file, encrypted as a whole, with a key for each record inside.
//!
//! Statements run on a handle of our own (`store/engine.rs`), below which alone an engine is named.

pub mod account;
pub mod author;
pub mod carrier;
pub mod change;
pub mod check;
pub mod confirmation;
pub mod conflicts;
pub mod count;
pub mod device;
pub mod document;
mod engine;
pub mod erasure;
pub mod feed;
pub mod high_water_mark;
pub mod invite;
pub mod log;
pub mod meta;
mod packed;
pub mod password;
pub mod projection;
pub mod provenance;
pub mod quarantine;
pub mod quota;
pub mod reader_pool;
pub mod record;
pub mod retry;
pub mod row_id;
pub mod sealed;
pub mod sealing;
pub mod segment;
pub mod session;
pub mod site;
pub mod snapshot;
pub mod space;
mod sqlite;
pub mod token_key;
mod transaction;
pub mod vouch;
pub mod writer;

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use hmac::{Hmac, KeyInit, Mac};
use puente_protocol::problem::ProblemCode;
use puente_record::ServerId;
use sha2::Sha256;
use zeroize::Zeroizing;

pub use engine::{Connection, EngineError};
pub use meta::ServerIdentity;
pub use sqlite::{DatabaseLocation, DiskSpace, OpenError, rekey};
pub use transaction::WriteTransaction;

use self::sqlite::SetAsideLog;
use crate::counters::CommitCounters;
use crate::entropy;

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine refused.
    #[error("the database: {0}")]
    Engine(#[from] EngineError),
    /// A row cannot be read as it was written: do not continue with this record; check the disk.
    #[error("the database is damaged: {0}")]
    Damaged(&'static str),
    /// Somebody else changed the data on which this write was prepared: prepare it again.
    #[error("what the write was prepared on has changed")]
    Outdated,
    /// The transaction that this write shared did not commit. Nothing of the write was stored.
    #[error("the transaction did not commit: {0}")]
    NotCommitted(ProblemCode),
    /// The operating system does not report the free space.
    #[error("the room on the disk is not known: {0}")]
    Space(#[source] std::io::Error),
    /// A bug: the write panicked. Nothing of it was stored.
    #[error("a write ended in a panic")]
    Panicked,
}

impl StoreError {
    /// The code to send to a device. Nothing was stored in any of these cases.
    #[must_use]
    pub fn problem(&self) -> ProblemCode {
        match self {
            Self::NotCommitted(problem) => *problem,
            Self::Outdated => ProblemCode::Busy,
            Self::Engine(error) => error.problem(),
            Self::Damaged(_) | Self::Space(_) => ProblemCode::StorageFailed,
            Self::Panicked => ProblemCode::Internal,
        }
    }
}

/// What went wrong, if it is a disk that is full or fails, or a database that is damaged.
#[must_use]
pub fn problem(cause: &(dyn std::error::Error + 'static)) -> Option<ProblemCode> {
    let problem = if let Some(error) = cause.downcast_ref::<EngineError>() {
        error.problem()
    } else if let Some(error) = cause.downcast_ref::<StoreError>() {
        error.problem()
    } else {
        match cause.downcast_ref::<OpenError>()? {
            // Its own text says what it can be; mostly the key is wrong.
            OpenError::WrongKey(_) => return None,
            OpenError::Log { .. } => ProblemCode::StorageFailed,
            OpenError::Store(error) => error.problem(),
            _ => return None,
        }
    };
    let is_storage = matches!(
        problem,
        ProblemCode::StorageFull | ProblemCode::StorageFailed
    );
    is_storage.then_some(problem)
}

/// What whoever runs the server should do about it, for the log.
#[must_use]
pub fn advice(cause: &(dyn std::error::Error + 'static)) -> Option<&'static str> {
    match problem(cause)? {
        ProblemCode::StorageFull => Some(
            "the disk is full: nothing was changed and nothing is lost; make room, it goes on by itself",
        ),
        ProblemCode::StorageFailed => Some(
            "the disk fails or the database is damaged: delete nothing, see deploy/runbook/disk.md",
        ),
        _ => None,
    }
}

impl From<puente_record::IdError> for StoreError {
    fn from(_: puente_record::IdError) -> Self {
        Self::Damaged("an id has the wrong length")
    }
}

/// The open database.
#[derive(Debug)]
pub struct Store {
    /// The server's identity. The lock is held only to copy or replace the pointer, so work that began in one
    /// epoch ends with the identity of that epoch.
    identity: RwLock<Arc<ServerIdentity>>,
    disk: DatabaseLocation,
    pepper: Zeroizing<[u8; 32]>,
    writer: writer::Writer,
    readers: reader_pool::ReaderPool,
}

impl Store {
    /// Makes a new database with this identity.
    ///
    /// # Errors
    /// [`OpenError`]: most often, the database exists already.
    pub fn create(disk: &DatabaseLocation, identity: &ServerIdentity) -> Result<Self, OpenError> {
        let connection = sqlite::create(disk, |connection| meta::write(connection, identity))?;
        Ok(Self::with(
            disk,
            connection,
            identity.clone(),
            CommitCounters::default(),
        ))
    }

    /// Opens an existing database.
    ///
    /// # Errors
    /// [`OpenError`]: it is missing, the key is wrong, or it was written by a later version.
    pub(crate) fn open(
        disk: &DatabaseLocation,
        commits: CommitCounters,
    ) -> Result<Self, OpenError> {
        let aside = sqlite::set_aside(disk, entropy::now_ms())?;
        let connection = sqlite::open(disk)?;
        let identity = meta::read(&connection)?;
        let store = Self::with(disk, connection, identity, commits);
        if let Some(SetAsideLog { copy, lost }) = aside {
            let (copy, commits) = (copy.display().to_string(), lost.commits);
            tracing::error!(
                copy,
                commits,
                "the write-ahead log is damaged and its end lost; a copy is set aside, the server goes on as after a restore: see deploy/runbook/disk.md"
            );
            store.write(|write| snapshot::begin_again(write, entropy::now_ms(), 0))?;
            store.refresh_identity()?;
        }
        Ok(store)
    }

    fn with(
        disk: &DatabaseLocation,
        connection: Connection,
        identity: ServerIdentity,
        commits: CommitCounters,
    ) -> Self {
        Self {
            identity: RwLock::new(Arc::new(identity)),
            disk: disk.clone(),
            writer: writer::Writer::new(connection, commits),
            pepper: derived(&disk.key, b"puente/pepper/1"),
            readers: reader_pool::ReaderPool::new(disk.clone()),
        }
    }

    /// The server's identity, with its secrets.
    #[must_use]
    pub fn identity(&self) -> Arc<ServerIdentity> {
        let identity = self.identity.read();
        Arc::clone(&identity.unwrap_or_else(PoisonError::into_inner))
    }

    /// The server's id, which devices sign.
    #[must_use]
    pub fn id(&self) -> ServerId {
        self.identity().server
    }

    /// Reads the identity again, after a new epoch began.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn refresh_identity(&self) -> Result<(), StoreError> {
        let read = Arc::new(self.read(meta::read)?);
        *self
            .identity
            .write()
            .unwrap_or_else(PoisonError::into_inner) = read;
        Ok(())
    }

    /// From now on writes the high-water mark into this file after each commit.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep_mark(&self, path: &Path) -> std::io::Result<()> {
        self.writer
            .keep_mark(high_water_mark::HighWaterMarkFile::open(path)?)
    }

    /// Flushes the mark to disk. A commit that ends meanwhile waits for the flush.
    pub fn flush_mark(&self) {
        self.writer.flush_mark();
    }

    /// How much space the database takes, and how much is free.
    ///
    /// # Errors
    /// The operating system does not report it.
    pub fn space(&self) -> Result<DiskSpace, StoreError> {
        DiskSpace::of(&self.disk)
    }

    /// Copies everything except keys and lists into a new file with the same key, while others write.
    ///
    /// # Errors
    /// The file exists or cannot be written; a partial copy is worthless.
    pub fn copy(&self, to: &Path) -> Result<snapshot::SnapshotKeys, OpenError> {
        snapshot::copy(&self.disk, to)
    }

    /// The key of the whole file, for the file of keys that belongs to a copy.
    #[must_use]
    pub fn key(&self) -> &Zeroizing<[u8; 32]> {
        &self.disk.key
    }

    /// The secret with which passwords are hashed besides their salt. It follows from the key of the file and
    /// is not stored in it, so that somebody who copies rows cannot try passwords on them.
    #[must_use]
    pub fn pepper(&self) -> &[u8; 32] {
        &self.pepper
    }

    /// Runs `read` on one snapshot.
    ///
    /// # Errors
    /// The error of `read`, or of opening a connection.
    pub fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.readers.read(read)
    }

    /// [`Store::read`] for a `read` that may fail with other errors too.
    ///
    /// # Errors
    /// The error of `read`, or that of opening a connection.
    pub fn read_with<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.readers.read(read)
    }

    /// Runs `job` in a savepoint of the next commit and returns when the commit is on disk.
    ///
    /// # Errors
    /// The error of `job`, or [`StoreError::NotCommitted`]. In both cases nothing was stored.
    pub fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut WriteTransaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.writer.write(job)
    }

    /// Whether another process has committed since the last call. The first call returns true.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        self.writer.changed_elsewhere()
    }
}

/// Derives a key for one use from another.
fn derived(key: &[u8; 32], usage: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes any key");
    mac.update(usage);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Reads an unsigned number that is stored as signed.
pub(crate) fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged("a number is negative"))
}

/// Writes an unsigned number. Numbers that a device chooses are bounded before.
pub(crate) fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Damaged("a number is beyond 2^63"))
}

/// A fixed number of bytes from a column.
pub(crate) fn bytes<const N: usize>(column: &[u8]) -> Result<[u8; N], StoreError> {
    column
        .try_into()
        .map_err(|_| StoreError::Damaged("a column has the wrong length"))
}
