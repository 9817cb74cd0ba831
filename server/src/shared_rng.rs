//! The server's randomness, which all of its parts draw from.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// One generator for all of the server. It is locked while a seed is drawn and never longer: nobody hashes a
/// password, seals or reads while others wait for it.
#[derive(Debug)]
pub(crate) struct SharedRng(Mutex<ChaCha20Rng>);

impl SharedRng {
    pub(crate) fn new(rng: ChaCha20Rng) -> Self {
        Self(Mutex::new(rng))
    }

    /// Randomness for one piece of work.
    pub(crate) fn fork(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_rng(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
