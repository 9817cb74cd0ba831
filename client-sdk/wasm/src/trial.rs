//! Foreign changes, judged in a Worker that holds no database.

use puente_admission::wire;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;

/// Tries a batch: the message in, the outcomes out.
///
/// # Errors
/// Code `request`: the bytes are no batch of this build.
#[wasm_bindgen]
pub fn trial(batch: &[u8]) -> Result<Vec<u8>, Failure> {
    let batch = wire::decode_batch(batch).map_err(|_| Failure::Request)?;
    Ok(wire::encode_outcomes(&puente_admission::trial(&batch)))
}
