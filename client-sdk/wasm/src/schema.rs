//! The field table as data: what a form derives from.

use puente_client::ProposalReason;
use puente_record::code_list::CODE_LISTS;
use puente_record::field::Field;
use puente_record::finding::FindingCode;
use puente_record::{
    Code, ENTRY_KINDS, FIELDS, FieldShape, FieldType, FormStage, MergePolicy, Required, Sensitivity,
};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// `Schema` of schema.d.ts, as JSON. The same for all people.
#[wasm_bindgen]
#[must_use]
pub fn schema() -> String {
    let fields: Vec<Value> = FIELDS.iter().map(field).collect();
    let entry_kinds: Vec<Value> = ENTRY_KINDS
        .iter()
        .map(|kind| {
            json!({
                "id": kind.id,
                "compartment": kind.compartment.as_str(),
                "label": words(kind.label_es, kind.label_en),
                "fields": kind.fields.iter().map(field).collect::<Vec<_>>(),
            })
        })
        .collect();
    let code_lists: Map<String, Value> = CODE_LISTS
        .iter()
        .map(|list| {
            let codes: Vec<Value> = list.codes.iter().map(code).collect();
            (
                list.id.to_owned(),
                json!({ "codes": codes, "open": list.open }),
            )
        })
        .collect();
    let findings: Map<String, Value> = FindingCode::ALL
        .iter()
        .map(|of| (of.text().code.to_owned(), words(of.text().es, of.text().en)))
        .collect();
    let whys: Map<String, Value> = ProposalReason::ALL
        .iter()
        .map(|of| (of.text().code.to_owned(), words(of.text().es, of.text().en)))
        .collect();
    json!({
        "fields": fields,
        "entry_kinds": entry_kinds,
        "code_lists": code_lists,
        "findings": findings,
        "whys": whys,
    })
    .to_string()
}

fn field(field: &Field) -> Value {
    json!({
        "id": field.id,
        "type": type_name(field.kind),
        "shape": match field.shape {
            FieldShape::Single => "single",
            FieldShape::Set => "set",
        },
        "codes": field.codes.map(|list| list.id),
        "unit": field.unit,
        "sensitivity": match field.sensitivity {
            Sensitivity::S0 => 0,
            Sensitivity::S1 => 1,
            Sensitivity::S2 => 2,
            Sensitivity::S3 => 3,
            Sensitivity::S4 => 4,
        },
        "compartment": field.compartment.as_str(),
        "asked": match field.asked {
            FormStage::Gate => "gate",
            FormStage::Intake => "intake",
            FormStage::Interview => "interview",
            FormStage::FollowUp => "follow_up",
            FormStage::System => "system",
        },
        "required": match field.required {
            Required::Required => "required",
            Required::Conditional => "conditional",
            Required::Optional => "optional",
        },
        "merge": match field.merge {
            MergePolicy::AutoLatest => "auto_latest",
            MergePolicy::AdminReview => "admin_review",
            MergePolicy::KeepAll => "keep_all",
            MergePolicy::SaferWins => "safer_wins",
        },
        "label": words(field.label_es, field.label_en),
    })
}

const fn type_name(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Code => "code",
        FieldType::Number => "number",
        FieldType::Date => "date",
        FieldType::Deadline => "deadline",
        FieldType::Moment => "moment",
        FieldType::Country => "country",
        FieldType::Phone => "phone",
        FieldType::Curp => "curp",
        FieldType::RecordCode => "record_code",
        FieldType::Site => "site",
        FieldType::Municipality => "municipality",
        FieldType::Mrz => "mrz",
        FieldType::Attachment => "attachment",
    }
}

fn code(code: &Code) -> Value {
    json!({ "code": code.code, "es": code.es, "en": code.en })
}

fn words(es: &str, en: &str) -> Value {
    json!({ "es": es, "en": en })
}
