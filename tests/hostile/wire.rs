//! The wire as `PROTOCOL.md` describes it, written a second time. Nothing here comes from Puente's own crates,
//! so that it can write what their encoders never write.

pub(crate) mod change;
pub(crate) mod document;
pub(crate) mod exchange;
pub(crate) mod page;
pub(crate) mod segment;

use sha2::{Digest, Sha256};

/// SHA-256 of the parts, one after the other.
pub(crate) fn hash(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

/// The first sixteen bytes of a hash, as in the ids of devices, actors and documents.
pub(crate) fn name(parts: &[&[u8]]) -> [u8; 16] {
    let mut name = [0; 16];
    name.copy_from_slice(&hash(parts)[..16]);
    name
}

/// Unsigned LEB128.
pub(crate) fn uleb(mut value: u64) -> Vec<u8> {
    let mut out = Vec::new();
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
    out
}

/// Signed LEB128.
pub(crate) fn sleb(mut value: i64) -> Vec<u8> {
    let mut out = Vec::new();
    while !(-64..64).contains(&value) {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7f) as u8);
    out
}

/// Bytes after their length.
pub(crate) fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&uleb(bytes.len() as u64), bytes].concat()
}
