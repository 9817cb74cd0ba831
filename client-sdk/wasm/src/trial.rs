//! Tries foreign changes in a Worker without a database.

use puente_admission::wire;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;

/// Tries a page for `Effect::TryPage`: takes the batch and returns what could be joined.
///
/// # Errors
/// Code `request`: the bytes are not a batch of this build.
#[wasm_bindgen]
pub fn trial(batch: &[u8]) -> Result<Vec<u8>, Failure> {
    let batch = wire::decode_batch(batch).map_err(|_| Failure::Request)?;
    Ok(wire::encode_joined(&puente_admission::join(&batch)))
}
