//! Calls that read.

use puente_client::{FieldCandidate, FieldConflict, FieldView, PersonSummary, RecordView};
use puente_policy::Action;
use puente_record::{Compartment, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::failure::Failure;
use crate::store::Store;
use crate::values::Said;

/// More lines of a list at once than any screen shows.
pub(super) const LIST_MAX: usize = 500;

/// `Me`.
pub(super) fn me(store: &Store) -> Result<Json, Failure> {
    let status = store.device.status()?;
    let grants = store.device.grants()?;
    let grants: Vec<Json> = grants
        .iter()
        .map(|grant| {
            json!({
                "site": grant.site,
                "site_name": grant.site_name,
                "role": grant.role,
            })
        })
        .collect();
    Ok(json!({
        "device": status.device,
        "enrolled": status.server.is_some(),
        "name": status.name,
        "server": status.server,
        "revoked": status.revoked,
        "is_unknown": status.is_unknown,
        "grants": grants,
        "may": may(store, None)?,
    }))
}

/// `Sites`.
pub(super) fn sites(store: &Store, now_ms: i64) -> Result<Json, Failure> {
    let known = store.device.sites()?;
    let all: Vec<Json> = known
        .all()
        .iter()
        .map(|site| {
            json!({
                "site": site.id,
                "name": site.name,
                "zone": site.zone.as_ref().map(|zone| &zone.name),
                "dif_phones": site.dif_phones,
                "attorney_phones": site.attorney_phones,
                "open": site.is_open,
            })
        })
        .collect();
    Ok(json!({
        "all": all,
        "here": known.here().map(|site| site.id),
        "clock_believed": known.believes(now_ms),
    }))
}

/// `Me["may"]`.
fn may(store: &Store, record: Option<RecordId>) -> Result<Json, Failure> {
    let mut all = Map::new();
    for compartment in Compartment::ALL {
        let may = |action| store.device.may(record, compartment, action);
        let one = json!({
            "read": may(Action::Read)?,
            "write": may(Action::Write)?,
            "resolve": may(Action::Resolve)?,
            "move_home": may(Action::MoveHome)?,
        });
        all.insert(compartment.as_str().to_owned(), one);
    }
    Ok(all.into())
}

/// Lines of a list with where their changes are.
pub(super) fn people(store: &Store, people: Vec<PersonSummary>) -> Result<Json, Failure> {
    Ok(json!({ "people": lines(store, people)? }))
}

pub(super) fn list(store: &Store, after: Option<RecordId>, limit: usize) -> Result<Json, Failure> {
    let people = store.device.page(after, limit.min(LIST_MAX))?;
    let total = store.device.status()?.records;
    Ok(json!({ "people": lines(store, people)?, "total": total }))
}

fn lines(store: &Store, people: Vec<PersonSummary>) -> Result<Vec<Json>, Failure> {
    people.into_iter().map(|of| line(store, of)).collect()
}

/// `PersonLine`.
pub(super) fn line(store: &Store, person: PersonSummary) -> Result<Json, Failure> {
    let state = store.device.state(person.record)?;
    let mut line = json!(person);
    line["state"] = json!(state);
    Ok(line)
}

/// `RecordView`.
pub(super) fn record(store: &Store, named: &str, now_ms: i64) -> Result<Json, Failure> {
    let record = store.device.record(named)?;
    let view = store.device.view(record, now_ms)?;
    let mut json = content(&view);
    json["record"] = json!(record);
    json["code"] = code(store, record)?.into();
    json["state"] = json!(view.state);
    json["may"] = may(store, Some(record))?;
    Ok(json)
}

/// `PastView`: what a record says, whenever that was.
pub(super) fn content(view: &RecordView) -> Json {
    let fields: Map<String, Json> = view
        .fields
        .iter()
        .map(|(id, of)| (id.clone(), field(of)))
        .collect();
    let findings: Vec<Json> = view
        .findings
        .iter()
        .map(|(field, code)| json!({ "field": field, "code": code }))
        .collect();
    json!({
        "fields": fields,
        "sets": view.sets,
        "entries": entries(view),
        "findings": findings,
    })
}

fn field(of: &FieldView) -> Json {
    let mut values = of.values.iter().map(|stored| Said::stored(stored));
    json!({
        "value": values.next(),
        "others": values.collect::<Vec<_>>(),
        "conflict": of.conflict,
    })
}

fn entries(view: &RecordView) -> Map<String, Json> {
    let kinds = view.entries.iter().map(|(kind, entries)| {
        let entries: Vec<Json> = entries
            .iter()
            .map(|(entry, fields)| {
                let fields: Map<String, Json> = fields
                    .iter()
                    .map(|(field, stored)| (field.clone(), json!(Said::stored(stored))))
                    .collect();
                json!({ "entry": entry, "fields": fields })
            })
            .collect();
        (kind.clone(), entries.into())
    });
    kinds.collect()
}

/// A record's code; empty where its core is not here.
pub(super) fn code(store: &Store, record: RecordId) -> Result<String, Failure> {
    match store.device.line(record) {
        Ok(line) => Ok(line.code),
        Err(puente_client::Error::NoSuchRecord) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn conflicts(store: &Store, record: Option<RecordId>) -> Result<Json, Failure> {
    let mut conflicts = Vec::new();
    for of in store.device.conflicts(record)? {
        conflicts.push(conflict(&of, &code(store, of.record)?));
    }
    Ok(json!({ "conflicts": conflicts }))
}

fn conflict(of: &FieldConflict, code: &str) -> Json {
    let candidates: Vec<Json> = of.candidates.iter().map(candidate).collect();
    json!({
        "record": of.record,
        "code": code,
        "field": of.field,
        "candidates": candidates,
        "proposal": of.proposal,
        "may_keep_all": of.may_keep_all,
        "asked": of.asked,
    })
}

fn candidate(of: &FieldCandidate) -> Json {
    json!({
        "value": Said::stored(&of.value),
        "change": of.change,
        "author": of.author,
        "time_ms": of.time_ms,
        "basis": basis(&of.basis),
        "claim": of.claim,
        "shown": of.shown,
    })
}

/// A basis as people are told: the silent one is what somebody said.
pub(super) fn basis(code: &str) -> &str {
    if code.is_empty() { "told" } else { code }
}

pub(super) fn attention(store: &Store) -> Result<Json, Failure> {
    let mut changes = Vec::new();
    for of in store.device.attention()? {
        let mut change = json!(of);
        change["code"] = code(store, of.record)?.into();
        changes.push(change);
    }
    Ok(json!({ "changes": changes }))
}

/// `StoreStatus`, without what only the Worker knows of syncing.
pub(super) fn status(store: &Store) -> Result<Json, Failure> {
    let status = store.device.status()?;
    Ok(json!({
        "records": status.records,
        "waiting": status.waiting,
        "needs_attention": status.needs_attention,
        "pending": status.pending,
        "conflicts": status.conflicts,
        "pages_aside": status.pages_aside,
        "last_contact_ms": status.last_contact_ms,
        "carried": status.carried,
    }))
}
