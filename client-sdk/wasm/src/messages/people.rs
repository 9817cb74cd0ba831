//! People as lists show them, their families, and the reply to a write.

use puente_client::{Attention as KeptAside, PersonSummary, RecordState};
use puente_record::{HouseholdId, RecordId};
use serde::Serialize;

/// A record that was written, and where its changes are.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Saved {
    #[cfg_attr(test, ts(as = "String"))]
    pub(crate) record: RecordId,
    /// To say, to write down, or to print as a QR code.
    pub(crate) code: String,
    pub(crate) state: RecordState,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PersonLine {
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    code: String,
    given: String,
    surname1: String,
    surname2: String,
    /// A code of the field table.
    sex: String,
    /// A code of the field table.
    status: String,
    /// How many of its fields have concurrent values.
    conflicts: u32,
    /// As stored: a reason why it is missing begins with `∅`. Empty when nobody said.
    age: String,
    /// A date of birth, as stored.
    born: String,
    /// A moment, as stored.
    arrived_at: String,
    /// The list or flight; empty when none is named.
    arrival_list: String,
    /// A code of the field table.
    arrival_mode: String,
    /// A code of the field table: the gravest of concurrent values.
    urgent_medical: String,
    state: RecordState,
}

impl PersonLine {
    pub(crate) fn new(of: PersonSummary, state: RecordState) -> Self {
        Self {
            record: of.record,
            code: of.code,
            given: of.given,
            surname1: of.surname1,
            surname2: of.surname2,
            sex: of.sex,
            status: of.status,
            conflicts: of.conflicts,
            age: of.age,
            born: of.born,
            arrived_at: of.arrived_at,
            arrival_list: of.arrival_list,
            arrival_mode: of.arrival_mode,
            urgent_medical: of.urgent_medical,
            state,
        }
    }
}

/// Lines of a list.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct People {
    pub(crate) people: Vec<PersonLine>,
}

/// A page of the list of everybody.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct PeoplePage {
    pub(crate) people: Vec<PersonLine>,
    pub(crate) total: u64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Families {
    pub(crate) households: Vec<Household>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Household {
    /// All ids of this household. The first one names it.
    #[cfg_attr(test, ts(as = "Vec<String>"))]
    pub(crate) ids: Vec<HouseholdId>,
    /// Ordered by name.
    pub(crate) members: Vec<HouseholdMember>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct HouseholdMember {
    pub(crate) person: PersonLine,
    /// A code of `household.role`; empty if nobody said.
    pub(crate) role: String,
    /// Do concurrent values also name another household for the person, or none?
    pub(crate) disputed: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct AttentionList {
    pub(crate) changes: Vec<Attention>,
}

/// A change of this device that the server did not accept; nothing of it is lost.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Attention {
    #[cfg_attr(test, ts(as = "String"))]
    record: RecordId,
    code: String,
    /// The keys of the fields that it wrote.
    fields: Vec<String>,
    time_ms: i64,
    #[cfg_attr(
        test,
        ts(type = "\"quarantined\" | \"set_aside\" | \"pending\" | \"written_again\"")
    )]
    outcome: &'static str,
    /// A stable code; the page has texts for those it knows.
    reason: String,
}

impl Attention {
    pub(crate) fn new(of: KeptAside, code: String) -> Self {
        Self {
            record: of.record,
            code,
            fields: of.fields,
            time_ms: of.time_ms,
            outcome: of.outcome,
            reason: of.reason,
        }
    }
}

/// When people arrived, each in ms since 1970.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "ArrivalTimes"))]
pub(crate) struct ArrivalTimesView {
    pub(crate) at_ms: Vec<i64>,
}
