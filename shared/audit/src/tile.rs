//! The files of a log (c2sp.org/tlog-tiles): tiles of 256 hashes, and bundles of the entries under a tile.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::entry::ENTRY_BYTES_MAX;

/// Hashes in a whole tile, and entries in a whole bundle.
pub const TILE_WIDTH: u64 = 1 << TILE_HEIGHT;

/// Levels of the tree in a tile.
pub const TILE_HEIGHT: u32 = 8;

/// Levels of tiles.
const LEVELS: u32 = 7;

/// The most entries that a log can have: as many as the levels of tiles reach. Whoever names a larger size names
/// no log, so nothing is calculated from it.
pub const LOG_SIZE_MAX: u64 = 1 << (TILE_HEIGHT * LEVELS);

/// Bytes of a hash.
pub(crate) const HASH_BYTES: usize = 32;

/// What a file of a log holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileContent {
    /// Entries, each after its length in two bytes, the higher first.
    Entries,
    /// The hashes of one level of tiles: 0 are the leaves, each hash of the next covers 256 of them.
    Hashes(u8),
}

/// A file of a log. It displays as its path, such as `tile/entries/x001/234.p/7`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogFile {
    /// What it holds.
    pub content: TileContent,
    /// Its number among those of its content.
    pub index: u64,
    /// How many hashes or entries it holds, 1 to 256.
    pub width: u16,
}

