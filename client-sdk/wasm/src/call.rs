//! The calls on an open store: JSON in, JSON out, as messages.d.ts says.

mod look;
mod write;

use puente_record::RecordId;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use crate::failure::Failure;
use crate::store::Store;
use crate::values::{Basis, Person, Said, Values};

/// One call. The names are those of `Calls`.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "call", content = "request")]
enum Call {
    Me {},
    Register {
        person: Person,
        draft: Option<String>,
    },
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
    Set {
        record: RecordId,
        fields: Values,
        #[serde(default)]
        basis: Basis,
    },
    Clear {
        record: RecordId,
        field: String,
        member: Option<String>,
    },
    AddEntry {
        record: RecordId,
        kind: String,
        fields: std::collections::BTreeMap<String, String>,
    },
    Resolve {
        record: RecordId,
        field: String,
        value: Said,
        reason: String,
    },
    Decide {
        decisions: Vec<write::Decided>,
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
    Household {
        household: String,
    },
    Latest {
        limit: usize,
    },
    Conflicts {
        record: Option<RecordId>,
    },
    Attention {},
    Status {},
}

/// What a call answers.
pub(crate) fn answer(store: &mut Store, call: &str, now_ms: i64) -> Result<Json, Failure> {
    let call: Call = serde_json::from_str(call).map_err(|_| Failure::Request)?;
    match call {
        Call::Me {} => look::me(store),
        Call::Register { person, draft } => {
            write::register(store, person, draft.as_deref(), now_ms)
        }
        Call::Keep { key, value } => {
            store.device.keep(&key, &value, now_ms)?;
            Ok(json!({}))
        }
        Call::DropKept { key } => {
            store.device.drop_kept(&key)?;
            Ok(json!({}))
        }
        Call::Kept { prefix } => Ok(json!({ "kept": store.device.kept(&prefix)? })),
        Call::Set {
            record,
            fields,
            basis,
        } => write::set(store, record, fields, basis, now_ms),
        Call::Clear {
            record,
            field,
            member,
        } => write::clear(store, record, &field, member.as_deref(), now_ms),
        Call::AddEntry {
            record,
            kind,
            fields,
        } => write::add_entry(store, record, &kind, &fields, now_ms),
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
        Call::Household { household } => {
            let people = store.device.household(&household)?;
            look::people(store, people)
        }
        Call::Conflicts { record } => look::conflicts(store, record),
        Call::Attention {} => look::attention(store),
        Call::Status {} => look::status(store),
    }
}
