//! The server's randomness, which all of its parts draw from.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

/// One generator for all of the server. It is locked while some bytes are drawn and never longer: nobody hashes a
/// password, seals or reads while others wait for it.
#[derive(Debug)]
pub(crate) struct SharedRng(Mutex<ChaCha20Rng>);

impl SharedRng {
    pub(crate) fn new(rng: ChaCha20Rng) -> Self {
        Self(Mutex::new(rng))
    }

    /// Random bytes: an id, a nonce, a secret.
    pub(crate) fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        let mut rng = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rng.fill_bytes(&mut bytes);
        bytes
    }

    /// Randomness for a piece of work.
    pub(crate) fn fork(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.bytes())
    }
}
