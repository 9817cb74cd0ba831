//! What is odd about values while they are typed, and what they imply. Nothing is stored.

use std::collections::BTreeMap;

use puente_record::finding::findings;
use puente_record::{Curp, CurpSex, Moment, Value};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::values::Values;
use crate::whole_ms;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    fields: Values,
}

/// The call `check` of messages.d.ts: JSON in, JSON out.
///
/// # Errors
/// Code `request`: not of the shape of the call.
#[wasm_bindgen]
pub fn check(request: &str, now_ms: f64) -> Result<String, Failure> {
    let check: Check = serde_json::from_str(request).map_err(|_| Failure::Request)?;
    let mut values: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (field, value) in check.fields.pairs()? {
        values.entry(field).or_default().push(value);
    }
    let reading = |field: &str| values.get(field).cloned().unwrap_or_default();
    let odd = findings(&reading, Moment::from_unix_ms(whole_ms(now_ms)).day());
    let odd: Vec<_> = odd
        .iter()
        .map(|odd| json!({ "field": odd.field, "code": odd.code.text().code }))
        .collect();
    let proposals: Vec<_> = reading("curp")
        .iter()
        .filter_map(|said| said.as_text()?.parse::<Curp>().ok())
        .flat_map(|curp| implied(&curp))
        .filter(|(field, value)| !reading(field).contains(&Value::from(value.as_str())))
        .map(|(field, value)| json!({ "field": field, "value": value, "basis": "curp" }))
        .collect();
    Ok(json!({ "findings": odd, "proposals": proposals }).to_string())
}

/// What a CURP says of a person.
fn implied(curp: &Curp) -> [(&'static str, String); 3] {
    let sex = match curp.sex() {
        CurpSex::Male => "male",
        CurpSex::Female => "female",
        CurpSex::X => "x",
    };
    [
        ("birth.date", curp.birth_date().to_string()),
        ("sex", sex.to_owned()),
        ("birth.state", curp.birth_state().to_owned()),
    ]
}
