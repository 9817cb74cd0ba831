//! The interface to the browser: entropy, a clock in doubles, messages as objects.

use puente_client::Rng;
use rand_core::SeedableRng as _;
use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::failure::Failure;

/// A generator seeded from the browser's entropy.
pub(crate) fn seeded_rng() -> Result<Rng, Failure> {
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(&mut seed[..]).map_err(|_| Failure::NoEntropy)?;
    Ok(Rng::from_seed(*seed))
}

/// JavaScript counts milliseconds in a double, which is exact for another 285,000 years.
#[expect(
    clippy::cast_possible_truncation,
    reason = "saturates, and no clock is so wrong"
)]
pub(crate) const fn whole_ms(now_ms: f64) -> i64 {
    now_ms as i64
}

/// A message as JSON, the form in which it travels.
pub(crate) fn json(message: &impl Serialize) -> String {
    serde_json::to_string(message).expect("messages have no keys but strings")
}

/// A message as a JavaScript object.
pub(crate) fn parsed(message: &impl Serialize) -> JsValue {
    js_sys::JSON::parse(&json(message)).expect("what was just written is JSON")
}

/// The Worker catches the message itself.
impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        parsed(&failure.message())
    }
}
