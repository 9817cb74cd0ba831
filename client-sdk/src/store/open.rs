//! Opening a store: key, pragmas, schema.

use std::sync::OnceLock;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::migrations::migrate;
use crate::{Advice, DataKey, Error};

/// The location of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreLocation {
    /// The database file, as the VFS names it.
    pub path: String,
    /// The VFS to use; the platform's own when absent.
    pub vfs: Option<String>,
    /// `wal` where the VFS has shared memory, `truncate` elsewhere (OPFS).
    pub wal: bool,
}

/// Exclusive locking: no other program has the store open, and the index of its log is not a file.
const LOCKED: &str = "PRAGMA locking_mode = EXCLUSIVE";

/// KiB of cache: a page of updates touches pages of 5,000 records, which are then read and deciphered only
/// once.
const CACHE_KIB: u32 = 24_000;

/// The same in a browser tab, because old phones kill large tabs first.
const CACHE_BROWSER_KIB: u32 = 8_000;

/// The log is written back into the file after this many pages of 4 KiB: 16 MiB.
const CHECKPOINT_PAGES: u32 = 4_000;

/// How often to ask whether the cipher is ready: for some seconds, although it usually takes milliseconds.
const CIPHER_TRIES: usize = 100_000;

/// Opens a store. Creates it if `create` is set and it does not exist.
///
/// When the disk has no room for the files that programs share while a store is open, this opens it exclusively
/// and keeps the shared state in memory: so records can be looked up on a full disk.
pub(crate) fn open(
    place: &StoreLocation,
    key: &DataKey,
    create: bool,
) -> Result<Connection, Error> {
    match open_as(place, key, create, Sharing::Shared) {
        Err(full) if place.wal && full.advice() == Advice::FreeSpace => {
            open_as(place, key, create, Sharing::Alone).map_err(|_| full)
        }
        opened => opened,
    }
}

/// May other programs have the store open too?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sharing {
    Shared,
    /// No: the index of the write-ahead log is in memory, not in a file.
    Alone,
}

fn open_as(
    place: &StoreLocation,
    key: &DataKey,
    create: bool,
    sharing: Sharing,
) -> Result<Connection, Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    cipher_is_ready()?;
    let mut conn = match &place.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(&place.path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(&place.path, flags)?,
    };
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    // Several programs may have one store open. A transaction that reads first and then finds that another has
    // written fails at once, without waiting. So each transaction is a writer from its beginning, and waits
    // there.
    conn.set_transaction_behavior(TransactionBehavior::Immediate);
    if sharing == Sharing::Alone {
        conn.execute_batch(LOCKED)?;
    }
    use_key(&conn, key)?;
    let journal = if place.wal { "WAL" } else { "TRUNCATE" };
    let cache_kib = if place.wal {
        CACHE_KIB
    } else {
        CACHE_BROWSER_KIB
    };
    conn.execute_batch(&format!(
        "PRAGMA journal_mode = {journal};
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -{cache_kib};
         PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES};"
    ))?;
    conn.set_prepared_statement_cache_capacity(128);
    // Without this, SQLite plans some prepared statements anew for each bound value.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migrate(&mut conn)?;
    Ok(conn)
}

/// Waits until SQLCipher is ready in this process. SQLite reports that it is initialised before its cipher is
/// (`SQLITE_EXTRA_INIT` runs outside its mutex). So when two threads open their first connections at once, one
/// key may be refused. A browser has one thread and never waits.
fn cipher_is_ready() -> Result<(), Error> {
    static READY: OnceLock<()> = OnceLock::new();
    if READY.get().is_some() {
        return Ok(());
    }
    let mut tries = 0;
    loop {
        let keyed = Connection::open_in_memory()
            .and_then(|conn| conn.execute_batch("PRAGMA key = 'ready'"));
        match keyed {
            Ok(()) => break,
            Err(error) if tries >= CIPHER_TRIES => return Err(error.into()),
            Err(_) => std::hint::spin_loop(),
        }
        tries += 1;
    }
    READY.set(()).ok();
    Ok(())
}

/// A store that no other program has open and in whose files nothing has changed yet.
pub struct ExclusiveStore(Connection);

impl ExclusiveStore {
    /// `None` when another program has it open, or when it does not open; [`open`] then tells why.
    pub(crate) fn with(place: &StoreLocation, key: &DataKey) -> Option<Self> {
        cipher_is_ready().ok()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&place.path, flags).ok()?;
        conn.busy_timeout(std::time::Duration::ZERO).ok()?;
        let config = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        conn.set_db_config(config, true).ok()?;
        conn.execute_batch(LOCKED).ok()?;
        use_key(&conn, key).ok()?;
        Some(Self(conn))
    }

    /// Writes the readable part of the write-ahead log into the store and empties the log. Otherwise the
    /// unreadable rest would be found again beside what is written from now on.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn empty_log(self) -> Result<(), Error> {
        let Self(conn) = self;
        Ok(conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
    }
}

/// Uses a raw key: SQLCipher's key derivation would only cost time for 32 random bytes.
fn use_key(conn: &Connection, key: &DataKey) -> Result<(), Error> {
    let mut pragma = zeroize::Zeroizing::new(String::with_capacity(160));
    // A wrong key is an expected result here, so the cipher must not print it.
    pragma.push_str("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
    for byte in key.iter() {
        use std::fmt::Write as _;
        write!(pragma, "{byte:02x}").expect("writing to memory does not fail");
    }
    pragma.push_str("'\";");
    conn.execute_batch(&pragma)?;
    match conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    }) {
        Ok(_) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(Error::WrongKey)
        }
        Err(error) => Err(error.into()),
    }
}
