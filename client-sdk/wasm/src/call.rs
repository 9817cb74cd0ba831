//! The calls on an open store: JSON in, JSON out, as messages.d.ts says.

mod arrivals;
mod family;
mod look;
mod past;
mod write;

use puente_record::{DocumentId, RecordId};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::failure::Failure;
use crate::store::Store;
use crate::values::Said;

/// One call, as an object with its name and its request. The names are those of `Calls`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Call {
    Me {},
    Register(write::RegisterRequest),
    Keep {
        key: String,
        value: String,
    },
    DropKept {
        key: String,
    },
    Kept {
        prefix: String,
    },
    Set(write::SetRequest),
    Clear {
        record: RecordId,
        field: String,
        member: Option<String>,
    },
    AddEntry(write::AddEntryRequest),
    Resolve {
        record: RecordId,
        field: String,
        value: Said,
        reason: String,
    },
    Decide {
        decisions: Vec<write::DecideRequest>,
    },
    Ask {
        record: RecordId,
        field: String,
        is_to_ask: bool,
    },
    Record {
        record: String,
    },
    Find {
        text: String,
    },
    Alike {
        given: String,
        surname1: String,
        surname2: String,
    },
    List {
        after: Option<RecordId>,
        limit: usize,
    },
    Households {
        record: RecordId,
    },
    SameFamily {
        one: RecordId,
        other: RecordId,
    },
    LeaveHousehold {
        records: Vec<RecordId>,
    },
    History {
        record: RecordId,
        field: Option<String>,
    },
    RecordAt {
        record: RecordId,
        at_ms: i64,
    },
    ArrivalLists {},
    ArrivalList {
        list: DocumentId,
    },
    TakeRow(arrivals::TakeRowRequest),
    MarkAbsent {
        list: DocumentId,
        place: u32,
    },
    ClaimRows {
        list: DocumentId,
        rows: String,
    },
    LeaveRows(arrivals::Leaving),
    Latest {
        limit: usize,
    },
    Conflicts {
        record: Option<RecordId>,
    },
    Attention {},
    Status {},
    Sites {},
}

/// What a call answers.
pub(crate) fn answer(store: &mut Store, call: &str, now_ms: i64) -> Result<Json, Failure> {
    let call: Call = serde_json::from_str(call).map_err(|_| Failure::Request)?;
    match call {
        Call::Me {} => look::me(store),
        Call::Register(of) => write::register(store, of, now_ms),
        Call::Keep { key, value } => {
            store.device.keep(&key, &value, now_ms)?;
            Ok(json!({}))
        }
        Call::DropKept { key } => {
            store.device.drop_kept(&key)?;
            Ok(json!({}))
        }
        Call::Kept { prefix } => Ok(json!({ "kept": store.device.kept(&prefix)? })),
        Call::Set(of) => write::set(store, of, now_ms),
        Call::Clear {
            record,
            field,
            member,
        } => write::clear(store, record, &field, member.as_deref(), now_ms),
        Call::AddEntry(of) => write::add_entry(store, of, now_ms),
        Call::Resolve {
            record,
            field,
            value,
            reason,
        } => write::resolve(store, record, &field, value, &reason, now_ms),
        Call::Decide { decisions } => write::decide(store, decisions, now_ms),
        Call::Ask {
            record,
            field,
            is_to_ask,
        } => write::ask(store, record, &field, is_to_ask, now_ms),
        Call::Record { record } => look::record(store, &record, now_ms),
        Call::Find { text } => {
            let people = store.device.find(&text)?;
            look::people(store, people)
        }
        Call::Alike {
            given,
            surname1,
            surname2,
        } => {
            let people = store.device.alike(&given, &surname1, &surname2)?;
            look::people(store, people)
        }
        Call::List { after, limit } => look::list(store, after, limit),
        Call::Latest { limit } => {
            let people = store.device.latest(limit.min(look::LIST_MAX))?;
            look::people(store, people)
        }
        Call::Households { record } => family::households(store, record),
        Call::SameFamily { one, other } => family::same(store, one, other, now_ms),
        Call::LeaveHousehold { records } => family::leave(store, &records, now_ms),
        Call::History { record, field } => past::history(store, record, field.as_deref()),
        Call::RecordAt { record, at_ms } => past::record_at(store, record, at_ms),
        Call::ArrivalLists {} => arrivals::lists(store),
        Call::ArrivalList { list } => arrivals::list(store, list),
        Call::TakeRow(of) => arrivals::take(store, of, now_ms),
        Call::MarkAbsent { list, place } => arrivals::mark_absent(store, list, place, now_ms),
        Call::ClaimRows { list, rows } => arrivals::claim(store, list, &rows, now_ms),
        Call::LeaveRows(of) => arrivals::leave(store, &of, now_ms),
        Call::Conflicts { record } => look::conflicts(store, record),
        Call::Attention {} => look::attention(store),
        Call::Sites {} => look::sites(store, now_ms),
        Call::Status {} => look::status(store),
    }
}
