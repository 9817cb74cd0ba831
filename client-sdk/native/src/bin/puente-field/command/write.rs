use std::io::Read as _;

use puente_client::Device;
use puente_native::{OpenStore, now_ms};
use puente_record::{
    EntryKind, FieldShape, FieldType, MissingReason, Moment, RecordId, Value, entry_kind, field,
};
use serde_json::json;

use super::site::site_of;
use super::{missing, record_of, typed};
use crate::failure::Failure;
use crate::say::Answer;
use crate::words;

/// The grounds that a person can give.
pub(super) const BASES: [&str; 7] = [
    "told", "document", "mrz", "curp", "observed", "list", "paper",
];

/// A failure about a field, with the field's label.
fn of_field(code: &'static str, field: &str) -> Failure {
    Failure::new(code).with("field", words::label_text(field))
}

/// The basis as a change stores it: "told" is stored as an empty text.
pub(super) fn basis_message(basis: &str) -> String {
    match basis {
        "told" => String::new(),
        basis => basis.to_owned(),
    }
}

#[derive(clap::Args)]
pub(crate) struct Set {
    record: String,
    field: String,
    #[arg(required_unless_present = "missing", allow_hyphen_values = true)]
    value: Option<String>,
    #[arg(long, value_name = "REASON", conflicts_with = "value", value_parser = missing)]
    missing: Option<MissingReason>,
    #[arg(long, default_value = "told", value_parser = BASES)]
    basis: String,
}

impl Set {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        if let Some(of) = field(&self.field) {
            if of.kind == FieldType::RecordCode || of.id == "registered_at" {
                return Err(of_field("system_field", of.id));
            }
            if of.shape == FieldShape::Set && self.missing.is_some() {
                return Err(of_field("set_has_no_reason", of.id));
            }
        }
        let value = match (self.missing, &self.value) {
            (Some(reason), _) => Value::Missing(reason),
            (None, text) => {
                let text = text.as_deref().unwrap_or_default().trim();
                typed(&store.device, &self.field, text)?
            }
        };
        let OpenStore { device, rng, .. } = &mut store;
        let fields = [(self.field, value)];
        device.set(record, &fields, &basis_message(&self.basis), now_ms(), rng)?;
        written(device, record)
    }
}

#[derive(clap::Args)]
pub(crate) struct Add {
    record: String,
    field: String,
    value: String,
    #[arg(long, default_value = "told", value_parser = BASES)]
    basis: String,
}

impl Add {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        if field(&self.field).is_some_and(|of| of.shape == FieldShape::Single) {
            return Err(of_field("not_a_set", &self.field));
        }
        let value = typed(&store.device, &self.field, self.value.trim())?;
        let OpenStore { device, rng, .. } = &mut store;
        let fields = [(self.field.clone(), value)];
        device.set(record, &fields, &basis_message(&self.basis), now_ms(), rng)?;
        written(device, record)
    }
}

#[derive(clap::Args)]
pub(crate) struct Remove {
    record: String,
    field: String,
    value: Option<String>,
}

impl Remove {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let is_set = field(&self.field).is_some_and(|of| of.shape == FieldShape::Set);
        if is_set && self.value.is_none() {
            return Err(of_field("which_value", &self.field));
        }
        let typed = |value: String| typed(&store.device, &self.field, value.trim());
        let value = self.value.map(typed).transpose()?;
        let member = value.as_ref().and_then(Value::as_text);
        let OpenStore { device, rng, .. } = &mut store;
        device.clear(record, &self.field, member, now_ms(), rng)?;
        written(device, record)
    }
}

#[derive(clap::Args)]
pub(crate) struct Service {
    record: String,
    r#type: String,
    #[arg(long)]
    quantity: Option<String>,
}

impl Service {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let service = entry_kind("service").expect("the field table has services");
        let care = entry_kind("care").expect("the field table has confidential care");
        let meant = |kind: &EntryKind| {
            let list = kind.field("type")?.codes?;
            list.meant(&self.r#type)
        };
        // A service that may stigmatise is stored where few may read it.
        let (kind, code) = match (meant(service), meant(care)) {
            (Some(code), _) => (service, code.code),
            (None, Some(code)) => (care, code.code),
            (None, None) => (service, self.r#type.as_str()),
        };
        let now_ms = now_ms();
        let at = Moment::from_unix_ms(now_ms).to_string();
        let by = store.device.status()?.name.unwrap_or_default();
        let mut fields = vec![("type", code), ("at", &at)];
        let many = self
            .quantity
            .as_deref()
            .filter(|_| kind.field("quantity").is_some());
        fields.extend(many.map(|many| ("quantity", many)));
        if !by.is_empty() {
            fields.push(("by", &by));
        }
        let OpenStore { device, rng, .. } = &mut store;
        device.add_entry(record, kind.id, &fields, now_ms, rng)?;
        written(device, record)
    }
}

#[derive(clap::Args)]
pub(crate) struct Note {
    record: String,
    text: String,
}

impl Note {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let mut text = self.text;
        if text == "-" {
            text.clear();
            let read = std::io::stdin().read_to_string(&mut text);
            read.map_err(|source| puente_native::Error::File {
                path: "-".into(),
                source,
            })?;
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(Failure::new("empty_note"));
        }
        let now_ms = now_ms();
        let at = Moment::from_unix_ms(now_ms).to_string();
        let OpenStore { device, rng, .. } = &mut store;
        device.add_entry(record, "note", &[("text", text), ("at", &at)], now_ms, rng)?;
        written(device, record)
    }
}

#[derive(clap::Args)]
pub(crate) struct Move {
    record: String,
    site: String,
}

impl Move {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let record = record_of(&store.device, &self.record)?;
        let site = site_of(&store.device, &self.site)?;
        let OpenStore { device, rng, .. } = &mut store;
        let fields = [("home_site".to_owned(), Value::Text(site.to_string()))];
        device.set(record, &fields, "", now_ms(), rng)?;
        written(device, record)
    }
}

/// The answer of every command that writes: the record, its state, and its present findings.
pub(super) fn written(device: &Device, record: RecordId) -> Result<Answer, Failure> {
    let state = device.state(record)?;
    let odd = super::site::odd(device, record, |_, _| true)?;
    let mut json = json!({ "record": record, "findings": odd.json });
    if let (Some(json), serde_json::Value::Object(more)) =
        (json.as_object_mut(), crate::json::state(state))
    {
        json.extend(more);
    }
    Ok(Answer::new(
        json,
        format!("{}\n{}", words::state(state), odd.text),
    ))
}
