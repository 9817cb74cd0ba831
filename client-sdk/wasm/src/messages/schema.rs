//! The field table as data, from which forms derive.

use std::collections::BTreeMap;

use puente_client::ProposalReason;
use puente_record::code_list::CODE_LISTS;
use puente_record::finding::FindingCode;
use puente_record::{
    Code, DocumentKind, ENTRY_KINDS, EntryRight, FIELDS, FieldShape, FieldType, FormStage,
    MergePolicy, Required, Sensitivity,
};
use serde::Serialize;

use super::store::DocumentKindName;

/// Everything that a form derives from. It is the same for everybody and available before a store is open.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Schema {
    /// In the order of a form.
    fields: Vec<Field>,
    entry_kinds: Vec<EntryKind>,
    code_lists: BTreeMap<&'static str, CodeList>,
    /// Texts by `Finding.code`.
    findings: BTreeMap<&'static str, Words>,
    /// Texts by `ConflictProposal.why`.
    whys: BTreeMap<&'static str, Words>,
}

impl Schema {
    /// The schema of this build.
    pub(crate) fn current() -> Self {
        let kinds = ENTRY_KINDS.iter().map(|kind| EntryKind {
            id: kind.id,
            compartment: DocumentKind::from(kind.compartment).into(),
            right: kind.right.into(),
            label: Words::new(kind.label_es, kind.label_en),
            fields: kind.fields.iter().map(Field::from).collect(),
        });
        let lists = CODE_LISTS.iter().map(|list| {
            let codes = list.codes.iter().map(CodeText::from).collect();
            let open = list.open;
            (list.id, CodeList { codes, open })
        });
        let findings = FindingCode::ALL.iter().map(|of| texts(of.text()));
        let whys = ProposalReason::ALL.iter().map(|of| texts(of.text()));
        Self {
            fields: FIELDS.iter().map(Field::from).collect(),
            entry_kinds: kinds.collect(),
            code_lists: lists.collect(),
            findings: findings.collect(),
            whys: whys.collect(),
        }
    }
}

const fn texts(of: &Code) -> (&'static str, Words) {
    (of.code, Words::new(of.es, of.en))
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct Words {
    es: &'static str,
    en: &'static str,
}

impl Words {
    const fn new(es: &'static str, en: &'static str) -> Self {
        Self { es, en }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct Field {
    id: &'static str,
    #[serde(rename = "type")]
    kind: FieldTypeName,
    shape: Shape,
    /// A list of `Schema.code_lists`.
    codes: Option<&'static str>,
    unit: Option<&'static str>,
    /// From 0 to 4.
    sensitivity: u8,
    compartment: DocumentKindName,
    asked: Stage,
    required: Need,
    merge: Merge,
    label: Words,
}

impl From<&puente_record::Field> for Field {
    fn from(of: &puente_record::Field) -> Self {
        Self {
            id: of.id,
            kind: of.kind.into(),
            shape: of.shape.into(),
            codes: of.codes.map(|list| list.id),
            unit: of.unit,
            sensitivity: match of.sensitivity {
                Sensitivity::S0 => 0,
                Sensitivity::S1 => 1,
                Sensitivity::S2 => 2,
                Sensitivity::S3 => 3,
                Sensitivity::S4 => 4,
            },
            compartment: DocumentKind::from(of.compartment).into(),
            asked: of.asked.into(),
            required: of.required.into(),
            merge: of.merge.into(),
            label: Words::new(of.label_es, of.label_en),
        }
    }
}

/// An enum of the field table, as words.
macro_rules! words {
    ($($name:ident of $table:ident, $typescript:literal: $($variant:ident)*;)*) => {$(
        #[derive(Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS), ts(rename = $typescript))]
        #[serde(rename_all = "snake_case")]
        enum $name {
            $($variant,)*
        }

        impl From<$table> for $name {
            fn from(of: $table) -> Self {
                match of {
                    $($table::$variant => Self::$variant,)*
                }
            }
        }
    )*};
}

words! {
    FieldTypeName of FieldType, "FieldType":
        Text Code Number Date Deadline Moment Country Phone Curp RecordCode Site Municipality Mrz Attachment;
    Shape of FieldShape, "FieldShape": Single Set;
    Stage of FormStage, "FormStage": Gate Intake Interview FollowUp System;
    Need of Required, "Required": Required Conditional Optional;
    Merge of MergePolicy, "MergePolicy": AutoLatest AdminReview KeepAll SaferWins;
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct EntryKind {
    id: &'static str,
    compartment: DocumentKindName,
    /// What it takes to write in an entry: a member of `Rights`.
    right: EntryRightName,
    label: Words,
    fields: Vec<Field>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "EntryRight"))]
#[serde(rename_all = "snake_case")]
enum EntryRightName {
    Write,
    Resolve,
    Link,
}

impl From<EntryRight> for EntryRightName {
    fn from(right: EntryRight) -> Self {
        match right {
            EntryRight::Write => Self::Write,
            EntryRight::Resolve => Self::Resolve,
            EntryRight::Link => Self::Link,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct CodeList {
    /// In the order in which people see them.
    codes: Vec<CodeText>,
    /// Other values are valid too.
    open: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
struct CodeText {
    code: &'static str,
    es: &'static str,
    en: &'static str,
}

impl From<&Code> for CodeText {
    fn from(of: &Code) -> Self {
        Self {
            code: of.code,
            es: of.es,
            en: of.en,
        }
    }
}
