//! What is odd about values while they are typed, and what they imply. Nothing is stored.

use puente_record::finding::{Statements, findings};
use puente_record::{Curp, Day, Minority, Mrz, Value, ZoneRule};
use serde::Deserialize;
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::failure::Failure;
use crate::store::Store;
use crate::values::Values;
use crate::whole_ms;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    fields: Values,
    /// A machine-readable zone as a reader gave it.
    mrz: Option<String>,
}

#[wasm_bindgen]
impl Store {
    /// The call `check` of messages.d.ts: JSON in, JSON out. The day is that here.
    ///
    /// # Errors
    /// Code `request`: not of the shape of the call; else see `advice`.
    pub fn check(&self, request: &str, now_ms: f64) -> Result<String, Failure> {
        let sites = self.device.sites()?;
        let today = sites.today(whole_ms(now_ms));
        checked(request, today, &sites.zone_at(None))
    }
}

fn checked(request: &str, today: Day, zone: &ZoneRule) -> Result<String, Failure> {
    let check: Check = serde_json::from_str(request).map_err(|_| Failure::Request)?;
    let mut said = Statements::new();
    for (field, value) in check.fields.pairs()? {
        said.say(&field, value);
    }
    let odd: Vec<_> = findings(&said, today, zone)
        .iter()
        .map(|odd| json!({ "field": odd.path(), "code": odd.code.text().code }))
        .collect();
    let curps = said.values("curp").iter();
    let by_curp = curps
        .filter_map(|said| said.as_text()?.parse::<Curp>().ok())
        .flat_map(|curp| curp.implies())
        .map(|(field, value)| (field, value, "curp"));
    let zone = check.mrz.and_then(|zone| zone.parse::<Mrz>().ok());
    let by_zone = zone
        .into_iter()
        .flat_map(|zone| zone.implies(today))
        .map(|(field, value)| (field, value, "mrz"));
    let proposals: Vec<_> = by_zone
        .chain(by_curp)
        .filter(|(field, value, _)| !said.values(field).contains(&Value::from(value.as_str())))
        .map(|(field, value, basis)| json!({ "field": field, "value": value, "basis": basis }))
        .collect();
    let minority = match Minority::of(&said, today) {
        Minority::Adult => "adult",
        Minority::Possible => "possible",
        Minority::Unsaid => "unsaid",
    };
    Ok(json!({ "findings": odd, "proposals": proposals, "minority": minority }).to_string())
}
