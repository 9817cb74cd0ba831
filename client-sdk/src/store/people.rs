//! What lists and searches show: one row for each record, and the keys its names are found by.

use std::collections::BTreeSet;

use puente_document::Summary;
use puente_record::id::RecordId;
use puente_record::search::{phonetic_key, search_key};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_column;
use crate::{Error, PersonLine};

/// Spelled as written and as spoken are different keys.
const WRITTEN: char = 'w';
const SPOKEN: char = 's';

pub(crate) fn index(conn: &Connection, record: RecordId, summary: &Summary) -> Result<(), Error> {
    super::households::index(conn, &summary.household(record))?;
    let mut statement = conn.prepare_cached(
        "INSERT INTO person (record, code, given, surname1, surname2, sex, status, conflicts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (record) DO UPDATE SET code = ?2, given = ?3, surname1 = ?4, surname2 = ?5,
         sex = ?6, status = ?7, conflicts = ?8
         WHERE (code, given, surname1, surname2, sex, status, conflicts)
         IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    statement.execute(params![
        record.as_bytes(),
        said(&summary.code),
        said(&summary.given),
        said(&summary.surname1),
        said(&summary.surname2),
        said(&summary.sex),
        said(&summary.status),
        summary.conflicts,
    ])?;
    index_names(conn, record, &name_keys(summary))
}

/// The keys that a record is found by.
fn name_keys(summary: &Summary) -> BTreeSet<String> {
    let names = [&summary.given, &summary.surname1, &summary.surname2]
        .map(|name| search_key(said(name)))
        .into_iter()
        .chain(summary.aliases.iter().map(|alias| search_key(alias)))
        .collect::<Vec<_>>()
        .join(" ");
    let keys = names.split_whitespace().flat_map(|word| {
        [
            format!("{WRITTEN}{word}"),
            format!("{SPOKEN}{}", phonetic_key(word)),
        ]
    });
    keys.collect()
}

/// Nearly every edit leaves a person's names as they are: only what differs is written.
fn index_names(conn: &Connection, record: RecordId, keys: &BTreeSet<String>) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("SELECT key FROM name_key WHERE record = ?1")?;
    let rows = statement.query_map([record.as_bytes()], |row| row.get(0))?;
    let before: BTreeSet<String> = rows.collect::<Result<_, _>>()?;
    let mut statement =
        conn.prepare_cached("DELETE FROM name_key WHERE key = ?1 AND record = ?2")?;
    for key in before.difference(keys) {
        statement.execute(params![key, record.as_bytes()])?;
    }
    let mut statement =
        conn.prepare_cached("INSERT INTO name_key (key, record) VALUES (?1, ?2)")?;
    for key in keys.difference(&before) {
        statement.execute(params![key, record.as_bytes()])?;
    }
    Ok(())
}

fn said(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<PersonLine> {
    Ok(PersonLine {
        record: id_column!(row, 0, RecordId)?,
        code: row.get(1)?,
        given: row.get(2)?,
        surname1: row.get(3)?,
        surname2: row.get(4)?,
        sex: row.get(5)?,
        status: row.get(6)?,
        conflicts: row.get(7)?,
    })
}

const COLUMNS: &str = "record, code, given, surname1, surname2, sex, status, conflicts";

/// Every record, by name.
pub(crate) fn all(conn: &Connection) -> Result<Vec<PersonLine>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM person ORDER BY {BY_NAME}"))?;
    let rows = statement.query_map([], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The order of lists.
const BY_NAME: &str = "surname1, surname2, given, code";

/// Some records by name, those behind `after` or the first.
pub(crate) fn page(
    conn: &Connection,
    after: Option<RecordId>,
    most: usize,
) -> Result<Vec<PersonLine>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM person
         WHERE ?1 IS NULL OR ({BY_NAME}) > (SELECT {BY_NAME} FROM person WHERE record = ?1)
         ORDER BY {BY_NAME} LIMIT ?2"
    ))?;
    let after = after.as_ref().map(RecordId::as_bytes);
    let rows = statement.query_map(params![after, most], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// One record's line.
pub(crate) fn line(conn: &Connection, record: RecordId) -> Result<Option<PersonLine>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE record = ?1"))?;
    let row = statement.query_row([record.as_bytes()], read);
    Ok(row.optional()?)
}

/// The records with conflicts.
pub(crate) fn in_conflict(conn: &Connection) -> Result<Vec<RecordId>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT record FROM person WHERE conflicts > 0 ORDER BY code")?;
    let rows = statement.query_map([], |row| id_column!(row, 0, RecordId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn by_code(conn: &Connection, code: &str) -> Result<Vec<RecordId>, Error> {
    let mut statement = conn.prepare_cached("SELECT record FROM person WHERE code = ?1")?;
    let rows = statement.query_map([code], |row| id_column!(row, 0, RecordId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The records that have, for every word, a name that begins like it in writing or sounds like it.
pub(crate) fn find(conn: &Connection, text: &str, most: usize) -> Result<Vec<PersonLine>, Error> {
    let folded = search_key(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let one = "SELECT record FROM name_key WHERE key >= ? AND key < ? UNION SELECT record FROM name_key WHERE key = ?";
    let all = vec![format!("SELECT record FROM ({one})"); words.len()].join(" INTERSECT ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM person WHERE record IN ({all}) ORDER BY {BY_NAME} LIMIT {most}"
    ))?;
    let keys = words.iter().flat_map(|word| {
        [
            format!("{WRITTEN}{word}"),
            format!("{WRITTEN}{word}\u{10ffff}"),
            format!("{SPOKEN}{}", phonetic_key(word)),
        ]
    });
    let rows = statement.query_map(rusqlite::params_from_iter(keys), read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?)
}

pub(crate) fn conflict_count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row(
        "SELECT coalesce(sum(conflicts), 0) FROM person",
        [],
        |row| row.get(0),
    )?)
}
