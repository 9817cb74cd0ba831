//! Every limit of the wire, with its arithmetic. Units last.

/// A raw automerge change. A registration of 25 fields is 1.2 KB; the largest note is 8 KiB.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;

/// Items of one segment. A flight of 135 people with all three documents is 405 items; a thousand
/// share one signature, which is then 64 B / 1,000 on each change.
pub const SEGMENT_ITEMS_MAX: usize = 1_000;

/// One encoded segment: 1,000 items of 250 B with room for a few long notes. A single change of
/// the largest size fits with its header.
pub const SEGMENT_BYTES_MAX: usize = 512 * 1024;

/// Where a device closes a segment and begins the next: a device cannot send less than one
/// segment at once, so on a bad line this is what it repeats. 130 changes of 250 B share its 150 B.
pub const SEGMENT_BYTES_AIM: usize = 32 * 1024;

/// Segments of one exchange: a full one of [`UPLOAD_BYTES_MAX`] has 96 of [`SEGMENT_BYTES_AIM`].
pub const EXCHANGE_SEGMENTS_MAX: usize = 256;

/// The payload of one exchange before compression: what 10,000 changes of 250 B need, and half as
/// much again.
pub const EXCHANGE_PLAIN_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The body of one exchange as it is sent.
pub const EXCHANGE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// A payload of so many bytes goes without its digest in front: an exchange without news has 200, one with a
/// registration 1,200. Whoever sends more is known before the rest is there, so a stranger makes a server hold this
/// much for each connection: 24 MiB for 12,288.
pub const EXCHANGE_SMALL_BYTES_MAX: usize = 2 * 1024;

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

/// Pages of one reply that a device stores before it looks at them: 8,000 whole documents of 8 KiB. A page of
/// nothing swells a thousandfold.
pub const ANSWER_PLAIN_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A cursor: 200 feeds of at most 20 bytes, which is 66 sites with all three compartments, and 96
/// bytes of epoch, device and authenticator. Whoever reads at one site uses about 80 bytes of it.
pub const CURSOR_BYTES_MAX: usize = 4 * 1024;

/// The body of an enrolment: key and signature 96 B, the name, a code of 64 B, the account of before with its
/// server's word 96 B, and the CBOR around.
pub const ENROL_BYTES_MAX: usize = 416;

/// A name that a person gives for themself at enrolment.
pub const ACCOUNT_NAME_BYTES_MAX: usize = 120;

/// Bytes of segments at which a device closes a bundle: what one damaged piece of a stick costs.
pub const BUNDLE_BYTES_AIM: usize = 256 * 1024;

/// A bundle, sealed, and what it decompresses to: the aim, one segment of the largest size, and around.
pub const BUNDLE_BYTES_MAX: usize = 1024 * 1024;

/// A file of bundles or receipts, joined ones too, as a program reads it: 256 of [`BUNDLE_BYTES_AIM`], which is what
/// forty phones gather in two weeks. A longer one is another file.
pub const COURIER_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The window that a zstd frame may ask its receiver for, as a power of two: 8 MiB, the largest
/// page. Level 3 asks for 2 MiB; without a bound a frame of 20 bytes takes 128 MiB of memory.
pub const ZSTD_WINDOW_LOG_MAX: u32 = 23;

/// Compression starts to pay above this many bytes: a zstd frame costs 9 to 13 bytes itself.
pub const COMPRESS_BYTES_MIN: usize = 120;
