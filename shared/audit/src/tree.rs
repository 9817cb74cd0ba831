//! Grows the Merkle tree: the hashes that a new leaf adds, in the order of C2SP's stored hashes.

use tlog_tiles::{Hash, node_hash, record_hash};

/// A hash of the tree.
pub type LeafHash = [u8; 32];

/// The hash of a leaf: SHA-256(0x00 ‖ entry), RFC 6962.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> LeafHash {
    record_hash(entry).0
}

/// The size and the root of a log, as a checkpoint states them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeHead {
    /// The number of leaves.
    pub size: u64,
    /// The root of the tree over them.
    pub root: LeafHash,
}

/// Where a log stores the hash at the root of a complete subtree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredHash {
    /// The leaf that completed the subtree.
    pub leaf: u64,
    /// The index among the hashes that this leaf added, which is the level of the subtree.
    pub index: usize,
}

/// The roots of the complete subtrees of a log with `size` leaves, largest first. A new leaf needs nothing else
/// of the leaves before it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// The hashes that [`Frontier::load`] needs for a log of this size, in their order.
    #[must_use]
    pub fn stored_hashes(size: u64) -> Vec<StoredHash> {
        let (mut end, mut stored) = (0, Vec::new());
        for level in (0..64).rev() {
            if size >> level & 1 == 1 {
                end += 1 << level;
                stored.push(StoredHash {
                    leaf: end - 1,
                    index: level,
                });
            }
        }
        stored
    }

    /// Loads the frontier of a log of `size` leaves from the hashes that [`Frontier::stored_hashes`] lists. `None` when their
    /// number is wrong: the stored hashes are damaged.
    #[must_use]
    pub fn load(size: u64, hashes: Vec<LeafHash>) -> Option<Self> {
        (hashes.len() == size.count_ones() as usize).then(|| Self {
            size,
            roots: hashes.into_iter().map(Hash).collect(),
        })
    }

    /// The number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. Calls `store` with each hash to store for it: its own first, then one for each level it
    /// completes.
    pub fn push(&mut self, leaf: LeafHash, mut store: impl FnMut(LeafHash)) {
        let mut hash = Hash(leaf);
        store(hash.0);
        let mut size = self.size;
        while size & 1 == 1 {
            let left = self.roots.pop().expect("one root for each bit of the size");
            hash = node_hash(left, hash);
            store(hash.0);
            size >>= 1;
        }
        self.roots.push(hash);
        self.size += 1;
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> LeafHash {
        let mut roots = self.roots.iter().rev().copied();
        let smallest = roots.next().unwrap_or(tlog_tiles::EMPTY_HASH);
        roots.fold(smallest, |right, left| node_hash(left, right)).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tlog_tiles::{Error, HashReader, stored_hashes, tree_hash};

    struct Stored(Vec<Hash>);

    impl HashReader for Stored {
        fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
            Ok(indexes.iter().map(|i| self.0[*i as usize]).collect())
        }
    }

    #[test]
    fn the_tree_grows_as_the_library_says() {
        let mut stored = Stored(Vec::new());
        let mut frontier = Frontier::default();
        for n in 0..300_u64 {
            let entry = n.to_be_bytes();
            let expected = stored_hashes(n, &entry, &stored).unwrap();
            let mut got = Vec::new();
            frontier.push(leaf_hash(&entry), |hash| got.push(Hash(hash)));
            assert_eq!(got, expected);
            stored.0.extend(got);
            assert_eq!(frontier.root(), tree_hash(n + 1, &stored).unwrap().0);
            let listed = Frontier::stored_hashes(n + 1).into_iter();
            let hashes = listed.map(|at| {
                let first = tlog_tiles::stored_hash_index(0, at.leaf) as usize;
                stored.0[first + at.index].0
            });
            assert_eq!(
                Frontier::load(n + 1, hashes.collect()).as_ref(),
                Some(&frontier)
            );
        }
        assert_eq!(Frontier::load(3, vec![[0; 32]]), None);
    }
}
