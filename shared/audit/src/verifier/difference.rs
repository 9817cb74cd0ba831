//! Where entries and tiles differ: which of them was changed, and what was done to the entries.

use std::collections::{BTreeMap, BTreeSet};

use super::LogFault;
use crate::tile::{LogFile, TILE_HEIGHT, TILE_WIDTH};
use crate::tree::{Frontier, LeafHash};

/// The most entries that are compared one by one. Of a log with more differences only the first are named.
const NAMED_MAX: usize = 100_000;

/// Which tree has the signed root.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignedTree {
    /// That of the entries, so only tiles can have been changed.
    OfEntries,
    /// That of the tiles, so the entries were changed.
    OfTiles,
    /// Neither.
    None,
}

/// A hash with the index of its entry.
type Indexed = (LeafHash, u64);

/// A block of 256 entries whose bundle and tile differ.
#[derive(Debug)]
pub(super) struct BlockDifference {
    tile: LogFile,
    /// The first entry that differs.
    first: u64,
    /// Root by the entries, root by the tile; `None` for the partial block at the end.
    roots: Option<(LeafHash, LeafHash)>,
    has_other_count: bool,
    is_reordered: bool,
    /// Entries by the tile that are not in the bundle; and the reverse.
    lost: Vec<Indexed>,
    extra: Vec<Indexed>,
    /// The tile above, and what it says of this block.
    above: Option<(LogFile, Option<LeafHash>)>,
}

impl BlockDifference {
    pub(super) fn new(tile: LogFile, found: &[LeafHash], claimed: &[LeafHash]) -> Self {
        let first = tile.index * TILE_WIDTH;
        let same = found.iter().zip(claimed).take_while(|(a, b)| a == b);
        let same = same.count() as u64;
        let indexed =
            |hashes: &[LeafHash]| -> Vec<Indexed> { hashes.iter().copied().zip(first..).collect() };
        let (lost, extra) = unmatched(indexed(claimed), indexed(found));
        let is_whole = [found, claimed].map(|it| it.len() as u64) == [TILE_WIDTH; 2];
        Self {
            tile,
            first: first + same,
            roots: is_whole.then(|| (root(found), root(claimed))),
            has_other_count: found.len() != claimed.len(),
            is_reordered: lost.is_empty() && extra.is_empty(),
            lost,
            extra,
            above: None,
        }
    }

    fn is_of_tile(&self, signed: SignedTree) -> bool {
        let by_above = || self.above.and_then(|(_, says)| says) == self.roots.map(|it| it.0);
        match signed {
            _ if self.has_other_count => false,
            SignedTree::OfEntries => true,
            SignedTree::OfTiles => false,
            SignedTree::None => self.roots.is_some() && by_above(),
        }
    }

    /// The tile above, if it fits neither what was changed nor what it was before.
    fn changed_above(&self, is_of_tile: bool) -> Option<LogFile> {
        let ((file, says), (by_entries, by_tile)) = (self.above?, self.roots?);
        let expected = if is_of_tile { by_entries } else { by_tile };
        (says? != expected).then_some(file)
    }
}

/// The root of a whole block.
fn root(leaves: &[LeafHash]) -> LeafHash {
    let mut tree = Frontier::default();
    leaves.iter().for_each(|leaf| tree.push(*leaf, |_| {}));
    tree.root()
}

/// What is in one of the lists and not in the other. Equal hashes are matched as often as they occur.
fn unmatched(left: Vec<Indexed>, right: Vec<Indexed>) -> (Vec<Indexed>, Vec<Indexed>) {
    let mut places: BTreeMap<LeafHash, Vec<u64>> = BTreeMap::new();
    for (hash, index) in left.into_iter().rev() {
        places.entry(hash).or_default().push(index);
    }
    let mut only_right = right;
    only_right.retain(|(hash, _)| places.get_mut(hash).and_then(Vec::pop).is_none());
    let left = places.into_iter();
    let only_left = left.flat_map(|(hash, indexes)| indexes.into_iter().map(move |it| (hash, it)));
    (only_left.collect(), only_right)
}

/// All such blocks of a log.
#[derive(Debug, Default)]
pub(super) struct Differences {
    blocks: Vec<BlockDifference>,
    /// How many of them have been compared with the tile above.
    settled: usize,
    named: usize,
}

impl Differences {
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(super) fn add(&mut self, mut block: BlockDifference) {
        self.named += block.lost.len() + block.extra.len();
        if self.named > NAMED_MAX && !self.blocks.is_empty() {
            block.lost = Vec::new();
            block.extra = Vec::new();
        }
        self.blocks.push(block);
    }

    /// Whether entries or leaves below this node differ.
    pub(super) fn is_under(&self, level: u8, node: u64) -> bool {
        let shift = TILE_HEIGHT * (u32::from(level) - 1);
        let at = |block: &BlockDifference| block.tile.index >> shift;
        let first = self.blocks.partition_point(|block| at(block) < node);
        self.blocks
            .get(first)
            .is_some_and(|block| at(block) == node)
    }

    /// Keeps what the tile above says of the blocks that it covers.
    pub(super) fn settle(&mut self, above: LogFile, claimed: Option<&[LeafHash]>) {
        for block in &mut self.blocks[self.settled..] {
            let place = (block.tile.index % TILE_WIDTH) as usize;
            let says = claimed.and_then(|claimed| claimed.get(place));
            block.above = Some((above, says.copied()));
        }
        self.settled = self.blocks.len();
    }

    /// Names what was done.
    pub(super) fn finish(&mut self, signed: SignedTree, faults: &mut Vec<LogFault>) {
        let (mut lost, mut extra, mut first) = (Vec::new(), Vec::new(), None);
        for block in std::mem::take(&mut self.blocks) {
            let is_of_tile = block.is_of_tile(signed);
            if let Some(file) = block.changed_above(is_of_tile) {
                faults.push(LogFault::TileChanged { file });
            }
            if is_of_tile {
                faults.push(LogFault::TileChanged { file: block.tile });
            } else if block.is_reordered {
                faults.push(LogFault::EntriesReordered { index: block.first });
            } else {
                first = first.or(Some(block.first));
                lost.extend(block.lost);
                extra.extend(block.extra);
            }
        }
        if let Some(first) = first {
            name_entries(lost, extra, first, faults);
        }
    }
}

/// What was done to entries that the tiles have and the bundles do not, and the reverse. An entry that is in both
/// has moved, because another one was dropped or inserted before it, or by itself.
fn name_entries(lost: Vec<Indexed>, extra: Vec<Indexed>, first: u64, faults: &mut Vec<LogFault>) {
    let (lost, extra) = unmatched(lost, extra);
    if lost.is_empty() && extra.is_empty() {
        faults.push(LogFault::EntriesReordered { index: first });
    }
    let indexes = |of: &[Indexed]| of.iter().map(|it| it.1).collect::<BTreeSet<_>>();
    let (lost, extra) = (indexes(&lost), indexes(&extra));
    let named = |index: &u64| match (lost.contains(index), extra.contains(index)) {
        (true, true) => LogFault::EntryChanged { index: *index },
        (true, false) => LogFault::EntryDropped { index: *index },
        (false, _) => LogFault::EntryInserted { index: *index },
    };
    faults.extend(lost.union(&extra).map(named));
}
