//! Foreign changes, judged in a Worker that holds no database.

use puente_admission::wire;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;

/// Tries what a page brought, as `Effect::TryPage` asks: the batch in, what was joined out.
///
/// # Errors
/// Code `request`: the bytes are no batch of this build.
#[wasm_bindgen]
pub fn trial(batch: &[u8]) -> Result<Vec<u8>, Failure> {
    let batch = wire::decode_batch(batch).map_err(|_| Failure::Request)?;
    Ok(wire::encode_joined(&puente_admission::join(&batch)))
}
