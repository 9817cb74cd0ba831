//! The catalogue as JSON Schema, for the output of `puente-field show --json` and for every export with its
//! shape.

use puente_record::{CodeList, ENTRY_KINDS, FIELDS, Field, FieldShape, FieldType, MissingReason};
use serde_json::{Map, Value, json};

use crate::{required, word};

pub(crate) fn schema() -> String {
    let of_shape = |shape: FieldShape| FIELDS.iter().filter(move |field| field.shape == shape);
    let fields: Map<String, Value> = of_shape(FieldShape::Single)
        .map(|field| (field.id.to_owned(), described(field, said(field, true))))
        .collect();
    let sets: Map<String, Value> = of_shape(FieldShape::Set)
        .map(|field| {
            let members = json!({ "type": "array", "uniqueItems": true, "items": text(field) });
            (field.id.to_owned(), described(field, members))
        })
        .collect();
    let entries: Map<String, Value> = ENTRY_KINDS
        .iter()
        .map(|kind| {
            let fields: Map<String, Value> = kind
                .fields
                .iter()
                .map(|field| (field.id.to_owned(), described(field, said(field, false))))
                .collect();
            let entry = json!({
                "type": "object",
                "required": ["id", "fields"],
                "properties": {
                    "id": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
                    "fields": { "type": "object", "properties": fields },
                },
            });
            let list = json!({
                "title": kind.label_en,
                "description": kind.label_es,
                "x-compartment": kind.compartment.to_string(),
                "type": "array",
                "items": entry,
            });
            (kind.id.to_owned(), list)
        })
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A returnee's record, schema version 1",
        "description": "Generated from the field table of puente-record; do not edit. What does not fit is a finding, never a reason to refuse a record: values are kept as they were typed, and fields, kinds and codes of later versions are kept too.",
        "type": "object",
        "required": ["record", "fields"],
        "properties": {
            "record": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
            "fields": { "type": "object", "properties": fields },
            "sets": { "type": "object", "properties": sets },
            "entries": { "type": "object", "properties": entries },
        },
        "$defs": defs(),
    });
    let mut text = String::new();
    write(&mut text, &schema, 0);
    text.push('\n');
    text
}

/// The depth to which objects are spread over lines: one line for each field.
const SPREAD_DEPTH: usize = 3;

fn write(text: &mut String, value: &Value, depth: usize) {
    match value.as_object() {
        Some(object) if depth <= SPREAD_DEPTH && !object.is_empty() => {
            text.push_str("{\n");
            for (place, (key, value)) in object.iter().enumerate() {
                let comma = if place == 0 { "" } else { ",\n" };
                let key = Value::from(key.as_str());
                text.push_str(&format!("{comma}{:1$}{key}: ", "", 2 * depth + 2));
                write(text, value, depth + 1);
            }
            text.push_str(&format!("\n{:1$}}}", "", 2 * depth));
        }
        _ => text.push_str(&value.to_string()),
    }
}

/// A field's own keywords together with those of its values.
fn described(field: &Field, values: Value) -> Value {
    let mut described = json!({
        "title": field.label_en,
        "description": field.label_es,
        "x-type": word(field.kind),
        "x-sensitivity": format!("{:?}", field.sensitivity),
        "x-compartment": field.compartment.to_string(),
        "x-asked": word(field.asked),
        "x-required": required(field),
        "x-merge": word(field.merge),
        "x-purpose": word(field.purpose),
        "x-retention-months": field.purpose.retention_months(),
        "x-source": field.source,
    });
    let object = described.as_object_mut().unwrap();
    if let Some(unit) = field.unit {
        object.insert("x-unit".to_owned(), unit.into());
    }
    if let Some(list) = field.codes {
        object.insert("x-codes".to_owned(), list.id.into());
    }
    object.extend(values.as_object().unwrap().clone());
    described
}

/// One value, or the reason why there is none; a single field also says whether others wait for a decision.
fn said(field: &Field, may_conflict: bool) -> Value {
    let mut properties = json!({
        "value": { "anyOf": [{ "type": "null" }, text(field)] },
        "missing": { "$ref": "#/$defs/missing_reason" },
    });
    if may_conflict {
        properties["conflict"] = json!({ "type": "boolean" });
        properties["others"] = json!({ "type": "array" });
    }
    json!({ "type": "object", "required": ["value"], "properties": properties })
}

/// A value as it is stored.
fn text(field: &Field) -> Value {
    let pattern = match field.kind {
        FieldType::Code | FieldType::Country => {
            let list = field.codes.unwrap();
            return json!({ "$ref": format!("#/$defs/{}", list.id) });
        }
        FieldType::Text => return json!({ "type": "string", "maxLength": 8192 }),
        // Years, as `Age` writes them: a number, or a range if no more is known.
        FieldType::Number if field.unit == Some("years") => {
            "^([0-9]{1,10}|[0-9]{1,3}-[0-9]{1,3}|[0-9]{1,3}[+]|<[0-9]{1,3})$"
        }
        FieldType::Number => "^[0-9]{1,10}$",
        FieldType::Date | FieldType::Deadline => "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
        FieldType::Moment => "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
        FieldType::Phone => "^[+0-9 ().-]{7,25}$",
        FieldType::Curp => "^[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{5}[0-9A-Z][0-9]$",
        FieldType::RecordCode => "^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$",
        FieldType::Site => "^[0-9a-f]{32}$",
        FieldType::Municipality => "^([0-9]{5}|.*[^0-9].*)$",
        FieldType::Mrz => "^[A-Z0-9<\\s]{72,120}$",
        FieldType::Attachment => "^[0-9a-f]{64}$",
    };
    json!({ "type": "string", "pattern": pattern })
}

/// Every code list that a field uses, and the missing reasons.
fn defs() -> Value {
    let of_entries = ENTRY_KINDS.iter().flat_map(|kind| kind.fields);
    let lists = FIELDS
        .iter()
        .chain(of_entries)
        .filter_map(|field| field.codes);
    let mut defs: Map<String, Value> = lists
        .map(|list| (list.id.to_owned(), one_of(list)))
        .collect();
    let reasons = MissingReason::ALL.map(MissingReason::as_str);
    defs.insert("missing_reason".to_owned(), json!({ "enum": reasons }));
    Value::Object(defs)
}

fn one_of(list: &CodeList) -> Value {
    let labels: Map<String, Value> = list
        .codes
        .iter()
        .map(|code| {
            (
                code.code.to_owned(),
                json!({ "es": code.es, "en": code.en }),
            )
        })
        .collect();
    let codes: Vec<&str> = list.codes.iter().map(|code| code.code).collect();
    if list.open {
        json!({ "type": "string", "minLength": 1, "x-labels": labels })
    } else {
        json!({ "enum": codes, "x-labels": labels })
    }
}
