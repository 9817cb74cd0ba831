//! Compresses stored bytes that somebody else chose, if that is shorter: what is small on the wire is then also
//! small on disk.

use std::borrow::Cow;

use super::StoreError;

/// Fewest bytes to compress: a frame costs 13 bytes, and most changes have 60 to 250 bytes that do not shrink.
const BYTES_MIN: usize = 512;

/// Most bytes of anything that is stored: a segment, with some room.
const BYTES_MAX: usize = 1024 * 1024;

/// Level 1 takes 2 µs for 1 KiB; higher levels save a few per cent of text.
const LEVEL: i32 = 1;

/// Whether the bytes to store are compressed, and the bytes.
pub(super) fn pack(bytes: &[u8]) -> (bool, Cow<'_, [u8]>) {
    if bytes.len() < BYTES_MIN {
        return (false, Cow::Borrowed(bytes));
    }
    match zstd::bulk::compress(bytes, LEVEL) {
        Ok(packed) if packed.len() < bytes.len() => (true, Cow::Owned(packed)),
        _ => (false, Cow::Borrowed(bytes)),
    }
}

/// The original bytes.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    zstd::bulk::decompress(packed, BYTES_MAX)
        .map_err(|_| StoreError::Damaged("a packed body does not unpack"))
}
