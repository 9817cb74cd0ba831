//! Calls that write. Each answers once it is on disk, with what was written and where it is.

use std::collections::BTreeMap;

use puente_client::{Choice, ConflictDecision};
use puente_record::RecordId;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::look;
use crate::failure::Failure;
use crate::store::Store;
use crate::values::{Basis, Person, Said, Values};

/// The request of `register`.
#[derive(Deserialize)]
pub(super) struct RegisterRequest {
    person: Person,
    draft: Option<String>,
    family_of: Option<RecordId>,
}

pub(super) fn register(
    store: &mut Store,
    asked: RegisterRequest,
    now_ms: i64,
) -> Result<Json, Failure> {
    let registration = asked.person.registration()?;
    let Store { device, rng, .. } = &mut *store;
    let (record, _) = match (asked.draft, asked.family_of) {
        (Some(draft), of) => device.register_kept(&draft, &registration, of, now_ms, rng)?,
        (None, Some(of)) => device.register_with_family(&registration, of, now_ms, rng)?,
        (None, None) => device.register(&registration, now_ms, rng)?,
    };
    saved(store, record)
}

/// The request of `set`.
#[derive(Deserialize)]
pub(super) struct SetRequest {
    record: RecordId,
    fields: Values,
    #[serde(default)]
    basis: Basis,
}

pub(super) fn set(store: &mut Store, asked: SetRequest, now_ms: i64) -> Result<Json, Failure> {
    let fields = asked.fields.pairs()?;
    let Store { device, rng, .. } = &mut *store;
    device.set(asked.record, &fields, asked.basis.message(), now_ms, rng)?;
    saved(store, asked.record)
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

/// The request of `add_entry`.
#[derive(Deserialize)]
pub(super) struct AddEntryRequest {
    record: RecordId,
    kind: String,
    fields: BTreeMap<String, String>,
}

pub(super) fn add_entry(
    store: &mut Store,
    asked: AddEntryRequest,
    now_ms: i64,
) -> Result<Json, Failure> {
    let fields: Vec<(&str, &str)> = asked
        .fields
        .iter()
        .map(|(field, value)| (field.as_str(), value.as_str()))
        .collect();
    let Store { device, rng, .. } = &mut *store;
    let entry = device.add_entry(asked.record, &asked.kind, &fields, now_ms, rng)?;
    let mut saved = saved(store, asked.record)?;
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
pub(super) struct DecideRequest {
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
    decisions: Vec<DecideRequest>,
    now_ms: i64,
) -> Result<Json, Failure> {
    let decisions: Vec<ConflictDecision> = decisions
        .into_iter()
        .map(|decided| ConflictDecision {
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
pub(super) fn saved(store: &Store, record: RecordId) -> Result<Json, Failure> {
    let code = look::code(store, record)?;
    let state = store.device.state(record)?;
    Ok(json!({ "record": record, "code": code, "state": state }))
}
