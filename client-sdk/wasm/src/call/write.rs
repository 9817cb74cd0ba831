//! Calls that write. Each answers once it is on disk, with what was written and where it is.

use std::collections::BTreeMap;

use puente_client::{Choice, Decision};
use puente_record::RecordId;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::look;
use crate::failure::Failure;
use crate::store::Store;
use crate::values::{Basis, Person, Said, Values};

pub(super) fn register(
    store: &mut Store,
    person: Person,
    draft: Option<&str>,
    now_ms: i64,
) -> Result<Json, Failure> {
    let registration = person.registration()?;
    let Store { device, rng, .. } = &mut *store;
    let (record, _) = match draft {
        Some(draft) => device.register_kept(draft, &registration, now_ms, rng)?,
        None => device.register(&registration, now_ms, rng)?,
    };
    saved(store, record)
}

pub(super) fn set(
    store: &mut Store,
    record: RecordId,
    fields: Values,
    basis: Basis,
    now_ms: i64,
) -> Result<Json, Failure> {
    let fields = fields.pairs()?;
    let Store { device, rng, .. } = &mut *store;
    device.set(record, &fields, basis.message(), now_ms, rng)?;
    saved(store, record)
}

pub(super) fn clear(
    store: &mut Store,
    record: RecordId,
    field: &str,
    member: Option<&str>,
    now_ms: i64,
) -> Result<Json, Failure> {
    let Store { device, rng, .. } = &mut *store;
    device.clear(record, field, member, now_ms, rng)?;
    saved(store, record)
}

pub(super) fn add_entry(
    store: &mut Store,
    record: RecordId,
    kind: &str,
    fields: &BTreeMap<String, String>,
    now_ms: i64,
) -> Result<Json, Failure> {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(field, value)| (field.as_str(), value.as_str()))
        .collect();
    let Store { device, rng, .. } = &mut *store;
    let entry = device.add_entry(record, kind, &fields, now_ms, rng)?;
    let mut saved = saved(store, record)?;
    saved["entry"] = json!(entry);
    Ok(saved)
}

pub(super) fn resolve(
    store: &mut Store,
    record: RecordId,
    field: &str,
    value: Said,
    reason: &str,
    now_ms: i64,
) -> Result<Json, Failure> {
    let value = value.value()?;
    let Store { device, rng, .. } = &mut *store;
    device.resolve(record, field, &value, reason, now_ms, rng)?;
    saved(store, record)
}

/// `Decision`.
#[derive(Deserialize)]
pub(super) struct Decided {
    record: RecordId,
    field: String,
    choice: Chosen,
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Chosen {
    Candidate(usize),
    KeepAll,
}

pub(super) fn decide(
    store: &mut Store,
    decisions: Vec<Decided>,
    now_ms: i64,
) -> Result<Json, Failure> {
    let decisions: Vec<Decision> = decisions
        .into_iter()
        .map(|decided| Decision {
            record: decided.record,
            field: decided.field,
            choice: match decided.choice {
                Chosen::Candidate(place) => Choice::Candidate(place),
                Chosen::KeepAll => Choice::KeepAll,
            },
            reason: decided.reason,
        })
        .collect();
    let Store { device, rng, .. } = store;
    device.decide(&decisions, now_ms, rng)?;
    Ok(json!({}))
}

pub(super) fn ask(
    store: &mut Store,
    record: RecordId,
    field: &str,
    is_to_ask: bool,
    now_ms: i64,
) -> Result<Json, Failure> {
    let Store { device, rng, .. } = &mut *store;
    device.ask(record, field, is_to_ask, now_ms, rng)?;
    saved(store, record)
}

/// `Saved`.
fn saved(store: &Store, record: RecordId) -> Result<Json, Failure> {
    let code = look::code(store, record)?;
    let state = store.device.state(record)?;
    Ok(json!({ "record": record, "code": code, "state": state }))
}
