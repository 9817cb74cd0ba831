//! What is kept of bytes that somebody else chose: compressed where that is shorter, so that what is small on the
//! way is small on the disk.

use std::borrow::Cow;

use super::StoreError;

/// From so many bytes on it is tried: a frame costs 13 itself, and most changes have 60 to 250 that do not shrink.
const BYTES_MIN: usize = 512;

/// Nothing that is kept is larger: a segment, and room.
const BYTES_MAX: usize = 1024 * 1024;

/// Level 1 takes 2 µs for 1 KiB; higher ones gain a few per cent of text.
const LEVEL: i32 = 1;

/// The bytes to keep, and whether they are compressed.
pub(super) fn pack(bytes: &[u8]) -> (bool, Cow<'_, [u8]>) {
    if bytes.len() < BYTES_MIN {
        return (false, Cow::Borrowed(bytes));
    }
    match zstd::bulk::compress(bytes, LEVEL) {
        Ok(packed) if packed.len() < bytes.len() => (true, Cow::Owned(packed)),
        _ => (false, Cow::Borrowed(bytes)),
    }
}

/// The bytes that were packed.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    zstd::bulk::decompress(packed, BYTES_MAX)
        .map_err(|_| StoreError::Damaged("a packed body does not unpack"))
}
