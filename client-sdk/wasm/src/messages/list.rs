//! Arrival lists as phones share them.

use puente_client::{ListSummary, ListView, PhoneShare, RecordState, RowState};
use puente_record::{DocumentId, RecordId};
use serde::Serialize;

use super::values::Values;

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListLines {
    pub(crate) lists: Vec<ListSummary>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ArrivalList {
    #[cfg_attr(test, ts(as = "String"))]
    list: DocumentId,
    /// Several when phones have it under different names.
    names: Vec<String>,
    /// Rows that can be taken.
    rows: u32,
    /// Rows whose people were seen or registered.
    taken: u32,
    absent: u32,
    missing: u32,
    /// Its rows, in their order.
    entries: Vec<ListRow>,
    portions: Vec<PhoneShare>,
}

impl From<ListView> for ArrivalList {
    fn from(of: ListView) -> Self {
        Self {
            list: of.line.list,
            names: of.line.names,
            rows: of.line.rows,
            taken: of.line.taken,
            absent: of.line.absent,
            missing: of.line.missing,
            entries: of.rows.into_iter().map(ListRow::from).collect(),
            portions: of.portions,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ListRow {
    place: u32,
    /// As printed.
    number: u32,
    state: RowState,
    /// Who took it or noted the absence.
    by: Option<String>,
    /// When, by that phone's clock.
    at: Option<String>,
    /// Phones disagree about it.
    is_contested: bool,
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    code: String,
    /// The list's content.
    fields: Values,
}

impl From<puente_client::ListRow> for ListRow {
    fn from(of: puente_client::ListRow) -> Self {
        let said = of.fields.iter();
        Self {
            place: of.place,
            number: of.number,
            state: of.state,
            by: of.by,
            at: of.at,
            is_contested: of.is_contested,
            record: of.record,
            code: of.code,
            fields: Values::grouped(said.map(|(id, said)| (&**id, said.as_str()))),
        }
    }
}

/// The person who was registered from a row.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct RowTaken {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) record: RecordId,
    pub(crate) code: String,
    pub(crate) state: RecordState,
    pub(crate) is_new: bool,
}
