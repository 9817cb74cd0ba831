//! Opens and creates the database file: key, settings, migrations.

use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::StoreError;

/// Every migration, in order. A released migration is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
];

/// How long a write waits for another process (a command beside the server), in ms. A command's transaction
/// takes a few ms; a rebuild commits one record at a time.
const BUSY_TIMEOUT_MS: u64 = 10_000;

/// Pages of cache for each connection, as negative KiB: 16 MiB for the writer and for each reader.
const CACHE_KIB: i64 = 16 * 1024;

/// The log is written back into the file after so many pages of 4 KiB: 8 MiB.
const CHECKPOINT_PAGES: i64 = 2_000;

/// How often to ask whether the cipher is ready, 1 ms apart.
const CIPHER_TRIES: usize = 5_000;

/// The location of the database, and how to open it.
#[derive(Clone)]
pub struct DatabaseLocation {
    /// The path of the file.
    pub path: PathBuf,
    /// The name of a SQLite VFS registered in this process, with shared memory; `None` for the default one.
    pub vfs: Option<String>,
    /// The key of the whole file.
    pub key: Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for DatabaseLocation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk")
            .field("path", &self.path)
            .field("vfs", &self.vfs)
            .finish_non_exhaustive()
    }
}

/// Why the database cannot be opened or created.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file. `open` creates none, because a mistyped path must not start an empty server.
    #[error("there is no server in {0}; `puente init` makes one")]
    Missing(PathBuf),
    /// There is a file already. `create` overwrites nothing.
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
    /// Another failure of the database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes a new file with the latest schema and with what `first` writes, in one transaction: there is never
/// half a server.
pub(super) fn create(
    disk: &DatabaseLocation,
    first: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<Connection, OpenError> {
    // With a custom VFS there are no files to look for; the version of the database shows whether it exists.
    if disk.vfs.is_none() && disk.path.exists() {
        return Err(OpenError::Exists(disk.path.clone()));
    }
    let connection =
        connect(disk, OpenFlags::SQLITE_OPEN_CREATE).map_err(|error| opening(error, disk))?;
    if version(&connection)? != 0 {
        return Err(OpenError::Exists(disk.path.clone()));
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    for (index, migration) in MIGRATIONS.iter().enumerate() {
        apply(&connection, index, migration)?;
    }
    first(&connection)?;
    connection.execute_batch("COMMIT")?;
    Ok(connection)
}

fn apply(connection: &Connection, index: usize, sql: &str) -> Result<(), rusqlite::Error> {
    connection.execute_batch(sql)?;
    connection.pragma_update(None, "user_version", index as i64 + 1)
}

/// Opens a file for writing and brings its schema up to date.
pub(super) fn open(disk: &DatabaseLocation) -> Result<Connection, OpenError> {
    if disk.vfs.is_none() && !disk.path.exists() {
        return Err(OpenError::Missing(disk.path.clone()));
    }
    let connection = connect(disk, OpenFlags::empty()).map_err(|e| opening(e, disk))?;
    let found = version(&connection)?;
    match usize::try_from(found) {
        Ok(0) | Err(_) => Err(OpenError::Missing(disk.path.clone())),
        Ok(version) if version > MIGRATIONS.len() => Err(OpenError::FromTheFuture {
            found,
            known: MIGRATIONS.len(),
        }),
        Ok(version) => {
            migrate(&connection, version)?;
            Ok(connection)
        }
    }
}

/// Opens another connection with default settings.
pub(super) fn another(disk: &DatabaseLocation) -> Result<Connection, StoreError> {
    Ok(connect(disk, OpenFlags::empty())?)
}

/// A connection that excludes everybody else and leaves the write-ahead log as it is. `None` if somebody has
/// the database open, or if it cannot be opened: then [`open`] returns the reason.
pub(super) fn alone(disk: &DatabaseLocation) -> Option<Connection> {
    cipher_is_ready().ok()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&disk.path, flags).ok()?;
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
pub fn rekey(disk: &DatabaseLocation, key: &Zeroizing<[u8; 32]>) -> Result<(), OpenError> {
    let connection = open(disk)?;
    let hex = Zeroizing::new(data_encoding::HEXLOWER.encode(&**key));
    // The pages in the log would still be encrypted with the old key.
    connection.execute_batch("PRAGMA journal_mode = DELETE")?;
    let rekey = Zeroizing::new(format!("PRAGMA rekey = \"x'{}'\"", &*hex));
    connection.execute_batch(&rekey)?;
    Ok(())
}

/// Opens another connection, for reading.
pub(super) fn reader(disk: &DatabaseLocation) -> Result<Connection, StoreError> {
    let connection = another(disk)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
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
        let keyed = Connection::open_in_memory()
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

fn connect(disk: &DatabaseLocation, create: OpenFlags) -> Result<Connection, rusqlite::Error> {
    cipher_is_ready()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = match &disk.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(&disk.path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(&disk.path, flags)?,
    };
    use_key(&connection, disk)?;
    connection.busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(128);
    // Otherwise SQLite plans some prepared statements again for each value bound to them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    rusqlite::vtab::array::load_module(&connection)?;
    connection.execute_batch(include_str!("open.sql"))?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    Ok(connection)
}

fn use_key(connection: &Connection, disk: &DatabaseLocation) -> Result<(), rusqlite::Error> {
    let key = data_encoding::HEXLOWER.encode(&*disk.key);
    // Otherwise the cipher logs every page that it cannot open when somebody uses a wrong key.
    let key = Zeroizing::new(format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\""
    ));
    connection.execute_batch(&key)
}

fn opening(error: rusqlite::Error, disk: &DatabaseLocation) -> OpenError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => OpenError::WrongKey(disk.path.clone()),
        _ => error.into(),
    }
}

