//! The one place that reads the clock and asks for randomness.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// The machine's clock in ms since 1970; 0 before that.
#[must_use]
pub fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// A moment to measure from. Never goes back, tells no date.
#[must_use]
pub fn now() -> Instant {
    Instant::now()
}

/// Random bytes for a name that nobody has to guess wrong: without randomness it is zeros.
pub(crate) fn fill(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        bytes.fill(0);
    }
}

/// A generator seeded by the operating system.
///
/// # Errors
/// The operating system has no randomness: do not go on.
pub fn rng() -> Result<ChaCha20Rng, getrandom::Error> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    Ok(ChaCha20Rng::from_seed(seed))
}
