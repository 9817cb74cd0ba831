//! Every limit of the wire, with its arithmetic. Units last.

/// A raw automerge change. A registration of 25 fields is 1.2 KB; the largest note is 8 KiB.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;

/// Items of one segment. A flight of 135 people with all three documents is 405 items; a thousand
/// share one signature, which is then 64 B / 1,000 on each change.
pub const SEGMENT_ITEMS_MAX: usize = 1_000;

/// One encoded segment: 1,000 items of 250 B with room for a few long notes. A single change of
/// the largest size fits with its header.
pub const SEGMENT_BYTES_MAX: usize = 512 * 1024;

/// Segments of one exchange.
pub const EXCHANGE_SEGMENTS_MAX: usize = 256;

/// The payload of one exchange before compression: what 10,000 changes of 250 B need, and half as
/// much again.
pub const EXCHANGE_PLAIN_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The body of one exchange as it is sent.
pub const EXCHANGE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// What a device sends at most in one exchange when the line is good; it halves after each failure
/// down to [`UPLOAD_BYTES_MIN`], so that a bad line repeats little.
pub const UPLOAD_BYTES_MAX: usize = 3 * 1024 * 1024;

/// The smallest share of the outbox that a device puts into one exchange, before compression.
pub const UPLOAD_BYTES_MIN: usize = 32 * 1024;

/// A page on the wire, without its 5-byte head: what a cut line costs. One document of the largest
/// size (1 MiB raw, see `puente-admission`) may exceed it alone.
pub const PAGE_BYTES_AIM: usize = 64 * 1024;

/// A page after decompression.
pub const PAGE_PLAIN_BYTES_MAX: usize = 8 * 1024 * 1024;

/// A cursor: epoch, generation, 32 feeds of at most 20 bytes, and the authenticator.
pub const CURSOR_BYTES_MAX: usize = 1024;

/// A name that a person gives for themself at enrolment.
pub const ACCOUNT_NAME_BYTES_MAX: usize = 120;

/// Compression starts to pay above this many bytes: a zstd frame costs 9 to 13 bytes itself.
pub const COMPRESS_BYTES_MIN: usize = 120;
