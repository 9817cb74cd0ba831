use puente_client::{Device, Registration};
use puente_native::{OpenStore, now_ms};
use puente_record::{MissingReason, Value};
use serde_json::json;

use super::{missing_pair, pair, record_of, typed};
use crate::failure::Failure;
use crate::say::Answer;
use crate::words;

/// What the gate asks, and any field besides.
#[derive(clap::Args)]
pub(crate) struct Register {
    #[arg(long, required_unless_present = "missing")]
    given: Option<String>,
    #[arg(long, required_unless_present = "missing")]
    surname1: Option<String>,
    #[arg(long)]
    surname2: Option<String>,
    #[arg(long, required_unless_present = "missing")]
    sex: Option<String>,
    #[arg(long, allow_negative_numbers = true)]
    age: Option<String>,
    #[arg(long, value_name = "DATE")]
    birth_date: Option<String>,
    #[arg(long)]
    alone: Option<String>,
    #[arg(long, value_name = "WHEN")]
    urgent_medical: Option<String>,
    #[arg(long)]
    curp: Option<String>,
    #[arg(long)]
    phone: Option<String>,
    #[arg(long)]
    code: Option<String>,
    #[arg(long, value_name = "ID=VALUE", value_parser = pair)]
    field: Vec<(String, String)>,
    #[arg(long, value_name = "ID=REASON", value_parser = missing_pair)]
    missing: Vec<(String, MissingReason)>,
    #[arg(long, value_name = "RECORD")]
    family_of: Option<String>,
    #[arg(long, default_value = "told", value_parser = super::write::BASES)]
    basis: String,
}

impl Register {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let basis = super::write::basis_message(&self.basis);
        let OpenStore { device, rng, .. } = &mut store;
        let family_of = self.family_of.as_deref().map(|of| record_of(device, of));
        let family_of = family_of.transpose()?;
        let registration = Registration {
            fields: self.fields(device)?,
            basis,
        };
        let (record, code) = match family_of {
            Some(of) => device.register_with_family(&registration, of, now_ms(), rng)?,
            None => device.register(&registration, now_ms(), rng)?,
        };
        let state = words::state(device.state(record)?);
        let odd = super::site::odd(device, record, |_, _| true)?;
        Ok(Answer::new(
            json!({ "record": record, "code": code.to_string(), "findings": odd.json }),
            format!("{code}  {state}\n{}", odd.text),
        ))
    }

    fn fields(self, device: &Device) -> Result<Vec<(String, Value)>, Failure> {
        let asked = [
            ("name.given", self.given),
            ("name.surname1", self.surname1),
            ("name.surname2", self.surname2),
            ("sex", self.sex),
            ("age", self.age),
            ("birth.date", self.birth_date),
            ("alone", self.alone),
            ("urgent_medical", self.urgent_medical),
            ("curp", self.curp),
            ("phone", self.phone),
            ("code", self.code),
        ];
        let asked = asked
            .into_iter()
            .filter_map(|(id, said)| Some((id.to_owned(), said?)));
        let said = asked.chain(self.field);
        let reasons = self.missing.into_iter();
        said.map(|(id, text)| {
            let value = typed(device, &id, text.trim())?;
            Ok((id, value))
        })
        .chain(reasons.map(|(id, reason)| Ok((id, Value::Missing(reason)))))
        .collect()
    }
}
