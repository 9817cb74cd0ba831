//! Fixed hash of short texts: the same on every machine and in every version. It protects nothing; whoever
//! stores blocking keys outside the memory puts a keyed hash over them.

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// FNV-1a in 64 bits, with its bits mixed so that each part of it can stand for the whole.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = OFFSET;
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

/// Half of [`hash`], never 0: 0 stands for no text.
pub(crate) fn short_hash(bytes: &[u8]) -> u32 {
    ((hash(bytes) >> 32) as u32).max(1)
}
