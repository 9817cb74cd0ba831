//! One file: what the process sees, what is durable, and the writes between the two.

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;

use crate::scale::pick;

/// The unit in which the disk writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sector {
    Bytes512,
    Bytes4096,
    /// 4,096 bytes; a torn write spares the bytes beside it. SQLite's unix layer assumes this of every disk. If
    /// that is wrong, two power cuts in a row may cost a write-ahead log its last commit: after the first cut,
    /// SQLite continues to write in the middle of the sector with the commit's end.
    Powersafe4096,
}

impl Sector {
    pub(super) fn bytes(self) -> usize {
        match self {
            Sector::Bytes512 => 512,
            Sector::Bytes4096 | Sector::Powersafe4096 => 4096,
        }
    }

    pub(super) fn is_powersafe(self) -> bool {
        self == Sector::Powersafe4096
    }
}

#[derive(Clone, Debug)]
enum Unsynced {
    Write { offset: usize, bytes: Vec<u8> },
    Truncate { len: usize },
}

/// A file's bytes. A clone copies all of them.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    seen: Vec<u8>,
    durable: Vec<u8>,
    unsynced: Vec<Unsynced>,
}

impl File {
    /// A file whose bytes are already durable.
    pub(super) fn settled(bytes: Vec<u8>) -> File {
        File {
            seen: bytes.clone(),
            durable: bytes,
            unsynced: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.seen.len()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.seen
    }

    /// Fills `out` from `offset` and zeroes the rest. Returns how many bytes there were.
    pub(super) fn read(&self, offset: usize, out: &mut [u8]) -> usize {
        let there = self.seen.get(offset..).unwrap_or_default();
        let count = there.len().min(out.len());
        out[..count].copy_from_slice(&there[..count]);
        out[count..].fill(0);
        count
    }

    pub(super) fn write(&mut self, offset: usize, bytes: &[u8]) {
        splice(&mut self.seen, offset, bytes);
        self.unsynced.push(Unsynced::Write {
            offset,
            bytes: bytes.to_vec(),
        });
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.seen.resize(len, 0);
        self.unsynced.push(Unsynced::Truncate { len });
    }

    pub(super) fn sync(&mut self) {
        for unsynced in self.unsynced.drain(..) {
            match unsynced {
                Unsynced::Write { offset, bytes } => splice(&mut self.durable, offset, &bytes),
                Unsynced::Truncate { len } => self.durable.resize(len, 0),
            }
        }
    }

    /// The operating system failed to write back and marks its pages clean: they are visible, and no later sync
    /// writes them.
    pub(super) fn forget(&mut self) {
        self.unsynced.clear();
    }

    /// The file after a power cut while the disk wrote nothing back.
    pub(super) fn after_power_loss(&self) -> File {
        File::settled(self.durable.clone())
    }

    /// The file after a power cut while the disk wrote back: all, none or a part of each unsynced sector.
    pub(super) fn after_torn_power_loss(&self, sector: Sector, rng: &mut ChaCha20Rng) -> File {
        let mut left = self.durable.clone();
        for unsynced in &self.unsynced {
            match unsynced {
                Unsynced::Write { offset, bytes } => {
                    write_sectors(&mut left, *offset, bytes, sector, rng);
                }
                Unsynced::Truncate { len } if pick(rng, 2) == 0 => left.resize(*len, 0),
                Unsynced::Truncate { .. } => {}
            }
        }
        File::settled(left)
    }
}

fn splice(into: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    let end = offset + bytes.len();
    if into.len() < end {
        into.resize(end, 0);
    }
    into[offset..end].copy_from_slice(bytes);
}

fn write_sectors(
    left: &mut Vec<u8>,
    offset: usize,
    bytes: &[u8],
    sector: Sector,
    rng: &mut ChaCha20Rng,
) {
    let mut at = offset;
    while at < offset + bytes.len() {
        let sector_start = at - at % sector.bytes();
        let end = (sector_start + sector.bytes()).min(offset + bytes.len());
        let piece = &bytes[at - offset..end - offset];
        let torn_at = pick(rng, piece.len() + 1);
        match pick(rng, 8) {
            0..=2 => splice(left, at, piece),
            3..=5 => {}
            6 => {
                splice(left, at, &piece[..torn_at]);
                spoil_around(left, sector_start, sector, at..end, rng);
            }
            _ => {
                splice(left, at + torn_at, &piece[torn_at..]);
                spoil_around(left, sector_start, sector, at..end, rng);
            }
        }
        at = end;
    }
}

/// Without powersafe overwrite, a torn write of a part of a sector may spoil the bytes beside it.
fn spoil_around(
    left: &mut [u8],
    sector_start: usize,
    sector: Sector,
    written: std::ops::Range<usize>,
    rng: &mut ChaCha20Rng,
) {
    if sector.is_powersafe() {
        return;
    }
    let sector_end = (sector_start + sector.bytes()).min(left.len());
    for beside in [sector_start..written.start, written.end..sector_end] {
        if let Some(bytes) = left.get_mut(beside) {
            rng.fill_bytes(bytes);
        }
    }
}
