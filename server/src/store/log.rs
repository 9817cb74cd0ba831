//! The leaves and hashes of the log. An entry is appended in the transaction that does what the entry says.

use std::ops::ControlFlow;

use puente_audit::{Entry, Frontier, LeafHash, StoredHash, TreeNode, leaf_hash};

use super::engine::sql;
use super::{Connection, StoreError, bytes, signed};

/// The place of an entry in the log. Only appending an entry makes this value, so a write that requires it
/// cannot be done without its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeafIndex(u64);

impl LeafIndex {
    /// The index, from 0.
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
        let index = frontier.size();
        let mut hashes = Vec::with_capacity(2 * HASH_BYTES);
        frontier.push(leaf_hash(&entry), |hash| hashes.extend_from_slice(&hash));
        connection.run(
            sql!("INSERT INTO leaf(idx, entry, hashes) VALUES (?1, ?2, ?3)"),
            (signed(index)?, entry, hashes),
        )?;
        Ok(LeafIndex(index))
    }
}

/// The number of entries in the log.
///
/// # Errors
/// The database cannot be read.
pub fn size(connection: &Connection) -> Result<u64, StoreError> {
    let sql = sql!("SELECT coalesce(max(idx) + 1, 0) FROM leaf");
    connection.one(sql, (), |row| row.get(0))
}

/// The frontier of the stored log.
///
/// # Errors
/// The database cannot be read, or a hash is missing.
pub fn load_frontier(connection: &Connection) -> Result<Frontier, StoreError> {
    let size = size(connection)?;
    frontier_at(connection, size)
}

/// The frontier that the log had when it had `size` entries.
///
/// # Errors
/// The database cannot be read, or the log has fewer entries.
pub fn frontier_at(connection: &Connection, size: u64) -> Result<Frontier, StoreError> {
    let stored = Frontier::stored_hashes(size).into_iter();
    let roots = stored.map(|stored| hash_at(connection, stored));
    Frontier::load(size, roots.collect::<Result<_, _>>()?).ok_or(MISSING)
}

/// The hash of a node of the tree.
///
/// # Errors
/// The database cannot be read, or the log has fewer entries.
pub fn node(connection: &Connection, node: TreeNode) -> Result<LeafHash, StoreError> {
    hash_at(connection, node.stored_hash())
}

fn hash_at(connection: &Connection, stored: StoredHash) -> Result<LeafHash, StoreError> {
    let hash = hashes_of(connection, signed(stored.leaf)?, |hashes| {
        let hash = hashes.chunks_exact(HASH_BYTES).nth(stored.index);
        bytes(hash.ok_or(MISSING)?)
    })?;
    hash.ok_or(MISSING)
}

/// Reads the hashes of a leaf, if there is one at this index.
fn hashes_of<T>(
    connection: &Connection,
    leaf: i64,
    read: impl FnOnce(&[u8]) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    let sql = sql!("SELECT hashes FROM leaf WHERE idx = ?1");
    connection.first(sql, [leaf], |row| read(row.get(0)?))
}

/// The end of a log, short enough for every cursor: the number of entries, and the start of the hash of the
/// largest subtree that the last entry completes. Two logs that differ somewhere before have different ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogEnd {
    /// The number of entries.
    pub size: u64,
    /// The start of the hash; zeros if there are no entries.
    pub node: [u8; END_BYTES],
}

/// Bytes of a hash in a [`LogEnd`]. A short hash is enough, because the cursor is authenticated and nobody can
/// choose it.
pub const END_BYTES: usize = 8;

/// The end of the log.
///
/// # Errors
/// The database cannot be read.
pub fn end(connection: &Connection) -> Result<LogEnd, StoreError> {
    let size = size(connection)?;
    Ok(end_at(connection, size)?.unwrap_or_default())
}

/// The end that the log had when it had `size` entries; `None` if it never had so many.
///
/// # Errors
/// The database cannot be read.
pub fn end_at(connection: &Connection, size: u64) -> Result<Option<LogEnd>, StoreError> {
    let Some(last) = size.checked_sub(1) else {
        return Ok(Some(LogEnd::default()));
    };
    let Ok(last) = i64::try_from(last) else {
        return Ok(None);
    };
    hashes_of(connection, last, |hashes| {
        let newest = hashes.rchunks_exact(HASH_BYTES).next().ok_or(MISSING)?;
        Ok(LogEnd {
            size,
            node: bytes(&newest[..END_BYTES])?,
        })
    })
}

/// Bytes of a hash.
const HASH_BYTES: usize = 32;

const MISSING: StoreError = StoreError::Damaged("a hash of the log is missing");

/// Visits every entry in order, with the hashes stored with it.
///
/// # Errors
/// The database cannot be read, or `visit` fails.
pub fn scan(
    connection: &Connection,
    mut visit: impl FnMut(u64, &[u8], &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = sql!("SELECT idx, entry, hashes FROM leaf ORDER BY idx");
    connection.each(sql, (), |row| {
        visit(row.get(0)?, row.get(1)?, row.get(2)?)?;
        Ok(ControlFlow::Continue(()))
    })
}
