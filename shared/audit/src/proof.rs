//! Proofs that a root covers an entry (inclusion), and that a log only grew (consistency).

use std::cell::RefCell;

use data_encoding::BASE64;
use tlog_tiles::{Error, Hash, HashReader};

use crate::tile::{LOG_SIZE_MAX, LogFile, TILE_HEIGHT, TILE_WIDTH, TileContent};
use crate::tree::{Frontier, LeafHash, StoredHash, TreeHead, leaf_hash};

/// A node of the tree: the root of the complete subtree over the leaves `index << level` to
/// `((index + 1) << level) - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeNode {
    /// 0 for a leaf.
    pub level: u8,
    /// Its number on its level.
    pub index: u64,
}

impl TreeNode {
    /// The tile of a log of `size` entries that covers this node, and the first and number of its hashes under it.
    /// `None` when the log is smaller.
    #[must_use]
    pub fn in_tile(&self, size: u64) -> Option<(LogFile, usize, usize)> {
        let level = u32::from(self.level) / TILE_HEIGHT;
        let inside = u32::from(self.level) % TILE_HEIGHT;
        let (first, count) = (self.index << inside, 1_u64 << inside);
        let file = LogFile::at(TileContent::Hashes(level as u8), first / TILE_WIDTH, size)?;
        let place = first % TILE_WIDTH;
        let has_it = place + count <= u64::from(file.width);
        has_it.then_some((file, place as usize, count as usize))
    }

    /// The hash of this node from the bytes of its tile. `None` when these are too few.
    #[must_use]
    pub fn read_from(&self, tile: &[u8], size: u64) -> Option<LeafHash> {
        let (_, place, count) = self.in_tile(size)?;
        let (hashes, _) = tile.as_chunks();
        let mut tree = Frontier::default();
        let hashes = hashes.get(place..place + count)?;
        hashes.iter().for_each(|hash| tree.push(*hash, |_| {}));
        Some(tree.root())
    }

    /// Where [`crate::Frontier::push`] stored its hash.
    #[must_use]
    pub fn stored_hash(&self) -> StoredHash {
        StoredHash {
            leaf: ((self.index + 1) << self.level) - 1,
            index: usize::from(self.level),
        }
    }
}

/// The proof does not show what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the proof is wrong")]
pub struct ProofError;

/// Why a proof could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProveError<E> {
    /// The log never had that size, or has no such entry.
    #[error("the log has fewer entries")]
    Range,
    /// A hash could not be read.
    #[error(transparent)]
    Read(E),
}

/// The most hashes of a proof, as c2sp.org/tlog-witness limits it. The library copies a proof once for each level
/// of the tree, so that an endless one would cost much before it is refused.
const HASHES_MAX: usize = 63;

/// Shows that a log of one size is the beginning of a later one.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsistencyProof(Vec<Hash>);

/// Shows that a root covers an entry, which it carries.
#[derive(Debug, Clone, PartialEq)]
pub struct InclusionProof {
    index: u64,
    entry: Vec<u8>,
    hashes: Vec<Hash>,
}

/// Reads nodes for the library, whose readers cannot fail with an error of ours.
struct NodeReader<F, E> {
    read: RefCell<F>,
    failure: RefCell<Option<E>>,
}

impl<F: FnMut(TreeNode) -> Result<LeafHash, E>, E> HashReader for NodeReader<F, E> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let mut read = self.read.borrow_mut();
        let hashes = indexes.iter().map(|index| {
            let (level, index) = tlog_tiles::split_stored_hash_index(*index);
            read(TreeNode { level, index }).map(Hash)
        });
        hashes.collect::<Result<_, E>>().map_err(|failure| {
            self.failure.replace(Some(failure));
            Error::InvalidProof
        })
    }
}

fn prove<F, E>(
    read: F,
    make: impl FnOnce(&NodeReader<F, E>) -> Result<Vec<Hash>, Error>,
) -> Result<Vec<Hash>, ProveError<E>>
where
    F: FnMut(TreeNode) -> Result<LeafHash, E>,
{
    let reader = NodeReader {
        read: RefCell::new(read),
        failure: RefCell::new(None),
    };
    make(&reader).map_err(|_| match reader.failure.take() {
        Some(failure) => ProveError::Read(failure),
        None => ProveError::Range,
    })
}

