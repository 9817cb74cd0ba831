//! Opens and creates the database file: key and settings.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use zeroize::Zeroizing;

use super::migrations::{self, migrate, version};
use crate::store::engine::Connection;
use crate::store::engine::sqlite::Database;
use crate::store::migrations::MIGRATIONS;
use crate::store::{OpenError, StoreError};

/// How long a write waits for another process (a command beside the server), in ms. A command's transaction
/// takes a few ms; a rebuild commits one record at a time.
const BUSY_TIMEOUT_MS: u64 = 10_000;

/// Pages of cache for each connection, as negative KiB: 16 MiB for the writer and for each reader.
const CACHE_KIB: i64 = 16 * 1024;

/// The log is written back into the file after so many pages of 4 KiB: 8 MiB.
const CHECKPOINT_PAGES: i64 = 2_000;

/// How often to ask whether the cipher is ready, 1 ms apart.
const CIPHER_TRIES: usize = 5_000;

/// A database file, and how to open it.
#[derive(Clone)]
pub struct SqliteFile {
    /// The path of the file.
    pub path: PathBuf,
    /// The name of a SQLite VFS registered in this process, with shared memory; `None` for the default one.
    pub vfs: Option<String>,
    /// The key of the whole file.
    pub key: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for SqliteFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteFile")
            .field("path", &self.path)
            .field("vfs", &self.vfs)
            .finish_non_exhaustive()
    }
}

/// Makes a new file with the latest schema and with what `first` writes, in one transaction: there is never
/// half a server.
pub(in crate::store) fn create(
    disk: &SqliteFile,
    first: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<Connection, OpenError> {
    // With a custom VFS there are no files to look for; the version of the database shows whether it exists.
    if disk.vfs.is_none() && disk.path.exists() {
        return Err(OpenError::Exists(disk.path.clone()));
    }
    let connection =
        connect(disk, OpenFlags::SQLITE_OPEN_CREATE).map_err(|error| opening(error, disk))?;
    let database = connection.sqlite().raw();
    if version(database)? != 0 {
        return Err(OpenError::Exists(disk.path.clone()));
    }
    connection.begin_write()?;
    migrations::apply_all(database)?;
    first(&connection)?;
    connection.commit()?;
    Ok(connection)
}

/// Opens a file for writing and brings its schema up to date.
pub(in crate::store) fn open(disk: &SqliteFile) -> Result<Connection, OpenError> {
    if disk.vfs.is_none() && !disk.path.exists() {
        return Err(OpenError::Missing(disk.path.clone()));
    }
    let connection = connect(disk, OpenFlags::empty()).map_err(|e| opening(e, disk))?;
    let found = version(connection.sqlite().raw())?;
    match usize::try_from(found) {
        Ok(0) | Err(_) => Err(OpenError::Missing(disk.path.clone())),
        Ok(version) if version > MIGRATIONS.len() => Err(OpenError::FromTheFuture {
            found,
            known: MIGRATIONS.len(),
        }),
        Ok(version) => {
            migrate(connection.sqlite().raw(), version)?;
            Ok(connection)
        }
    }
}

/// Opens another connection with default settings.
pub(in crate::store) fn another(disk: &SqliteFile) -> Result<Connection, StoreError> {
    Ok(connect(disk, OpenFlags::empty())?)
}

/// A connection that excludes everybody else and leaves the write-ahead log as it is. `None` if somebody has
/// the database open, or if it cannot be opened: then [`open`] returns the reason.
pub(super) fn alone(disk: &SqliteFile) -> Option<rusqlite::Connection> {
    cipher_is_ready().ok()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = rusqlite::Connection::open_with_flags(&disk.path, flags).ok()?;
    use_key(&connection, disk).ok()?;
    connection.busy_timeout(Duration::ZERO).ok()?;
    let config = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection.set_db_config(config, true).ok()?;
    let locked = "PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_master";
    connection.execute_batch(locked).ok()?;
    Some(connection)
}

/// Changes the key of the file, in place.
///
/// # Errors
/// [`OpenError`]; the file has either the old key or the new one.
pub fn rekey(disk: &SqliteFile, key: &Zeroizing<[u8; 32]>) -> Result<(), OpenError> {
    let connection = open(disk)?;
    let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(&**key));
    // The pages in the log would still be encrypted with the old key.
    let database = connection.sqlite();
    database.execute_batch("PRAGMA journal_mode = DELETE")?;
    let rekey = Zeroizing::new(format!("PRAGMA rekey = \"x'{}'\"", &*hex));
    database.execute_batch(&rekey)?;
    Ok(())
}

