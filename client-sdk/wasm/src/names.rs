//! What the record knows of names and places, for forms. Nothing is stored.

use puente_record::name::split_surnames;
use puente_record::{Municipality, municipalities};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// More than anybody reads before typing another letter.
const PLACES_MAX: usize = 8;

/// Both surnames that were typed into one field, as JSON: `{ surname1, surname2, sure }`.
#[wasm_bindgen(js_name = splitSurnames)]
#[must_use]
pub fn split_surnames_of(text: &str) -> String {
    let split = split_surnames(text);
    json!({ "surname1": split.surname1, "surname2": split.surname2, "sure": split.sure })
        .to_string()
}

/// Municipalities by the beginning of their name or by their code, as JSON: a list of `Place`.
#[wasm_bindgen(js_name = findMunicipalities)]
#[must_use]
pub fn find_municipalities(typed: &str, state: Option<String>) -> String {
    let by_code = typed.parse::<Municipality>().ok();
    let by_name = municipalities(typed, state.as_deref());
    let found = by_code.into_iter().chain(by_name).take(PLACES_MAX);
    let found: Vec<_> = found
        .map(|of| json!({ "code": of.to_string(), "name": of.name(), "state": of.state().code }))
        .collect();
    json!(found).to_string()
}
