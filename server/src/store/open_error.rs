//! Why a database does not open.

use std::path::PathBuf;

use super::StoreError;

/// Why the database cannot be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no database. `open` creates none, because a mistyped path must not start an empty server.
    #[error("there is no server in {0}; `puente init` makes one")]
    Missing(PathBuf),
    /// There is a server already. `create` overwrites nothing.
    #[error("there is a server in {0} already")]
    Exists(PathBuf),
    /// The key is not the one with which this file was written, or the file is no database.
    #[error("the key does not open {0}: it is another server's key, or the file is damaged")]
    WrongKey(PathBuf),
    /// A later version of this program wrote the file.
    #[error("the database has version {found}, this program knows {known}: update the program")]
    FromTheFuture {
        /// The version of the file.
        found: i64,
        /// The latest version that this program knows.
        known: usize,
    },
    /// The write-ahead log cannot be read, or its copy cannot be written.
    #[error("{}: {source}", path.display())]
    Log {
        /// The path of the log or of the copy.
        path: PathBuf,
        /// What the system answered.
        source: std::io::Error,
    },
    /// A commit would not wait for a second machine, or is not on the disk of the first: what was acknowledged could be
    /// lost with it.
    #[error("the database may lose what it acknowledged: {0}")]
    MayLose(&'static str),
    /// The line to the database is not encrypted.
    #[error(
        "the database is on another machine and no certificate authority is named: add sslrootcert=FILE"
    )]
    NoTls,
    /// The address of the database cannot be read, or what it names.
    #[error("the address of the database: {0}")]
    Address(String),
    /// Not built yet.
    #[error("{0} is not possible yet: see deploy/runbook/postgres.md")]
    NotYet(&'static str),
    /// Another failure of the database.
    #[error(transparent)]
    Store(#[from] StoreError),
}
