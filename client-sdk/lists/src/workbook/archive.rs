//! The zip archive of a workbook. Only requested parts are unpacked, and only up to a limit.

use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::DeflateDecoder;

use crate::{ListError, limits};

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const END_BYTES: usize = 22;
const COMMENT_BYTES_MAX: usize = 65_535;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The position of a part.
#[derive(Debug, Clone, Copy)]
struct Part {
    offset: usize,
    packed_bytes: usize,
    method: u16,
    is_encrypted: bool,
}

/// An opened zip.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    parts: HashMap<String, Part>,
    /// How many bytes may still be unpacked. The sizes that an archive states are not trusted.
    left: usize,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ListError> {
        Self::directory(bytes).ok_or(ListError::Damaged)
    }

    fn directory(bytes: &'a [u8]) -> Option<Self> {
        let tail = bytes.len().saturating_sub(END_BYTES + COMMENT_BYTES_MAX);
        let end = tail + bytes[tail..].windows(4).rposition(|window| window == END)?;
        let count = number(bytes, end + 10, 2)?;
        let mut at = number(bytes, end + 16, 4)?;
        let mut parts = HashMap::new();
        for _ in 0..count {
            if bytes.get(at..at + 4)? != ENTRY {
                return None;
            }
            let lengths = [28, 30, 32].map(|place| number(bytes, at + place, 2));
            let [name_bytes, extra, comment] = lengths;
            let name = bytes.get(at + 46..at + 46 + name_bytes?)?;
            let part = Part {
                offset: number(bytes, at + 42, 4)?,
                packed_bytes: number(bytes, at + 20, 4)?,
                method: u16::try_from(number(bytes, at + 10, 2)?).ok()?,
                is_encrypted: number(bytes, at + 8, 2)? & 1 == 1,
            };
            // The first of several parts with one name wins, so that nothing can hide behind it.
            parts
                .entry(key(&String::from_utf8_lossy(name)))
                .or_insert(part);
            at += 46 + name_bytes? + extra? + comment?;
        }
        Some(Self {
            bytes,
            parts,
            left: limits::UNPACKED_BYTES_MAX,
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&key(name))
    }

    /// A part as text, if it exists.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ListError> {
        let Some(part) = self.parts.get(&key(name)).copied() else {
            return Ok(None);
        };
        if part.is_encrypted {
            return Err(ListError::Protected);
        }
        let packed = self.packed(part).ok_or(ListError::Damaged)?;
        let most = self.left as u64 + 1;
        let mut unpacked = Vec::new();
        let read = match part.method {
            STORED => packed.take(most).read_to_end(&mut unpacked),
            DEFLATED => DeflateDecoder::new(packed)
                .take(most)
                .read_to_end(&mut unpacked),
            _ => return Err(ListError::Damaged),
        };
        read.map_err(|_| ListError::Damaged)?;
        self.left = self
            .left
            .checked_sub(unpacked.len())
            .ok_or(ListError::TooLong)?;
        let text = String::from_utf8(unpacked).map_err(|_| ListError::Damaged)?;
        Ok(Some(text))
    }

    fn packed(&self, part: Part) -> Option<&'a [u8]> {
        let at = part.offset;
        if self.bytes.get(at..at.checked_add(4)?)? != LOCAL {
            return None;
        }
        let start = at + 30 + number(self.bytes, at + 26, 2)? + number(self.bytes, at + 28, 2)?;
        self.bytes.get(start..start.checked_add(part.packed_bytes)?)
    }
}

/// The names of parts ignore capitals, and some programs write backslashes.
fn key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// A number of two or four bytes, least significant first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    let number = bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | u64::from(*byte));
    usize::try_from(number).ok()
}
