//! The hashes of the tiles above the leaves, as the entries give them.

use crate::tile::TILE_HEIGHT;
use crate::tree::LeafHash;

/// The hashes since the last whole tile of each level. Those of the leaves are not kept.
#[derive(Debug, Default)]
pub(super) struct ComputedLevels(Vec<Vec<LeafHash>>);

impl ComputedLevels {
    /// Adds the root of a complete subtree of `height` levels.
    pub(super) fn add(&mut self, height: u32, hash: LeafHash) {
        if height == 0 || !height.is_multiple_of(TILE_HEIGHT) {
            return;
        }
        let level = (height / TILE_HEIGHT - 1) as usize;
        if self.0.len() == level {
            self.0.push(Vec::new());
        }
        self.0[level].push(hash);
    }

    /// The hashes of the tile of this level that ends here.
    pub(super) fn take(&mut self, level: u8) -> Vec<LeafHash> {
        let hashes = self.0.get_mut(usize::from(level) - 1);
        hashes.map(std::mem::take).unwrap_or_default()
    }
}