impl ConsistencyProof {
    /// Proves that the log of `old` entries is the beginning of that of `new`. `read` gives the hash of a node.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn new<E>(
        old: u64,
        new: u64,
        read: impl FnMut(TreeNode) -> Result<LeafHash, E>,
    ) -> Result<Self, ProveError<E>> {
        if old == 0 {
            // Every log begins with the empty one.
            return Ok(Self(Vec::new()));
        }
        if new > LOG_SIZE_MAX {
            return Err(ProveError::Range);
        }
        prove(read, |reader| tlog_tiles::prove_tree(new, old, reader)).map(Self)
    }

    /// The proof of these hashes, which [`Self::check`] has yet to accept.
    #[must_use]
    pub fn from_hashes(hashes: Vec<LeafHash>) -> Self {
        Self(hashes.into_iter().map(Hash).collect())
    }

    /// Its hashes.
    #[must_use]
    pub fn to_hashes(&self) -> Vec<LeafHash> {
        self.0.iter().map(|hash| hash.0).collect()
    }

    /// Checks that the log of `new` extends that of `old`.
    ///
    /// # Errors
    /// [`ProofError`]: the log of `new` is no extension of that of `old`, or the proof is of other logs.
    pub fn check(&self, old: TreeHead, new: TreeHead) -> Result<(), ProofError> {
        if new.size > LOG_SIZE_MAX || self.0.len() > HASHES_MAX {
            return Err(ProofError);
        }
        if old.size == 0 {
            let is_empty = old.root == tlog_tiles::EMPTY_HASH.0;
            return (is_empty && self.0.is_empty())
                .then_some(())
                .ok_or(ProofError);
        }
        let (old_root, new_root) = (Hash(old.root), Hash(new.root));
        tlog_tiles::check_tree(&self.0, new.size, new_root, old.size, old_root)
            .map_err(|_| ProofError)
    }
}

/// How the lines of a proof of inclusion begin that stands by itself: the first, that of the data that an
/// application adds (here the entry), and that of the index.
const HEAD: &str = "c2sp.org/tlog-proof@v1";
const EXTRA: &str = "extra ";
const INDEX: &str = "index ";

impl InclusionProof {
    /// Proves that the log of `size` entries has `entry` at `index`. `read` gives the hash of a node.
    ///
    /// # Errors
    /// [`ProveError`].
    pub fn new<E>(
        entry: &[u8],
        index: u64,
        size: u64,
        read: impl FnMut(TreeNode) -> Result<LeafHash, E>,
    ) -> Result<Self, ProveError<E>> {
        if size > LOG_SIZE_MAX {
            return Err(ProveError::Range);
        }
        let hashes = prove(read, |reader| tlog_tiles::prove_record(size, index, reader))?;
        let entry = entry.to_vec();
        Ok(Self {
            index,
            entry,
            hashes,
        })
    }

    /// The index of the entry.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The entry, which is the log's if [`Self::check`] says so.
    #[must_use]
    pub fn entry(&self) -> &[u8] {
        &self.entry
    }

    /// Checks that the log of this size and root has the entry at [`Self::index`].
    ///
    /// # Errors
    /// [`ProofError`]: it has another entry there, or the proof is of another log.
    pub fn check(&self, size: u64, root: LeafHash) -> Result<(), ProofError> {
        if size > LOG_SIZE_MAX || self.hashes.len() > HASHES_MAX {
            return Err(ProofError);
        }
        let leaf = Hash(leaf_hash(&self.entry));
        tlog_tiles::check_record(&self.hashes, size, Hash(root), self.index, leaf)
            .map_err(|_| ProofError)
    }

    /// The proof with the signed checkpoint that it belongs to, as a text that stands by itself
    /// (c2sp.org/tlog-proof).
    #[must_use]
    pub fn to_text(&self, checkpoint: &str) -> String {
        let entry = BASE64.encode(&self.entry);
        let mut text = format!("{HEAD}\n{EXTRA}{entry}\n{INDEX}{}\n", self.index);
        for hash in &self.hashes {
            text.push_str(&BASE64.encode(&hash.0));
            text.push('\n');
        }
        format!("{text}\n{checkpoint}")
    }

    /// Reads such a text: the proof, and the signed checkpoint, not verified.
    ///
    /// # Errors
    /// [`ProofError`]: it is another text, or damaged.
    pub fn from_text(text: &str) -> Result<(Self, &str), ProofError> {
        let read = || {
            let (proof, checkpoint) = text.split_once("\n\n")?;
            let mut lines = proof.split('\n');
            if lines.next()? != HEAD {
                return None;
            }
            let entry = lines.next()?.strip_prefix(EXTRA)?;
            let digits = lines.next()?.strip_prefix(INDEX)?;
            let hashes = lines.map(|line| {
                let hash = BASE64.decode(line.as_bytes()).ok()?;
                Some(Hash(hash.try_into().ok()?))
            });
            let proof = Self {
                index: digits.parse().ok()?,
                entry: BASE64.decode(entry.as_bytes()).ok()?,
                hashes: hashes.collect::<Option<_>>()?,
            };
            (proof.index.to_string() == digits).then_some((proof, checkpoint))
        };
        read().ok_or(ProofError)
    }
}

#[cfg(test)]
mod tests;
