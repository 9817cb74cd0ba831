//! Who belongs together.

use puente_record::RecordId;
use serde_json::{Value as Json, json};

use super::look;
use crate::failure::Failure;
use crate::store::Store;

/// `Household`s of a record: one, none, or several while that is disputed.
pub(super) fn households(store: &Store, record: RecordId) -> Result<Json, Failure> {
    let mut households = Vec::new();
    for household in store.device.households(record)? {
        let mut members = Vec::with_capacity(household.members.len());
        for member in household.members {
            let mut line = look::line(store, member.person)?;
            line["role"] = member.role.into();
            line["disputed"] = member.disputed.into();
            members.push(line);
        }
        households.push(json!({ "ids": household.ids, "members": members }));
    }
    Ok(json!({ "households": households }))
}

pub(super) fn same(
    store: &mut Store,
    one: RecordId,
    other: RecordId,
    now_ms: i64,
) -> Result<Json, Failure> {
    let Store { device, rng, .. } = store;
    device.same_family(one, other, now_ms, rng)?;
    Ok(json!({}))
}

pub(super) fn leave(store: &mut Store, records: &[RecordId], now_ms: i64) -> Result<Json, Failure> {
    let Store { device, rng, .. } = store;
    device.leave_household(records, now_ms, rng)?;
    Ok(json!({}))
}
