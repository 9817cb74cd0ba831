//! The one file of this crate that reads the clock and the system's entropy.

use std::time::{SystemTime, UNIX_EPOCH};

use puente_client::Rng;
use rand_core::SeedableRng as _;
use zeroize::Zeroizing;

use crate::Error;

/// The system's clock in ms since 1970. It may be wrong: nothing but labels depends on it.
#[must_use]
pub fn now_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}

/// A generator seeded from the system's entropy.
///
/// # Errors
/// [`Error::Entropy`]: the system has none; nothing can be made safely.
pub fn seeded_rng() -> Result<Rng, Error> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(&mut seed[..]).map_err(|_| Error::Entropy)?;
    Ok(Rng::from_seed(*seed))
}
