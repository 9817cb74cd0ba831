//! Arrival lists as phones share them: who was taken by whom, who is missing.

use puente_client::{ListRow, RowNumbers, RowRegistration};
use puente_record::{DocumentId, EntryId};
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::write::saved;
use crate::failure::Failure;
use crate::store::Store;
use crate::values::{Person, grouped};

pub(super) fn lists(store: &Store) -> Result<Json, Failure> {
    Ok(json!({ "lists": store.device.lists()? }))
}

/// `ArrivalList` of lists.d.ts.
pub(super) fn list(store: &Store, list: DocumentId) -> Result<Json, Failure> {
    let view = store.device.list_view(list)?;
    let rows: Vec<Json> = view.rows.iter().map(row).collect();
    let mut json = json!(view);
    json["entries"] = rows.into();
    Ok(json)
}

fn row(of: &ListRow) -> Json {
    let mut row = json!(of);
    row["fields"] = grouped(of.fields.iter().map(|(id, said)| (&**id, said.as_str())));
    row
}

/// The request of `take_row`.
#[derive(Deserialize)]
pub(super) struct TakeRowRequest {
    list: DocumentId,
    place: u32,
    person: Person,
    draft: Option<String>,
}

/// Registers whoever stands in a row. The draft goes once that is on disk: taking a row again changes nothing.
pub(super) fn take(store: &mut Store, of: TakeRowRequest, now_ms: i64) -> Result<Json, Failure> {
    let (list, place) = (of.list, of.place);
    let asked = of.person.registration()?;
    let Store { device, rng, .. } = &mut *store;
    let taken = device.take_row(list, place, &asked, now_ms, rng)?;
    if let Some(draft) = of.draft {
        device.drop_kept(&draft)?;
    }
    let mut saved = saved(store, taken.record())?;
    saved["is_new"] = matches!(taken, RowRegistration::Registered(..)).into();
    Ok(saved)
}

pub(super) fn mark_absent(
    store: &mut Store,
    list: DocumentId,
    place: u32,
    now_ms: i64,
) -> Result<Json, Failure> {
    let Store { device, rng, .. } = store;
    device.mark_absent(list, place, now_ms, rng)?;
    Ok(json!({}))
}

pub(super) fn claim(
    store: &mut Store,
    list: DocumentId,
    rows: &str,
    now_ms: i64,
) -> Result<Json, Failure> {
    let rows: RowNumbers = rows.parse().map_err(|_| Failure::Request)?;
    let Store { device, rng, .. } = store;
    device.claim_rows(list, &rows, now_ms, rng)?;
    Ok(json!({}))
}

/// The request of `leave_rows`.
#[derive(Deserialize)]
pub(super) struct Leaving {
    list: DocumentId,
    portion: EntryId,
    rows: String,
}

pub(super) fn leave(store: &mut Store, of: &Leaving, now_ms: i64) -> Result<Json, Failure> {
    let rows: RowNumbers = of.rows.parse().map_err(|_| Failure::Request)?;
    let Store { device, rng, .. } = store;
    device.leave_rows(of.list, of.portion, &rows, now_ms, rng)?;
    Ok(json!({}))
}