fn version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

fn migrate(connection: &Connection, from: usize) -> Result<(), rusqlite::Error> {
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(from) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let step =
            apply(connection, index, migration).and_then(|()| connection.execute_batch("COMMIT"));
        if step.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        step?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::row_id::{DeviceRowId, RecordRowId};
    use crate::store::site;

    /// A store as this earlier version left it.
    fn of_version(version: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for (index, migration) in MIGRATIONS.iter().enumerate().take(version) {
            apply(&connection, index, migration).unwrap();
        }
        connection
    }

    #[test]
    fn sites_of_before_have_no_zone_and_no_numbers_and_are_open() {
        let connection = of_version(3);
        let sql = "INSERT INTO site(id, name, kind) VALUES (randomblob(16), 'Garita', 'crossing')";
        connection.execute_batch(sql).unwrap();
        migrate(&connection, 3).unwrap();
        let sites = site::list(&connection).unwrap();
        let facts = &sites[0].facts;
        assert_eq!((facts.name.as_str(), &facts.zone), ("Garita", &None));
        assert!(facts.is_open && facts.dif_phones.is_empty() && facts.attorney_phones.is_empty());
    }

    #[test]
    fn records_of_version_4_keep_their_sites_and_were_nowhere_that_an_id_proves() {
        let connection = of_version(4);
        let before = "INSERT INTO site(id, name, kind) VALUES (zeroblob(16), 'Norte', 'crossing');
             INSERT INTO record(id, fallback_site) VALUES (zeroblob(16), 1);
             INSERT INTO record_key(record, key) VALUES (1, zeroblob(32));
             INSERT INTO record_site(record, site) VALUES (1, 1);";
        connection.execute_batch(before).unwrap();
        migrate(&connection, 4).unwrap();
        assert_eq!(version(&connection).unwrap(), MIGRATIONS.len() as i64);
        rusqlite::vtab::array::load_module(&connection).unwrap();
        let record = super::super::record::load(&connection, &[RecordRowId::new(1)])
            .unwrap()
            .remove(0);
        assert_eq!((record.sites.len(), record.ever), (1, Vec::new()));
    }

    #[test]
    fn what_was_brought_before_is_not_packed_and_uses_up_no_share() {
        let connection = Connection::open_in_memory().unwrap();
        for (index, migration) in MIGRATIONS[..5].iter().enumerate() {
            apply(&connection, index, migration).unwrap();
        }
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        let sql = "INSERT INTO segment_item VALUES (1, 0, 1, x'00')";
        connection.execute_batch(sql).unwrap();
        migrate(&connection, 5).unwrap();
        let packed = "SELECT packed FROM segment_item";
        let packed: i64 = connection.query_row(packed, [], |row| row.get(0)).unwrap();
        assert_eq!(packed, 0);
        let rests_ms =
            crate::store::quota::rests_ms(&connection, DeviceRowId::new(1), 1_000).unwrap();
        assert_eq!(rests_ms, 0);
    }

    #[test]
    fn a_database_of_version_6_has_no_forks_and_no_word_on_its_documents_yet() {
        let connection = of_version(6);
        let of_version_6 = "INSERT INTO site(nr, id) VALUES (1, zeroblob(16));
            INSERT INTO device(nr, id, key, site, enrolled_ms) VALUES (1, zeroblob(16), zeroblob(32), 1, 5);
            INSERT INTO record(nr, id) VALUES (1, zeroblob(16));
            INSERT INTO document(id, record, version, kind, saved) VALUES (zeroblob(16), 1, 3, 0, x'00')";
        connection.execute_batch(of_version_6).unwrap();
        migrate(&connection, 6).unwrap();
        let found = connection.query_row(
            "SELECT d.version, d.vouch, v.forks, v.forked_ms FROM document d, device v",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        );
        let found: (i64, Option<Vec<u8>>, i64, Option<i64>) = found.unwrap();
        assert_eq!(found, (3, None, 0, None));
    }
}
