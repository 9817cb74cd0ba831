//! Verifies a log from its files, one after the other, and says what somebody did to it.
//!
//! The verifier says which file it needs next ([`LogVerifier::expects`]), so it reads nothing itself and holds
//! one tile a level. It computes the tree from the entries alone. Tiles are what the log claims: where the two
//! differ, the hash above tells which of them was changed. It shares no code with what writes an export.

mod difference;
mod levels;

use std::fmt;

use serde::Serialize;

use crate::checkpoint::Checkpoint;
use crate::tile::{HASH_BYTES, LogFile, TILE_WIDTH, TileContent, entries_of};
use crate::tree::{Frontier, LeafHash, leaf_hash};

use difference::{BlockDifference, Differences, SignedTree};
use levels::ComputedLevels;

/// Something that is not as it was signed. Indexes count entries from 0. They stand in the order in which they
/// are told: first what concerns the whole log, so that no number of changed entries hides a fork.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum LogFault {
    /// Entries and tiles agree with each other and are not what the checkpoint signs: the log was rewritten, or
    /// the checkpoint is of another one.
    OtherRoot,
    /// The log is not the one of the earlier checkpoint: somebody rewrote entries that it covers, or shows
    /// different logs to different people.
    Forked {
        /// Entries that the earlier checkpoint covers.
        pinned: u64,
    },
    /// The log has fewer entries than the earlier checkpoint: somebody put back an older state.
    SmallerThanPin {
        /// Entries that the earlier checkpoint covers.
        pinned: u64,
        /// Entries by the checkpoint of this log.
        size: u64,
    },
    /// The files end too early: a part is missing, or somebody cut the log.
    Truncated {
        /// Entries in the files before the part that is missing.
        held: u64,
        /// Entries by the checkpoint.
        size: u64,
    },
    /// The content of an entry was changed.
    EntryChanged {
        /// The entry.
        index: u64,
    },
    /// An entry was taken out.
    EntryDropped {
        /// The index that it had.
        index: u64,
    },
    /// An entry was slipped in.
    EntryInserted {
        /// The index that it has.
        index: u64,
    },
    /// Entries are in another order.
    EntriesReordered {
        /// The first that is in another's place.
        index: u64,
    },
    /// A file is missing.
    FileMissing {
        /// The file.
        file: LogFile,
    },
    /// A file is cut, or is no such file.
    FileMalformed {
        /// The file.
        file: LogFile,
    },
    /// Hashes in a tile are not those of the tree.
    TileChanged {
        /// The tile.
        file: LogFile,
    },
}

/// The most faults that a verifier collects. After that many it stops: the log is not to be trusted anyhow.
pub const FAULTS_MAX: usize = 1000;

/// Verifies the files of one log against its checkpoint, and against an earlier one.
pub struct LogVerifier<F> {
    checkpoint: Checkpoint,
    pin: Option<Checkpoint>,
    files: Box<dyn Iterator<Item = LogFile>>,
    expected: Option<LogFile>,
    /// Is called with each entry that was read.
    visit: F,
    entries: Frontier,
    /// The tree that the tiles of leaves claim, from the first difference on.
    claimed: Option<Frontier>,
    /// The entries of the block whose tile comes next; `None` when the bundle is missing.
    bundle: Option<Vec<LeafHash>>,
    levels: ComputedLevels,
    differences: Differences,
    faults: Vec<LogFault>,
    /// The root of the entries at the size of the pin.
    root_at_pin: Option<LeafHash>,
    /// That of the tiles, where they differ before it.
    claimed_at_pin: Option<LeafHash>,
    /// Neither the bundle nor the tile of some block was there, so the tree cannot be computed.
    has_gap: bool,
}

impl<F> fmt::Debug for LogVerifier<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogVerifier")
            .field("checkpoint", &self.checkpoint)
            .field("faults", &self.faults)
            .finish_non_exhaustive()
    }
}

