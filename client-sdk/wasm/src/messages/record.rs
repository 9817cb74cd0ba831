//! Records, as the app gets them.

use std::collections::{BTreeMap, BTreeSet};

use puente_client::RecordState;
use puente_record::{EntryId, RecordId};
use serde::Serialize;

use super::store::RightsByKind;
use super::values::{Basis, SaidValue};

/// An odd value.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Finding {
    /// `<field>` or `<kind>/<entry>/<field>`.
    pub(crate) field: String,
    /// A code of `Schema.findings`.
    pub(crate) code: String,
}

/// Is somebody a minor?
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Minority {
    Adult,
    /// They are, or the statement cannot be read, or the age is unknown.
    Possible,
    Unsaid,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Checked {
    pub(crate) findings: Vec<Finding>,
    pub(crate) proposals: Vec<ValueProposal>,
    pub(crate) minority: Minority,
}

/// A value that a CURP or a machine-readable zone implies. Propose it; never fill it in unasked.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Proposal"))]
pub(crate) struct ValueProposal {
    pub(crate) field: String,
    pub(crate) value: String,
    pub(crate) basis: Basis,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct FieldView {
    /// The value shown.
    value: SaidValue,
    /// Other values, when documents of one kind differ.
    others: Vec<SaidValue>,
    /// Are there concurrent values? See `conflicts`.
    conflict: bool,
}

impl FieldView {
    /// `None` for a field without a value.
    fn new(of: &puente_client::FieldView) -> Option<Self> {
        let mut values = of.values.iter().map(|stored| SaidValue::stored(stored));
        Some(Self {
            value: values.next()?,
            others: values.collect(),
            conflict: of.conflict,
        })
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct EntryView {
    #[cfg_attr(test, ts(as = "String"))]
    entry: EntryId,
    fields: BTreeMap<String, SaidValue>,
}

/// The content of a record, now or at an earlier time.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PastView {
    fields: BTreeMap<String, FieldView>,
    sets: BTreeMap<String, BTreeSet<String>>,
    /// By kind.
    entries: BTreeMap<String, Vec<EntryView>>,
    findings: Vec<Finding>,
}

impl From<puente_client::RecordView> for PastView {
    fn from(view: puente_client::RecordView) -> Self {
        let fields = view.fields.iter();
        let said = fields.filter_map(|(id, of)| Some((id.clone(), FieldView::new(of)?)));
        let kinds = view.entries.into_iter();
        let odd = view.findings.into_iter();
        Self {
            fields: said.collect(),
            sets: view.sets,
            entries: kinds.map(|(kind, of)| (kind, entries(of))).collect(),
            findings: odd.map(|(field, code)| Finding { field, code }).collect(),
        }
    }
}

fn entries(of: BTreeMap<EntryId, BTreeMap<String, String>>) -> Vec<EntryView> {
    of.into_iter()
        .map(|(entry, fields)| EntryView {
            entry,
            fields: fields
                .into_iter()
                .map(|(field, stored)| (field, SaidValue::stored(&stored)))
                .collect(),
        })
        .collect()
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RecordView {
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    /// Empty when its core is not here.
    code: String,
    state: RecordState,
    /// What this person may do with this record.
    may: RightsByKind,
    fields: BTreeMap<String, FieldView>,
    sets: BTreeMap<String, BTreeSet<String>>,
    /// By kind.
    entries: BTreeMap<String, Vec<EntryView>>,
    findings: Vec<Finding>,
}

impl RecordView {
    pub(crate) fn new(view: puente_client::RecordView, code: String, may: RightsByKind) -> Self {
        let (record, state) = (view.record, view.state);
        let PastView {
            fields,
            sets,
            entries,
            findings,
        } = view.into();
        Self {
            record,
            code,
            state,
            may,
            fields,
            sets,
            entries,
            findings,
        }
    }
}
