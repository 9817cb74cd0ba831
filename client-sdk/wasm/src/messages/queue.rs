//! What waits for somebody, as cases.

use puente_client::{CaseAnswer, CaseReason, Harm, ListSummary};
use serde::Serialize;

use super::people::PersonLine;

/// What waits for somebody on this device.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Queue"))]
pub(crate) struct QueueView {
    /// The most harmful first, then the oldest.
    pub(crate) cases: Vec<CaseView>,
    /// All there are, also those not shown.
    pub(crate) totals: Vec<CaseTotal>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CaseTotal {
    pub(crate) why: CaseReason,
    pub(crate) cases: u64,
}

/// Something that waits for somebody.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Case"))]
pub(crate) struct CaseView {
    pub(crate) why: CaseReason,
    pub(crate) harm: Harm,
    /// Null when nobody knows.
    pub(crate) since_ms: Option<i64>,
    /// How many of what the reason names: fields, people, changes.
    pub(crate) count: u64,
    /// The person that it is about, if it is about one.
    pub(crate) person: Option<PersonLine>,
    /// The list that it is about, if it is about one.
    pub(crate) list: Option<ListSummary>,
    /// The most useful first.
    pub(crate) answers: Vec<CaseAnswer>,
}
