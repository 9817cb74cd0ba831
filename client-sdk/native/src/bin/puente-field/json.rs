//! The shapes of `--json` output.

use puente_client::{
    Author, Choice, FieldCandidate, FieldConflict, PersonSummary, RecordChange, RecordState,
    RecordView,
};
use puente_record::Value as Said;
use serde_json::{Map, Value, json};

use crate::words;

/// A stored value: its text, or the reason why it is missing.
pub(crate) fn said(stored: &str) -> Value {
    match Said::from_stored(stored) {
        Said::Text(text) => json!({ "value": text }),
        Said::Missing(reason) => json!({ "value": null, "missing": reason.as_str() }),
    }
}

fn with(mut object: Value, more: Value) -> Value {
    if let (Some(object), Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

/// The state of a record's changes: `state` and, if there is one, `receipt`.
pub(crate) fn state(state: RecordState) -> Value {
    match state {
        RecordState::SavedHere => json!({ "state": "saved_here" }),
        RecordState::OnServer { receipt } => json!({ "state": "on_server", "receipt": receipt }),
        RecordState::NeedsAttention => json!({ "state": "needs_attention" }),
    }
}

/// A person in a list.
pub(crate) fn person(person: &PersonSummary, of: RecordState) -> Value {
    let line = serde_json::to_value(person).expect("strings and numbers have a JSON form");
    with(line, state(of))
}

/// A record.
pub(crate) fn record(view: &RecordView, conflicts: &[FieldConflict]) -> Value {
    let fields: Map<String, Value> = view
        .fields
        .iter()
        .map(|(id, field)| {
            let shown = field.values.first().map_or("", String::as_str);
            let others: Vec<Value> = field.values.iter().skip(1).map(|v| said(v)).collect();
            let more = json!({ "conflict": field.conflict, "others": others });
            (id.clone(), with(said(shown), more))
        })
        .collect();
    let entries: Map<String, Value> = view
        .entries
        .iter()
        .map(|(kind, entries)| {
            let entries: Vec<Value> = entries
                .iter()
                .map(|(id, fields)| {
                    let fields = fields
                        .iter()
                        .map(|(name, value)| (name.clone(), said(value)));
                    json!({ "id": id, "fields": fields.collect::<Map<_, _>>() })
                })
                .collect();
            (kind.clone(), Value::Array(entries))
        })
        .collect();
    let findings: Vec<Value> = view
        .findings
        .iter()
        .map(|(field, code)| json!({ "field": field, "code": code }))
        .collect();
    let conflicts: Vec<Value> = conflicts.iter().map(|of| conflict(of, "")).collect();
    let code = view.fields.get("code").and_then(|code| code.values.first());
    let head = json!({
        "record": view.record,
        "code": code,
        "fields": fields,
        "sets": view.sets,
        "entries": entries,
        "findings": findings,
        "conflicts": conflicts,
    });
    with(head, state(view.state))
}

/// A field in conflict. Candidates are counted from 1, as `resolve --candidate` takes them.
pub(crate) fn conflict(conflict: &FieldConflict, code: &str) -> Value {
    let candidates = conflict.candidates.iter().enumerate();
    let candidates: Vec<Value> = candidates
        .map(|(place, of)| candidate(place + 1, of))
        .collect();
    let proposed = match conflict.proposal.choice {
        Choice::Candidate(place) => Some(place + 1),
        Choice::KeepAll | Choice::Nothing => None,
    };
    let mut object = json!({
        "record": conflict.record,
        "field": conflict.field,
        "label": words::label(&conflict.field),
        "candidates": candidates,
        "proposal": proposed,
        "keep_all": conflict.proposal.choice == Choice::KeepAll,
        "why": conflict.proposal.why,
        "may_keep_all": conflict.may_keep_all,
        "asked": conflict.asked,
    });
    if !code.is_empty() {
        object["code"] = code.into();
    }
    object
}

/// The proposal for a conflict.
pub(crate) fn proposed(of: &FieldConflict, code: &str) -> Value {
    let value = match of.proposal.choice {
        Choice::Candidate(place) => said(&of.candidates[place].value),
        Choice::KeepAll | Choice::Nothing => json!({}),
    };
    let head = json!({
        "record": of.record,
        "code": code,
        "field": of.field,
        "label": words::label(&of.field),
        "keep_all": of.proposal.choice == Choice::KeepAll,
        "why": of.proposal.why,
    });
    with(head, value)
}

/// A line of a record's history.
pub(crate) fn change(change: &RecordChange) -> Value {
    let mut object = serde_json::to_value(change).expect("plain data has a JSON form");
    for edit in object["edits"].as_array_mut().into_iter().flatten() {
        edit["label"] = words::label(edit["field"].as_str().unwrap_or_default()).into();
    }
    if change.basis.is_empty() {
        object["basis"] = "told".into();
    }
    object
}

fn candidate(number: usize, candidate: &FieldCandidate) -> Value {
    let more = json!({
        "n": number,
        "change": candidate.change,
        "author": candidate.author.as_ref().map(author),
        "time_ms": candidate.time_ms,
        "proven_by_ms": candidate.proven_by_ms,
        "basis": if candidate.basis.is_empty() { "told" } else { &candidate.basis },
        "claim": candidate.claim,
        "shown": candidate.shown,
        "written_over": candidate.written_over,
    });
    with(said(&candidate.value), more)
}

fn author(author: &Author) -> Value {
    serde_json::to_value(author).expect("ids and names have a JSON form")
}
