//! Which record names which household, so that a family is found without opening every document.

use std::collections::BTreeSet;

use puente_record::Value;
use puente_record::household::{self, Household, HouseholdFacts, JoinedHouseholds};
use puente_record::id::{HouseholdId, RecordId};
use rusqlite::{Connection, params};

use super::id_column;
use crate::Error;

/// Replaces the facts of a record. Most edits leave them unchanged.
pub(crate) fn index(conn: &Connection, facts: &HouseholdFacts) -> Result<(), Error> {
    let record = facts.record;
    let known = (values_of(conn, record)?, joins_of(conn, record)?);
    if is_same(&known.0, &facts.values) && is_same(&known.1, &facts.joined) {
        return Ok(());
    }
    if known != (Vec::new(), Vec::new()) {
        remove(conn, record)?;
    }
    let mut statement = conn.prepare_cached(
        "INSERT INTO household_of (record, value, household) VALUES (?1, ?2, ?3)",
    )?;
    for value in &facts.values {
        let id = value.as_text().map(HouseholdId::of_text);
        let id = id.as_ref().map(HouseholdId::as_bytes);
        let value = value.to_stored().unwrap_or_default();
        statement.execute(params![record.as_bytes(), value, id])?;
    }
    let mut statement = conn.prepare_cached(
        "INSERT INTO household_joined (household, other, record) VALUES (?1, ?2, ?3)",
    )?;
    for pair in &facts.joined {
        let [one, other] = pair.both();
        for (household, other) in [(one, other), (other, one)] {
            statement.execute(params![
                household.as_bytes(),
                other.as_bytes(),
                record.as_bytes()
            ])?;
        }
    }
    Ok(())
}

/// Are both equal, in any order?
fn is_same<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len() && one.iter().all(|each| other.contains(each))
}

/// Removes a record that leaves the device.
pub(crate) fn remove(conn: &Connection, record: RecordId) -> Result<(), Error> {
    for statement in [
        "DELETE FROM household_of WHERE record = ?1",
        "DELETE FROM household_joined WHERE record = ?1",
    ] {
        conn.prepare_cached(statement)?
            .execute([record.as_bytes()])?;
    }
    Ok(())
}

/// The households that a record itself names.
pub(crate) fn ids_of(conn: &Connection, record: RecordId) -> Result<BTreeSet<HouseholdId>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT household FROM household_of WHERE record = ?1 AND household IS NOT NULL",
    )?;
    let rows = statement.query_map([record.as_bytes()], |row| id_column!(row, 0, HouseholdId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The joins that a record states.
pub(crate) fn joins_of(
    conn: &Connection,
    record: RecordId,
) -> Result<Vec<JoinedHouseholds>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT household, other FROM household_joined WHERE record = ?1 AND household < other",
    )?;
    let rows = statement.query_map([record.as_bytes()], |row| {
        Ok((
            id_column!(row, 0, HouseholdId)?,
            id_column!(row, 1, HouseholdId)?,
        ))
    })?;
    let pairs: Result<Vec<_>, _> = rows.collect();
    Ok(pairs?
        .into_iter()
        .filter_map(|(one, other)| JoinedHouseholds::of(one, other))
        .collect())
}

/// Does any record here name this household?
pub(crate) fn is_known(conn: &Connection, id: HouseholdId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM household_of WHERE household = ?1)
             OR EXISTS (SELECT 1 FROM household_joined WHERE household = ?1)",
    )?;
    Ok(statement.query_row([id.as_bytes()], |row| row.get(0))?)
}

/// The households that these records name, with all their members on this device.
pub(crate) fn around(conn: &Connection, records: &[RecordId]) -> Result<Vec<Household>, Error> {
    let mut seen: BTreeSet<HouseholdId> = BTreeSet::new();
    let mut open: Vec<HouseholdId> = Vec::new();
    for record in records {
        open.extend(ids_of(conn, *record)?);
    }
    let mut others =
        conn.prepare_cached("SELECT other FROM household_joined WHERE household = ?1")?;
    let mut members =
        conn.prepare_cached("SELECT record FROM household_of WHERE household = ?1")?;
    let mut concerned: BTreeSet<RecordId> = BTreeSet::new();
    let mut pairs: BTreeSet<JoinedHouseholds> = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let of = others.query_map([id.as_bytes()], |row| id_column!(row, 0, HouseholdId))?;
        for other in of {
            let other = other?;
            pairs.extend(JoinedHouseholds::of(id, other));
            open.push(other);
        }
        let of = members.query_map([id.as_bytes()], |row| id_column!(row, 0, RecordId))?;
        for record in of {
            concerned.insert(record?);
        }
    }
    let mut facts = Vec::with_capacity(concerned.len());
    for record in concerned {
        facts.push(HouseholdFacts {
            record,
            values: values_of(conn, record)?,
            joined: pairs.iter().copied().collect(),
        });
    }
    let mut found = household::households(&facts);
    // A disputed member also names households that were not asked for.
    found.retain(|household| household.ids.iter().any(|id| seen.contains(id)));
    Ok(found)
}

fn values_of(conn: &Connection, record: RecordId) -> Result<Vec<Value>, Error> {
    let mut statement = conn.prepare_cached("SELECT value FROM household_of WHERE record = ?1")?;
    let rows = statement.query_map([record.as_bytes()], |row| row.get::<_, String>(0))?;
    let values: Result<Vec<_>, _> = rows.collect();
    Ok(values?
        .iter()
        .map(|value| Value::from_stored(value))
        .collect())
}
