#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg(target_arch = "wasm32")]

mod call;
mod check;
mod courier;
mod enrol;
mod failure;
mod key;
mod list_file;
mod names;
mod schema;
mod store;
mod sync;
mod trial;
mod values;

pub use failure::Failure;
pub use key::Key;
pub use list_file::read_list;
pub use names::{find_municipalities, split_surnames_of};
pub use schema::schema;
pub use store::{Store, discard_unfinished, take_files};
pub use sync::refused;
pub use trial::trial;

use puente_client::Rng;
use rand_core::SeedableRng as _;

/// A generator seeded from the browser's entropy.
fn seeded_rng() -> Result<Rng, Failure> {
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(&mut seed[..]).map_err(|_| Failure::NoEntropy)?;
    Ok(Rng::from_seed(*seed))
}

/// JavaScript counts milliseconds in a double, exact for another 285,000 years.
#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates, and no clock is so wrong"
)]
const fn whole_ms(now_ms: f64) -> i64 {
    now_ms as i64
}
