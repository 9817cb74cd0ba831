//! Breaks bytes in the ways of networks, disks and strangers.

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;

/// A number in `0..below`; `below` is at least 1.
pub(crate) fn below(rng: &mut ChaCha20Rng, below: usize) -> usize {
    (rng.next_u64() % below as u64) as usize
}

/// Wrong lengths: heads of CBOR texts, byte strings, lists and maps of 2^60 and of indefinite length, LEB128
/// numbers of the largest size and longer, and four-byte lengths.
const LENGTHS: &[&[u8]] = &[
    &[0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0x5b, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0x7b, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0xbb, 0x10, 0, 0, 0, 0, 0, 0, 0],
    &[0x9f],
    &[0x5f],
    &[0xff],
    &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    &[
        0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00,
    ],
    &[0xff, 0xff, 0xff, 0xff],
    &[0x00, 0x80, 0x00, 0x00],
];

/// Deeper than any honest message; a reader that recurses for each level would need a stack for it.
const DEPTH: usize = 20_000;

/// Changes the bytes in one to three ways. `other` lends pieces.
pub(crate) fn mutated(bytes: &[u8], other: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=below(rng, 3) {
        if out.is_empty() {
            out.push(0);
        }
        let at = below(rng, out.len());
        let end = (at + 1 + below(rng, 40)).min(out.len());
        match below(rng, 12) {
            0 | 1 => out[at] ^= 1 << below(rng, 8),
            2 => out[at] = rng.next_u32() as u8,
            3 => out[at] = [0, 1, 0x17, 0x18, 0x7f, 0x80, 0xff][below(rng, 7)],
            4 => out.truncate(at),
            5 => drop(out.drain(at..end)),
            6 => {
                let again = out[at..end].to_vec();
                out.splice(at..at, again);
            }
            7 if !other.is_empty() => {
                let from = below(rng, other.len());
                let piece = &other[from..(from + 1 + below(rng, 200)).min(other.len())];
                out.splice(at..end, piece.iter().copied());
            }
            8 | 9 => {
                let length = LENGTHS[below(rng, LENGTHS.len())];
                out.splice(at..=at, length.iter().copied());
            }
            10 if below(rng, 20) == 0 => {
                let level = [0x81, 0xa1, 0xc1, 0x9f][below(rng, 4)];
                out.splice(at..at, std::iter::repeat_n(level, DEPTH));
            }
            _ => out[at] = out[at].wrapping_add([1, 255][below(rng, 2)]),
        }
    }
    out
}

/// Zstd frames whose heads lie about the size of the content and the memory needed.
pub(crate) fn lying_frames(plain: &[u8]) -> Vec<Vec<u8>> {
    let packed = zstd::bulk::compress(plain, 3).expect("memory suffices");
    let magic = &packed[..4];
    let mut lies = Vec::new();
    for (descriptor, rest) in [
        // A content of 2^60 bytes in a window as large; the same without its size and with the largest window.
        (0b1110_0000_u8, &[0, 0, 0, 0, 0, 0, 0, 0x10][..]),
        (0b0000_0000, &[0xff]),
        (0b1100_0000, &[0xf8, 0, 0, 0, 0, 0, 0, 0, 0x10]),
    ] {
        lies.push([magic, &[descriptor], rest, &packed[packed.len() / 2..]].concat());
    }
    // Two frames, a frame and a skippable part, half a frame, nothing.
    lies.push([&packed[..], &packed].concat());
    lies.push(
        [
            &packed[..],
            &[0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4],
        ]
        .concat(),
    );
    lies.push(packed[..packed.len() / 2].to_vec());
    lies.push(Vec::new());
    lies
}