impl<F: FnMut(u64, &[u8])> LogVerifier<F> {
    /// Begins to verify the log of an opened checkpoint. `pin` is an earlier checkpoint of the same log that the
    /// verifying person kept. `visit` is called with each entry and its index, before anybody knows whether it is
    /// the entry that was signed.
    #[must_use]
    pub fn new(checkpoint: Checkpoint, pin: Option<Checkpoint>, visit: F) -> Self {
        let mut files = Box::new(LogFile::of_log(checkpoint.size));
        let mut verifier = Self {
            expected: files.next(),
            files,
            pin,
            visit,
            entries: Frontier::default(),
            claimed: None,
            bundle: None,
            levels: ComputedLevels::default(),
            differences: Differences::default(),
            faults: Vec::new(),
            root_at_pin: None,
            claimed_at_pin: None,
            has_gap: false,
            checkpoint,
        };
        verifier.see_pin();
        verifier
    }

    /// The file to give next. `None` when no more is needed.
    #[must_use]
    pub fn expects(&self) -> Option<LogFile> {
        self.expected.filter(|_| self.faults.len() < FAULTS_MAX)
    }

    /// Takes the bytes of the file that [`Self::expects`] names; `None` when there is no such file.
    pub fn take(&mut self, bytes: Option<&[u8]>) {
        let Some(file) = self.expected else {
            return;
        };
        if bytes.is_none() {
            self.faults.push(LogFault::FileMissing { file });
        }
        match file.content {
            TileContent::Entries => self.take_bundle(file, bytes),
            TileContent::Hashes(0) => self.take_leaves(file, bytes),
            TileContent::Hashes(level) => self.take_tile(file, level, bytes),
        }
        self.expected = self.files.next();
    }

    fn take_bundle(&mut self, file: LogFile, bytes: Option<&[u8]>) {
        let entries = bytes.and_then(entries_of);
        if bytes.is_some() && entries.is_none() {
            self.faults.push(LogFault::FileMalformed { file });
        }
        self.bundle = entries.map(|entries| {
            let indexes = file.index * TILE_WIDTH..;
            let read = indexes.zip(entries).map(|(index, entry)| {
                (self.visit)(index, entry);
                leaf_hash(entry)
            });
            read.collect()
        });
    }

    fn take_leaves(&mut self, file: LogFile, bytes: Option<&[u8]>) {
        let claimed = self.hashes(file, bytes);
        let found = self.bundle.take();
        let width = usize::from(file.width);
        match (found, claimed) {
            (Some(found), Some(claimed)) if found == claimed => self.grow(&found, None),
            (Some(found), Some(claimed)) => {
                self.differences
                    .add(BlockDifference::new(file, &found, &claimed));
                self.claimed.get_or_insert_with(|| self.entries.clone());
                // The tree must keep its size, so that what comes later can be compared.
                let has_width = found.len() == width;
                self.grow(if has_width { &found } else { &claimed }, Some(&claimed));
            }
            (Some(found), None) if found.len() == width => self.grow(&found, None),
            (None, Some(claimed)) => self.grow(&claimed, None),
            (Some(_), None) => {
                let content = TileContent::Entries;
                let file = LogFile { content, ..file };
                self.faults.push(LogFault::FileMalformed { file });
                self.skip(width);
            }
            (None, None) => self.skip(width),
        }
    }

    fn take_tile(&mut self, file: LogFile, level: u8, bytes: Option<&[u8]>) {
        let claimed = self.hashes(file, bytes);
        let computed = self.levels.take(level);
        if level == 1 {
            self.differences.settle(file, claimed.as_deref());
        }
        let Some(claimed) = claimed.filter(|_| !self.has_gap) else {
            return;
        };
        let mut pairs = (file.index * TILE_WIDTH..).zip(computed.iter().zip(&claimed));
        let is_changed = pairs.any(|(node, (computed, claimed))| {
            computed != claimed && !self.differences.is_under(level, node)
        });
        if is_changed {
            self.faults.push(LogFault::TileChanged { file });
        }
    }

    /// The hashes in a tile, if it has the size that it must have.
    fn hashes(&mut self, file: LogFile, bytes: Option<&[u8]>) -> Option<Vec<LeafHash>> {
        let bytes = bytes?;
        if bytes.len() != usize::from(file.width) * HASH_BYTES {
            self.faults.push(LogFault::FileMalformed { file });
            return None;
        }
        let (hashes, _) = bytes.as_chunks();
        Some(hashes.to_vec())
    }