impl fmt::Display for LogFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content {
            TileContent::Entries => f.write_str("tile/entries")?,
            TileContent::Hashes(level) => write!(f, "tile/{level}")?,
        }
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for (place, group) in groups.iter().enumerate().rev() {
            write!(f, "/{}{group:03}", if place > 0 { "x" } else { "" })?;
        }
        if u64::from(self.width) < TILE_WIDTH {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

impl Serialize for LogFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl LogFile {
    /// The bundle with entry `index` of a log of `size` entries, if it has that entry.
    #[must_use]
    pub fn bundle_of(index: u64, size: u64) -> Option<Self> {
        let bundle = Self::at(TileContent::Entries, index / TILE_WIDTH, size);
        bundle.filter(|_| index < size)
    }

    /// The file that has this path in a log of `size` entries. `None` when such a log has none there.
    #[must_use]
    pub fn of_path(path: &str, size: u64) -> Option<Self> {
        let (content, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let content = match content {
            "entries" => TileContent::Entries,
            level => TileContent::Hashes(level.parse().ok()?),
        };
        let groups = rest.split(".p/").next()?.split('/');
        let index = groups.map(|it| it.trim_start_matches('x'));
        let index = index.map(|it| it.parse::<u64>().ok());
        let index = index.reduce(|high, low| high?.checked_mul(1000)?.checked_add(low?))??;
        let file = Self::at(content, index, size)?;
        (file.to_string() == path).then_some(file)
    }

    /// The file with this number, as wide as it is in a log of `size` entries. `None` when such a log has none.
    pub(crate) fn at(content: TileContent, index: u64, size: u64) -> Option<Self> {
        let level = match content {
            TileContent::Entries => 0,
            TileContent::Hashes(level) => u32::from(level),
        };
        let hashes = size.checked_shr(level * TILE_HEIGHT)?;
        let rest = hashes.checked_sub(index.checked_mul(TILE_WIDTH)?)?;
        (rest > 0).then(|| Self {
            content,
            index,
            width: rest.min(TILE_WIDTH) as u16,
        })
    }

    /// The files of a log of `size` entries, in the order in which they become complete: each bundle, the tile
    /// over it, then the tiles above that it completes; at last the partial ones.
    pub fn of_log(size: u64) -> impl Iterator<Item = Self> {
        let blocks = size.div_ceil(TILE_WIDTH);
        (0..blocks).flat_map(move |block| {
            let end = size.min((block + 1) * TILE_WIDTH);
            files_at(block, end, size)
        })
    }
}

/// The files that the block of 256 entries which ends at `end` completes, in a log of `size` entries.
fn files_at(block: u64, end: u64, size: u64) -> Vec<LogFile> {
    let width = (end - block * TILE_WIDTH) as u16;
    let mut files: Vec<LogFile> = [TileContent::Entries, TileContent::Hashes(0)]
        .map(|content| LogFile {
            content,
            index: block,
            width,
        })
        .into();
    // Complete subtrees below the tile of the level.
    let mut count = end / TILE_WIDTH;
    for level in 1..LEVELS {
        if count == 0 {
            break;
        }
        let partial = count % TILE_WIDTH;
        let is_complete = partial == 0 && end.is_multiple_of(TILE_WIDTH.pow(level + 1));
        if is_complete || (end == size && partial > 0) {
            files.push(LogFile {
                content: TileContent::Hashes(level as u8),
                index: (count - 1) / TILE_WIDTH,
                width: ((count - 1) % TILE_WIDTH + 1) as u16,
            });
        }
        count /= TILE_WIDTH;
    }
    files
}

/// Makes the files of a log from its entries and the hashes stored with them. Holds at most one tile a level.
#[derive(Debug, Default)]
pub struct TileBuilder {
    size: u64,
    bundle: Vec<u8>,
    levels: Vec<Vec<u8>>,
}

/// An entry is longer than a log allows, or has no hash of its own: the stored log is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entry {index} of the stored log is damaged")]
pub struct LeafError {
    /// The entry.
    pub index: u64,
}

impl TileBuilder {
    /// The number of entries so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds an entry with the hashes stored for it, as [`crate::Frontier::push`] gave them. Answers the files
    /// that it completes.
    ///
    /// # Errors
    /// [`LeafError`]: the stored log is damaged.
    pub fn push(
        &mut self,
        entry: &[u8],
        hashes: &[u8],
    ) -> Result<Vec<(LogFile, Vec<u8>)>, LeafError> {
        let index = self.size;
        let expected = HASH_BYTES * (1 + (index + 1).trailing_zeros() as usize);
        if entry.len() > ENTRY_BYTES_MAX || hashes.len() != expected {
            return Err(LeafError { index });
        }
        self.bundle.extend((entry.len() as u16).to_be_bytes());
        self.bundle.extend_from_slice(entry);
        let tops = hashes.chunks(HASH_BYTES).step_by(TILE_HEIGHT as usize);
        for (level, hash) in tops.enumerate() {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].extend_from_slice(hash);
        }
        self.size += 1;
        if !self.size.is_multiple_of(TILE_WIDTH) {
            return Ok(Vec::new());
        }
        let is_whole = |file: &LogFile| u64::from(file.width) == TILE_WIDTH;
        let files = files_at(index / TILE_WIDTH, self.size, u64::MAX);
        Ok(self.take(files.into_iter().filter(is_whole)))
    }

    /// The partial files at the end of the log.
    #[must_use]
    pub fn finish(mut self) -> Vec<(LogFile, Vec<u8>)> {
        let Some(last) = self.size.checked_sub(1) else {
            return Vec::new();
        };
        let files = files_at(last / TILE_WIDTH, self.size, self.size);
        let is_partial = |file: &LogFile| u64::from(file.width) < TILE_WIDTH;
        self.take(files.into_iter().filter(is_partial))
    }

    fn take(&mut self, files: impl Iterator<Item = LogFile>) -> Vec<(LogFile, Vec<u8>)> {
        let mut taken = Vec::new();
        for file in files {
            let bytes = match file.content {
                TileContent::Entries => &mut self.bundle,
                TileContent::Hashes(level) => &mut self.levels[usize::from(level)],
            };
            taken.push((file, std::mem::take(bytes)));
        }
        taken
    }
}

/// Entry `index` of a log from the bytes of its bundle. `None` when the bundle does not have it.
#[must_use]
pub fn entry_at(bundle: &[u8], index: u64) -> Option<&[u8]> {
    let place = (index % TILE_WIDTH) as usize;
    entries_of(bundle)?.get(place).copied()
}

/// The entries in a bundle. `None` when the last one is cut, or one is longer than a log allows: the bundle is
/// damaged.
#[must_use]
pub fn entries_of(bundle: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = bundle;
    let mut entries = Vec::with_capacity(TILE_WIDTH as usize);
    while let Some((length, after)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length)?;
        if length > ENTRY_BYTES_MAX {
            return None;
        }
        entries.push(entry);
        rest = after;
    }
    rest.is_empty().then_some(entries)
}

#[cfg(test)]
mod tests;
