#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg(target_arch = "wasm32")]

mod failure;
mod key;
mod person;
mod store;
mod trial;

pub use failure::Failure;
pub use key::Key;
pub use store::{Store, discard_unfinished, has_files, take_files};
pub use trial::trial;

use puente_client::Rng;
use rand_core::SeedableRng as _;

/// A generator seeded from the browser's entropy.
fn seeded_rng() -> Result<Rng, Failure> {
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(&mut seed[..]).map_err(|_| Failure::NoEntropy)?;
    Ok(Rng::from_seed(*seed))
}
