//! The field table, also without an open store.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::json;
use crate::messages::schema::Schema;

/// The `Schema` of the contract, as JSON. It is the same for everybody.
#[wasm_bindgen]
#[must_use]
pub fn schema() -> String {
    json(&Schema::current())
}
