//! What was written in a record, and how it stood before.

use puente_client::{RecordChange, ReplacedView};
use puente_record::RecordId;
use serde_json::{Value as Json, json};

use super::look;
use crate::failure::Failure;
use crate::store::Store;
use crate::values::Said;

/// `RecordChange`s of records.d.ts, oldest first.
pub(super) fn history(
    store: &Store,
    record: RecordId,
    field: Option<&str>,
) -> Result<Json, Failure> {
    let changes = store.device.history(record, field)?;
    let changes: Vec<Json> = changes.iter().map(change).collect();
    Ok(json!({ "changes": changes }))
}

fn change(of: &RecordChange) -> Json {
    let edits: Vec<Json> = of
        .edits
        .iter()
        .map(|edit| {
            json!({
                "field": edit.field,
                "act": edit.act,
                "value": edit.value.as_deref().map(Said::stored),
                "replaced": edit.replaced.iter().map(replaced).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut change = json!({
        "change": of.change,
        "kind": of.kind,
        "author": of.author,
        "told_ms": of.told_ms,
        "proven_by_ms": of.proven_by_ms,
        "basis": look::basis(&of.basis),
        "reason": of.reason,
        "edits": edits,
        "conflicts": of.conflicts,
    });
    if let (Some(change), Json::Object(standing)) = (change.as_object_mut(), json!(of.standing)) {
        change.extend(standing);
    }
    change
}

fn replaced(of: &ReplacedView) -> Json {
    json!({ "value": Said::stored(&of.value), "author": of.author })
}

/// `PastView`: as it was by the clocks of those who wrote it.
pub(super) fn record_at(store: &Store, record: RecordId, at_ms: i64) -> Result<Json, Failure> {
    Ok(look::content(&store.device.view_at(record, at_ms)?))
}
