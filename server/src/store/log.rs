//! The log's leaves and hashes, appended in the transaction that does what they say.

use puente_audit::{Entry, Frontier, LeafHash, leaf_hash};
use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, bytes, signed, unsigned};

/// Where an entry stands. Only appending one makes such a value, so a write that wants it cannot
/// be written without its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafIndex(u64);

impl LeafIndex {
    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// The end of the log within a transaction.
#[derive(Debug, Default)]
pub(super) struct LogTail {
    frontier: Option<Frontier>,
}

impl LogTail {
    pub(super) fn append(
        &mut self,
        connection: &Connection,
        entry: &Entry,
    ) -> Result<LeafIndex, StoreError> {
        let frontier = match &mut self.frontier {
            Some(frontier) => frontier,
            empty => empty.insert(load_frontier(connection)?),
        };
        let entry = entry.to_bytes();
        let (index, mut stored) = (frontier.size(), signed(frontier.next_stored())?);
        connection
            .prepare_cached("INSERT INTO leaf(idx, entry) VALUES (?1, ?2)")?
            .execute((signed(index)?, &entry))?;
        let mut insert =
            connection.prepare_cached("INSERT INTO log_hash(idx, hash) VALUES (?1, ?2)")?;
        let mut inserted = Ok(());
        frontier.push(leaf_hash(&entry), |hash| {
            if inserted.is_ok() {
                inserted = insert.execute((stored, hash)).map(|_| ());
                stored += 1;
            }
        });
        inserted?;
        Ok(LeafIndex(index))
    }
}

/// How many entries the log has.
///
/// # Errors
/// The database cannot be read.
pub fn size(connection: &Connection) -> Result<u64, StoreError> {
    let last: Option<i64> = connection
        .prepare_cached("SELECT max(idx) FROM leaf")?
        .query_row([], |row| row.get(0))?;
    last.map_or(Ok(0), |last| Ok(unsigned(last)? + 1))
}

/// The frontier of the log as it is stored.
///
/// # Errors
/// The database cannot be read, or a hash is missing.
pub fn load_frontier(connection: &Connection) -> Result<Frontier, StoreError> {
    let size = size(connection)?;
    let mut statement = connection.prepare_cached("SELECT hash FROM log_hash WHERE idx = ?1")?;
    let mut hashes = Vec::new();
    for index in Frontier::indexes(size) {
        let hash: Option<Vec<u8>> = statement
            .query_row([signed(index)?], |row| row.get(0))
            .optional()?;
        hashes.push(bytes(&hash.ok_or(MISSING)?)?);
    }
    Frontier::load(size, hashes).ok_or(MISSING)
}

const MISSING: StoreError = StoreError::Damaged("a hash of the log is missing");

/// Every entry in order, with the hashes that were stored for it.
///
/// # Errors
/// The database cannot be read, or `visit` fails.
pub fn scan(
    connection: &Connection,
    mut visit: impl FnMut(u64, Vec<u8>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare("SELECT idx, entry FROM leaf ORDER BY idx")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(unsigned(row.get(0)?)?, row.get(1)?)?;
    }
    Ok(())
}

/// The stored hash at an index.
///
/// # Errors
/// The database cannot be read.
pub fn hash_at(connection: &Connection, index: u64) -> Result<Option<LeafHash>, StoreError> {
    let hash: Option<Vec<u8>> = connection
        .prepare_cached("SELECT hash FROM log_hash WHERE idx = ?1")?
        .query_row([signed(index)?], |row| row.get(0))
        .optional()?;
    hash.map(|hash| bytes(&hash)).transpose()
}
