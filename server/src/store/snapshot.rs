//! Copies the whole database in one read while others write, and turns such a copy into a server again.

use std::path::Path;

use puente_audit::{Entry, EntryKind, Frontier, commit_public};
use puente_record::RecordId;
use zeroize::Zeroizing;

use super::engine::{Secret, sql};
use super::erasure::{self, Tombstone};
use super::{
    Connection, OpenError, SqliteFile, StoreError, WriteTransaction, log, meta, session, sqlite,
};

/// Tables that are not copied. Keys travel separately, so that no copy outlives an erasure. What lists show is
/// readable without a record's key, and can be built again.
const LEFT_OUT: [&str; 2] = ["record_key", "record_row"];

/// A record and its key.
pub type RecordAndKey = (RecordId, Zeroizing<[u8; 32]>);

/// What a copy does not contain, and where its log ends.
pub struct SnapshotKeys {
    /// The key of each record.
    pub keys: Vec<RecordAndKey>,
    /// All records erased until then.
    pub erased: Vec<Tombstone>,
    /// The end of the log in the copy.
    pub log: Frontier,
}

impl std::fmt::Debug for SnapshotKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beside")
            .field("keys", &self.keys.len())
            .field("log_size", &self.log.size())
            .finish_non_exhaustive()
    }
}

/// Copies the database into a new file with the same key, while others write.
pub(super) fn copy(disk: &SqliteFile, to: &Path) -> Result<SnapshotKeys, OpenError> {
    sqlite::copy(disk, to, &LEFT_OUT, |connection| {
        Ok(SnapshotKeys {
            keys: keys(connection)?,
            erased: erasure::list(connection)?,
            log: log::load_frontier(connection)?,
        })
    })
}

fn keys(connection: &Connection) -> Result<Vec<RecordAndKey>, StoreError> {
    let sql =
        sql!("SELECT r.id, k.key FROM record_key k JOIN record r ON r.nr = k.record ORDER BY r.nr");
    connection.all(sql, (), |row| Ok((row.get(0)?, row.secret(1)?)))
}

/// What turns a copy into a server again.
pub struct Revival {
    /// The keys, which travelled separately.
    pub keys: Vec<RecordAndKey>,
    /// Records that were erased before the copy or after it.
    pub erased: Vec<Tombstone>,
    /// The present time, in ms since 1970.
    pub now_ms: i64,
}

/// Gives a copy its keys, erases again what was erased since, and begins a new epoch. Returns how many records
/// were erased again.
///
/// # Errors
/// The database refuses. [`StoreError::Damaged`]: a record has neither a key nor a tombstone.
pub fn revive(write: &mut WriteTransaction<'_>, revival: &Revival) -> Result<u64, StoreError> {
    log_return(write, revival.now_ms)?;
    let keys = revival.keys.iter();
    write.connection().run_each(
        sql!("INSERT INTO record_key(record, key) SELECT nr, ?2 FROM record WHERE id = ?1"),
        keys.map(|(record, key)| (record, Secret(&key[..]))),
    )?;
    let mut again = 0;
    for erased in &revival.erased {
        again += u64::from(erasure::erase(write, erased)?);
    }
    let orphans: i64 = write.connection().one(
        sql!(
            "SELECT count(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM record_key WHERE record = r.nr)
             AND NOT EXISTS (SELECT 1 FROM erasure WHERE record = r.nr)"
        ),
        (),
        |row| row.get(0),
    )?;
    if orphans > 0 {
        return Err(StoreError::Damaged(
            "a record has neither a key nor a tombstone: take the file of keys that was made with this backup, or a later one",
        ));
    }
    begin_epoch(write, revival.now_ms, 0)?;
    Ok(again)
}

/// Begins a new epoch of a server that lost the end of what it had written. The epoch is later than `seen`, the
/// latest that anybody has seen.
///
/// # Errors
/// The database refuses.
pub fn begin_again(
    write: &mut WriteTransaction<'_>,
    now_ms: i64,
    seen: u32,
) -> Result<(), StoreError> {
    log_return(write, now_ms)?;
    begin_epoch(write, now_ms, seen)
}

/// Logs where the log stood when the server went back to it.
fn log_return(write: &mut WriteTransaction<'_>, now_ms: i64) -> Result<(), StoreError> {
    let before = log::load_frontier(write.connection())?;
    let end = [&before.size().to_be_bytes()[..], &before.root()].concat();
    write.log(&Entry {
        commitment: Some(commit_public(&end)),
        count: Some(before.size()),
        ..Entry::new(EntryKind::ServerRestored, now_ms)
    })?;
    Ok(())
}

/// What ended after the copy must not be valid again.
fn begin_epoch(write: &WriteTransaction<'_>, now_ms: i64, seen: u32) -> Result<(), StoreError> {
    session::end_every(write, now_ms)?;
    meta::begin_epoch(write.connection(), now_ms, seen)
}