/// Opens another connection, for reading.
pub(in crate::store) fn reader(disk: &SqliteFile) -> Result<Connection, StoreError> {
    let connection = another(disk)?;
    let database = connection.sqlite().raw();
    database.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Makes the cache of a connection smaller, to so many KiB.
pub(in crate::store) fn limit_cache(
    connection: &Connection,
    cache_kib: i64,
) -> Result<(), StoreError> {
    let database = connection.sqlite().raw();
    Ok(database.pragma_update(None, "cache_size", -cache_kib)?)
}

/// Waits until SQLCipher is ready in this process. SQLite reports that it is initialised before its cipher is
/// (`SQLITE_EXTRA_INIT` runs outside its mutex). So if two threads open their first connections at once, the
/// key of one can be refused.
fn cipher_is_ready() -> Result<(), rusqlite::Error> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    let mut tries = 0;
    loop {
        let keyed = rusqlite::Connection::open_in_memory()
            .and_then(|connection| connection.execute_batch("PRAGMA key = 'ready'"));
        match keyed {
            Ok(()) => break,
            Err(error) if tries >= CIPHER_TRIES => return Err(error),
            Err(_) => std::thread::sleep(Duration::from_millis(1)),
        }
        tries += 1;
    }
    READY.set(()).ok();
    Ok(())
}

fn connect(disk: &SqliteFile, create: OpenFlags) -> Result<Connection, rusqlite::Error> {
    cipher_is_ready()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = match &disk.vfs {
        Some(vfs) => {
            rusqlite::Connection::open_with_flags_and_vfs(&disk.path, flags, vfs.as_str())?
        }
        None => rusqlite::Connection::open_with_flags(&disk.path, flags)?,
    };
    use_key(&connection, disk)?;
    connection.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // Otherwise SQLite plans some prepared statements again for each value bound to them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(include_str!("open/connection.sql"))?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    Ok(Connection::from(Database::new(connection)?))
}

fn use_key(connection: &rusqlite::Connection, disk: &SqliteFile) -> Result<(), rusqlite::Error> {
    let key = data_encoding::HEXLOWER.encode(&*disk.key);
    // Otherwise the cipher logs every page that it cannot open when somebody uses a wrong key.
    let key = Zeroizing::new(format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\""
    ));
    connection.execute_batch(&key)
}

fn opening(error: rusqlite::Error, disk: &SqliteFile) -> OpenError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => OpenError::WrongKey(disk.path.clone()),
        _ => error.into(),
    }
}

/// A database in memory, without a key, in which this was executed.
#[cfg(test)]
pub(in crate::store) fn in_memory(batch: &str) -> Connection {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(batch).unwrap();
    Connection::from(Database::new(connection).unwrap())
}

/// A store without rows in memory, with the latest schema.
#[cfg(test)]
pub(in crate::store) fn empty_store() -> Connection {
    let connection = in_memory("");
    migrations::apply_all(connection.sqlite().raw()).unwrap();
    connection
}

/// The size of a connection's cache in KiB.
#[cfg(test)]
pub(in crate::store) fn cache_kib(connection: &Connection) -> i64 {
    let database = connection.sqlite().raw();
    let size = database.pragma_query_value(None, "cache_size", |row| row.get::<_, i64>(0));
    -size.unwrap()
}
