//! The server's source of randomness, shared by all parts.

use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

/// One generator for the whole server. The lock is held only while some bytes are drawn, so nobody waits for
/// another part's hashing, sealing or reading.
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

    /// A separate generator for a longer piece of work, which then needs no lock.
    pub(crate) fn fork(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.bytes())
    }
}
