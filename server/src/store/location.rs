//! Where the database is, and what is done there before and beside the statements.

use std::path::PathBuf;

use zeroize::Zeroizing;

use super::engine::{Connection, Database};
use super::postgres::{self, PostgresServer};
use super::sqlite::{self, SetAsideLog, SqliteFile};
use super::{DiskSpace, OpenError, StoreError};

/// The location of the database, and how to open it.
#[derive(Debug, Clone)]
pub enum DatabaseLocation {
    /// A file of SQLite.
    Sqlite(SqliteFile),
    /// A database of PostgreSQL.
    Postgres(PostgresServer),
}

impl DatabaseLocation {
    /// A file with its key.
    #[must_use]
    pub fn file(path: PathBuf, key: Zeroizing<[u8; 32]>) -> Self {
        let vfs = None;
        Self::Sqlite(SqliteFile { path, vfs, key })
    }

    /// What to call it: a folder, or an address without user and password.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Sqlite(file) => crate::folder::folder_of(&file.path).display().to_string(),
            Self::Postgres(server) => server.place(),
        }
    }

    /// The key of the server. SQLite's whole file is encrypted with it; on PostgreSQL the sealed columns are.
    pub(super) const fn key(&self) -> &Zeroizing<[u8; 32]> {
        match self {
            Self::Sqlite(file) => &file.key,
            Self::Postgres(server) => &server.key,
        }
    }

    /// Makes a new database with the latest schema and with what `first` writes: there is never half a server.
    pub(super) fn create(
        &self,
        first: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<Connection, OpenError> {
        match self {
            Self::Sqlite(file) => sqlite::create(file, first),
            Self::Postgres(server) => postgres::create(server, first),
        }
    }

    /// Opens the database for writing and brings its schema up to date.
    pub(super) fn open(&self) -> Result<Connection, OpenError> {
        match self {
            Self::Sqlite(file) => sqlite::open(file),
            Self::Postgres(server) => postgres::open(server),
        }
    }

    /// Opens another connection to a database that is open.
    pub(super) fn another(&self) -> Result<Connection, StoreError> {
        match self {
            Self::Sqlite(file) => sqlite::another(file),
            Self::Postgres(server) => postgres::another(server),
        }
    }

    /// Opens a connection for reading.
    pub(super) fn reader(&self) -> Result<Connection, StoreError> {
        match self {
            Self::Sqlite(file) => sqlite::reader(file),
            Self::Postgres(server) => postgres::another(server),
        }
    }

    /// Makes a copy of what an earlier process left damaged. PostgreSQL mends its own log.
    pub(super) fn set_aside(&self, now_ms: i64) -> Result<Option<SetAsideLog>, OpenError> {
        match self {
            Self::Sqlite(file) => sqlite::set_aside(file, now_ms),
            Self::Postgres(_) => Ok(None),
        }
    }

    /// The file, for what is done with files alone.
    pub(super) const fn sqlite(&self) -> Option<&SqliteFile> {
        match self {
            Self::Sqlite(file) => Some(file),
            Self::Postgres(_) => None,
        }
    }

    /// How much space the database takes, and how much is free. `connection` is one to it.
    pub(super) fn space(&self, connection: &Connection) -> Result<DiskSpace, StoreError> {
        match self {
            Self::Sqlite(file) => sqlite::space(file),
            Self::Postgres(_) => postgres::space(connection),
        }
    }
}

/// Limits the cache of a connection that is used once. PostgreSQL has one cache for all.
pub(super) fn limit_cache(connection: &Connection, cache_kib: i64) -> Result<(), StoreError> {
    match connection.engine() {
        Database::Sqlite(_) => sqlite::limit_cache(connection, cache_kib),
        Database::Postgres(_) => Ok(()),
    }
}

/// Checks that every page opens, and that tables and indexes agree. Returns what is wrong.
pub(super) fn damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    match connection.engine() {
        Database::Sqlite(_) => sqlite::damage(connection),
        // Its own tools check its files while it runs; it refuses a page whose checksum is wrong.
        Database::Postgres(_) => Ok(Vec::new()),
    }
}

/// Whether rows refer to rows that are not there. PostgreSQL lets no such row in.
pub(super) fn has_dangling_references(connection: &Connection) -> Result<bool, StoreError> {
    match connection.engine() {
        Database::Sqlite(_) => sqlite::has_dangling_references(connection),
        Database::Postgres(_) => Ok(false),
    }
}
