//! A person as the page sends one.

use std::collections::BTreeMap;

use puente_client::Registration;
use puente_record::{MissingReason, Value};
use serde::Deserialize;

use crate::failure::Failure;

/// `Person` of messages.d.ts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    #[serde(default)]
    basis: String,
    fields: BTreeMap<String, Said>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Text(String),
    Members(Vec<String>),
    Missing { missing: String },
}

/// Reads the JSON of a person.
pub(crate) fn registration(json: &str) -> Result<Registration, Failure> {
    let person: Person = serde_json::from_str(json).map_err(|_| Failure::Request)?;
    let mut fields = Vec::with_capacity(person.fields.len());
    for (field, said) in person.fields {
        match said {
            Said::Text(text) => fields.push((field, Value::Text(text))),
            Said::Members(members) => {
                fields.extend(
                    members
                        .into_iter()
                        .map(|member| (field.clone(), Value::Text(member))),
                );
            }
            Said::Missing { missing } => fields.push((field, Value::Missing(reason(&missing)?))),
        }
    }
    Ok(Registration {
        fields,
        basis: person.basis,
    })
}

fn reason(name: &str) -> Result<MissingReason, Failure> {
    let reason = MissingReason::ALL
        .into_iter()
        .find(|reason| reason.as_str() == name);
    reason.ok_or(Failure::Request)
}
