//! The field table, for whoever has no store open yet.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::json;
use crate::messages::schema::Schema;

/// `Schema` of the contract, as JSON. The same for all people.
#[wasm_bindgen]
#[must_use]
pub fn schema() -> String {
    json(&Schema::current())
}
