//! Every limit of the wire, with its arithmetic.

/// A raw automerge change. A registration of 25 fields is 1.2 KB; the largest note is 8 KiB.
pub const CHANGE_BYTES_MAX: usize = 64 * 1024;

/// Items of one segment. A flight of 135 people with all three documents is 405 items. 1,000 items
/// share one signature, which is then 64 B / 1,000 on each change.
pub const SEGMENT_ITEMS_MAX: usize = 1_000;

/// One encoded segment: 1,000 items of 250 B with room for a few long notes. A single change of
/// the largest size fits, with the segment's head.
pub const SEGMENT_BYTES_MAX: usize = 512 * 1024;

/// The size at which a device closes a segment and begins the next. A device sends whole segments, so on a bad
/// line it repeats at least one of this size. Its 150 B of overhead are shared by 130 changes of 250 B.
pub const SEGMENT_BYTES_AIM: usize = 32 * 1024;

/// Segments of one exchange: a full one of [`UPLOAD_BYTES_MAX`] has 96 of [`SEGMENT_BYTES_AIM`].
pub const EXCHANGE_SEGMENTS_MAX: usize = 256;

/// The payload of one exchange before compression: 10,000 changes of 250 B, and half as much again.
pub const EXCHANGE_PLAIN_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The body of one exchange as it is sent.
pub const EXCHANGE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Up to this many bytes a payload travels without its digest before it. An exchange without news has 200 B,
/// one with a registration 1,200 B. The server identifies the sender of a longer payload before it reads the
/// payload, so a stranger makes it hold this much for each connection: 24 MiB for 12,288 connections.
pub const EXCHANGE_SMALL_BYTES_MAX: usize = 2 * 1024;

/// The most that a device sends in one exchange on a good line. The device halves it after each failure
/// down to [`UPLOAD_BYTES_MIN`], so that a bad line repeats little.
pub const UPLOAD_BYTES_MAX: usize = 3 * 1024 * 1024;

/// The least that a device sends in one exchange, before compression, if it has that much.
pub const UPLOAD_BYTES_MIN: usize = 32 * 1024;

/// A page on the wire, without its 5-byte head: this much is lost when a line is cut. One document of the
/// largest size (1 MiB raw, see `puente-admission`) may exceed it alone.
pub const PAGE_BYTES_AIM: usize = 64 * 1024;

/// A page after decompression.
pub const PAGE_PLAIN_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The pages of one reply, decompressed, that a device stores before it looks at them: 8,000 whole documents of
/// 8 KiB. Compressed, empty pages could be a thousandth of that.
pub const ANSWER_PLAIN_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A cursor: 200 feeds of at most 20 bytes, which is 66 sites with all three compartments, and 96
/// bytes of epoch, device and authenticator. A cursor for one site has about 80 bytes.
pub const CURSOR_BYTES_MAX: usize = 4 * 1024;

/// The body of an enrolment: key and signature 96 B, the name, a code of 64 B, the previous account with the
/// server's proof 96 B, and the CBOR around them.
pub const ENROL_BYTES_MAX: usize = 416;

/// A person's name, as given at enrolment.
pub const ACCOUNT_NAME_BYTES_MAX: usize = 120;

/// Bytes of segments at which a device closes a bundle. A damaged frame loses this much.
pub const BUNDLE_BYTES_AIM: usize = 256 * 1024;

/// A sealed bundle, and also its decompressed content: [`BUNDLE_BYTES_AIM`], one segment of the largest size,
/// and overhead.
pub const BUNDLE_BYTES_MAX: usize = 1024 * 1024;

/// A file of bundles or receipts that a program reads, also one joined from several: 256 bundles of
/// [`BUNDLE_BYTES_AIM`], which forty phones gather in two weeks. Split a longer file.
pub const COURIER_FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// The window that a zstd frame may ask its receiver for, as a power of two: 8 MiB, the largest
/// page. Level 3 asks for 2 MiB. Without this bound a frame of 20 bytes could take 128 MiB of memory.
pub const ZSTD_WINDOW_LOG_MAX: u32 = 23;

/// Compression pays from this many bytes on: a zstd frame has 9 to 13 bytes of overhead.
pub const COMPRESS_BYTES_MIN: usize = 120;
