//! How often to try, and with which seeds.

use std::env;

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// The number of tries of something that is tried `base` times by default; at least one.
pub(crate) fn scaled(base: u64) -> u64 {
    let scale: f64 = number("PUENTE_SCALE").unwrap_or(1.0);
    ((base as f64 * scale) as u64).max(1)
}

/// The number in an environment variable that the person who runs the tests may set.
pub(crate) fn number<N: std::str::FromStr>(variable: &str) -> Option<N> {
    env::var(variable).ok()?.parse().ok()
}

/// The seeds to run: that of `PUENTE_SEED`, or `base` times `PUENTE_SCALE` of them.
pub(crate) fn seeds(base: u64) -> Vec<u64> {
    match number("PUENTE_SEED") {
        Some(seed) => vec![seed],
        None => (1..=scaled(base)).collect(),
    }
}

/// A separate generator for each purpose of a run, so that drawing more for one does not change the others.
pub(crate) fn rng(seed: u64, purpose: &str) -> ChaCha20Rng {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    for (slot, byte) in bytes[8..].iter_mut().zip(purpose.bytes()) {
        *slot = byte;
    }
    ChaCha20Rng::from_seed(bytes)
}

/// A number in `0..below`. The slight bias of the remainder does not matter here; a seed must give the same run
/// again.
///
/// `below` is at least 1.
pub(crate) fn pick(rng: &mut ChaCha20Rng, below: usize) -> usize {
    use rand_core::Rng as _;
    (rng.next_u64() % below as u64) as usize
}

/// Draws whether something with this chance in a thousand happens.
pub(crate) fn chance(rng: &mut ChaCha20Rng, per_mille: usize) -> bool {
    pick(rng, 1000) < per_mille
}