    /// Adds leaves to the tree of the entries, and to that of the tiles where these differ.
    fn grow(&mut self, found: &[LeafHash], claimed: Option<&[LeafHash]>) {
        for hash in found {
            let (mut height, levels) = (0, &mut self.levels);
            self.entries.push(*hash, |hash| {
                levels.add(height, hash);
                height += 1;
            });
            self.see_pin();
        }
        let Some(tree) = &mut self.claimed else {
            return;
        };
        for hash in claimed.unwrap_or(found) {
            tree.push(*hash, |_| {});
            if self.pin.as_ref().is_some_and(|pin| pin.size == tree.size()) {
                self.claimed_at_pin = Some(tree.root());
            }
        }
    }

    fn skip(&mut self, width: usize) {
        self.has_gap = true;
        self.grow(&vec![[0; HASH_BYTES]; width], None);
    }

    fn see_pin(&mut self) {
        let pinned = self.pin.as_ref().map(|pin| pin.size);
        if pinned == Some(self.entries.size()) {
            self.root_at_pin = Some(self.entries.root());
        }
    }

    /// What is wrong, sorted; nothing if the log is the one that was signed, whole, and an extension of the pin.
    #[must_use]
    pub fn finish(mut self) -> Vec<LogFault> {
        let size = self.checkpoint.size;
        if self.expects().is_some() {
            let held = self.entries.size();
            self.faults.push(LogFault::Truncated { held, size });
        }
        self.name_missing_end();
        let is_whole = self.expected.is_none() && !self.has_gap;
        let signed = Some(self.checkpoint.root).filter(|_| is_whole);
        let tree = if signed == Some(self.entries.root()) {
            SignedTree::OfEntries
        } else if signed.is_some() && signed == self.claimed.as_ref().map(Frontier::root) {
            SignedTree::OfTiles
        } else {
            SignedTree::None
        };
        if is_whole && tree == SignedTree::None {
            self.faults.push(LogFault::OtherRoot);
        }
        self.compare_with_pin(tree);
        self.differences.finish(tree, &mut self.faults);
        self.faults.sort();
        self.faults.dedup();
        self.faults.truncate(FAULTS_MAX);
        self.faults
    }

    fn compare_with_pin(&mut self, tree: SignedTree) {
        let Some(pin) = &self.pin else {
            return;
        };
        let (pinned, size) = (pin.size, self.checkpoint.size);
        if pinned > size {
            self.faults.push(LogFault::SmallerThanPin { pinned, size });
            return;
        }
        let root = match tree {
            SignedTree::OfTiles => self.claimed_at_pin.or(self.root_at_pin),
            // The root of changed entries says nothing about what was signed.
            SignedTree::None if self.has_gap || !self.differences.is_empty() => return,
            SignedTree::OfEntries | SignedTree::None => self.root_at_pin,
        };
        if root.is_some_and(|root| root != pin.root) {
            self.faults.push(LogFault::Forked { pinned });
        }
    }

    /// Bundles that are missing to the end, or to where this verifier stopped, are one fault: the log was cut.
    fn name_missing_end(&mut self) {
        let size = self.checkpoint.size;
        let mut missing: Vec<u64> = Vec::new();
        for fault in &self.faults {
            if let LogFault::FileMissing { file } = fault
                && file.content == TileContent::Entries
            {
                missing.push(file.index);
            }
        }
        // A verifier that stopped may have seen a bundle without the tile over it.
        let seen = self.entries.size().div_ceil(TILE_WIDTH);
        let seen = missing.last().map_or(seen, |last| seen.max(last + 1));
        let mut held = seen;
        while missing.pop_if(|index| *index + 1 == held).is_some() {
            held -= 1;
        }
        if held < seen {
            let held = held * TILE_WIDTH;
            self.faults.push(LogFault::Truncated { held, size });
        }
    }
}

#[cfg(test)]
mod tests;
