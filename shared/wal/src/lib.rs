#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

use std::io::{self, Read};

#[cfg(test)]
mod tests;

const HEAD_BYTES: usize = 32;
const FRAME_HEAD_BYTES: usize = 24;
/// The last bit gives the byte order of the checksum words: 0 little-endian, 1 big-endian.
const MAGIC: u32 = 0x377f_0682;
/// SQLite's largest page.
const PAGE_BYTES_MAX: usize = 65_536;

/// The part of a log that SQLite does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassedOver {
    /// The first frame whose checksum does not fit, counted from 1; 0 for the head of the log.
    pub bad_frame: u64,
    /// The number of commits from there on. After a damaged head nobody can count them; then it is 1.
    pub commits: u64,
}

/// The running checksums of the log.
#[derive(Clone, Copy)]
struct Sums {
    is_big_endian: bool,
    pair: [u32; 2],
}

impl Sums {
    fn add(&mut self, bytes: &[u8]) {
        let word = |bytes: &[u8]| {
            let bytes = bytes.try_into().expect("four bytes");
            if self.is_big_endian {
                u32::from_be_bytes(bytes)
            } else {
                u32::from_le_bytes(bytes)
            }
        };
        for step in bytes.chunks_exact(8) {
            let [first, second] = self.pair;
            let first = first.wrapping_add(word(&step[..4])).wrapping_add(second);
            let second = second.wrapping_add(word(&step[4..])).wrapping_add(first);
            self.pair = [first, second];
        }
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
}

/// Reads a whole log. `None` when SQLite will see all commits in it.
///
/// # Errors
/// The log cannot be read.
pub fn passed_over(mut log: impl Read) -> io::Result<Option<PassedOver>> {
    let mut head = [0; HEAD_BYTES];
    if !fill(&mut log, &mut head)? {
        return Ok(None);
    }
    let magic = number(&head, 0);
    let mut sums = Sums {
        is_big_endian: magic & 1 == 1,
        pair: [0; 2],
    };
    sums.add(&head[..24]);
    let page_bytes = number(&head, 8) as usize;
    let is_sound = magic & !1 == MAGIC
        && sums.pair == [number(&head, 24), number(&head, 28)]
        && (512..=PAGE_BYTES_MAX).contains(&page_bytes);
    if !is_sound {
        // SQLite reads nothing of it, and neither its page size nor its salts can be trusted.
        let holds_more = fill(&mut log, &mut [0])?;
        return Ok(holds_more.then_some(PassedOver {
            bad_frame: 0,
            commits: 1,
        }));
    }
    let salts = &head[16..24];

    let mut frame = vec![0; FRAME_HEAD_BYTES + page_bytes];
    let mut found: Option<PassedOver> = None;
    for count in 1.. {
        if !fill(&mut log, &mut frame)? {
            break;
        }
        let is_of_this_round = frame[8..16] == *salts;
        if found.is_none() {
            sums.add(&frame[..8]);
            sums.add(&frame[FRAME_HEAD_BYTES..]);
            if is_of_this_round && sums.pair == [number(&frame, 16), number(&frame, 20)] {
                continue;
            }
            found = Some(PassedOver {
                bad_frame: count,
                commits: 0,
            });
        }
        // A frame that commits states the size of the database in pages.
        let is_commit = number(&frame, 4) != 0;
        if let (Some(found), true) = (&mut found, is_of_this_round && is_commit) {
            found.commits += 1;
        }
    }
    Ok(found.filter(|found| found.commits > 0))
}

/// Fills the buffer; `false` when the log ends before.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
