//! The index for lists and searches: one row for each record, and the keys by which its names are found.

use std::collections::BTreeSet;

use puente_document::Summary;
use puente_record::id::RecordId;
use puente_record::search::{phonetic_key, search_key};
use puente_record::{Moment, clean_line};
use rusqlite::{Connection, OptionalExtension, params};

use super::person_facts::PersonFacts;
use super::row_id::DocumentRowId;
use super::{cores, id_column};
use crate::Error;

/// One record in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PersonSummary {
    /// The record.
    pub record: RecordId,
    /// Its code, in the form that people read and say.
    pub code: String,
    /// Given names; empty when unknown.
    pub given: String,
    /// First surname.
    pub surname1: String,
    /// Second surname.
    pub surname2: String,
    /// Sex, a code of the field table.
    pub sex: String,
    /// Case status, a code of the field table.
    pub status: String,
    /// How many of its fields have concurrent values.
    pub conflicts: u32,
    /// The age as stored: text, or the reason why it is missing after a `∅`. Empty when nobody said.
    pub age: String,
    /// The date of birth as stored.
    pub born: String,
    /// The moment of arrival as stored.
    pub arrived_at: String,
    /// The list or flight with which the person came; empty when none is named.
    pub arrival_list: String,
    /// How the person came, a code of the field table.
    pub arrival_mode: String,
    /// The gravest of the values of urgent medical need, a code of the field table.
    pub urgent_medical: String,
}

/// Indexes a record's core, which has this number. Lists show names in their clean form, each person on one
/// line; the record itself keeps the signed form.
pub(crate) fn index(
    conn: &Connection,
    nr: DocumentRowId,
    record: RecordId,
    summary: &Summary,
) -> Result<(), Error> {
    super::households::index(conn, &summary.household(record))?;
    super::pairs::index(conn, record, &summary.pairs(record))?;
    let before = names_of(conn, nr)?;
    let words = words_of(summary);
    let names = words.iter().cloned().collect::<Vec<_>>().join(" ");
    let facts = PersonFacts::of(summary);
    let mut statement = conn.prepare_cached(
        "INSERT INTO person (nr, record, code, given, surname1, surname2, sex, status, conflicts, names, facts, watch,
             closed_arrival_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (nr) DO UPDATE SET code = ?3, given = ?4, surname1 = ?5, surname2 = ?6,
         sex = ?7, status = ?8, conflicts = ?9, names = ?10, facts = ?11, watch = ?12, closed_arrival_ms = ?13
         WHERE (code, given, surname1, surname2, sex, status, conflicts, names, facts, watch, closed_arrival_ms)
         IS NOT (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    statement.execute(params![
        nr,
        record.as_bytes(),
        said(&summary.code),
        clean_line(said(&summary.given)),
        clean_line(said(&summary.surname1)),
        clean_line(said(&summary.surname2)),
        said(&summary.sex),
        said(&summary.status),
        summary.conflicts,
        names,
        facts.pack(),
        facts.watch(),
        summary.closed_arrival_ms,
    ])?;
    // Most edits leave a person's names unchanged.
    if before == names {
        return Ok(());
    }
    let before: BTreeSet<String> = before.split_whitespace().map(str::to_owned).collect();
    for word in before.difference(&words) {
        remove_word(conn, word, nr)?;
    }
    for word in words.difference(&before) {
        add_word(conn, word, nr)?;
    }
    Ok(())
}

/// Removes the person of a core document that leaves the device.
pub(crate) fn remove(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("SELECT nr FROM document WHERE id = ?1")?;
    let nr = statement.query_row([record.as_bytes()], |row| row.get::<_, DocumentRowId>(0));
    let Some(nr) = nr.optional()? else {
        return Ok(());
    };
    for word in names_of(conn, nr)?.split_whitespace() {
        remove_word(conn, word, nr)?;
    }
    conn.execute("DELETE FROM person WHERE nr = ?1", [nr])?;
    Ok(())
}

/// The words of a record's names, as they are indexed.
fn names_of(conn: &Connection, nr: DocumentRowId) -> Result<String, Error> {
    let mut statement = conn.prepare_cached("SELECT names FROM person WHERE nr = ?1")?;
    let names = statement.query_row([nr], |row| row.get(0));
    Ok(names.optional()?.unwrap_or_default())
}

/// The words by which a record is found.
fn words_of(summary: &Summary) -> BTreeSet<String> {
    let names = [&summary.given, &summary.surname1, &summary.surname2];
    let names = names.into_iter().map(said);
    let folded = names
        .chain(summary.aliases.iter().map(String::as_str))
        .map(search_key);
    let mut words = BTreeSet::new();
    for name in folded {
        words.extend(name.split_whitespace().map(str::to_owned));
    }
    words
}

fn add_word(conn: &Connection, word: &str, nr: DocumentRowId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("INSERT INTO name_word (word, nr) VALUES (?1, ?2)")?;
    statement.execute(params![word, nr])?;
    let mut statement =
        conn.prepare_cached("INSERT OR IGNORE INTO name_sound (sound, word) VALUES (?1, ?2)")?;
    statement.execute([&phonetic_key(word), word])?;
    Ok(())
}

fn remove_word(conn: &Connection, word: &str, nr: DocumentRowId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM name_word WHERE word = ?1 AND nr = ?2")?;
    statement.execute(params![word, nr])?;
    // Nobody must be able to read the name of a purged person off this phone.
    let mut statement = conn.prepare_cached(
        "DELETE FROM name_sound WHERE sound = ?1 AND word = ?2
         AND NOT EXISTS (SELECT 1 FROM name_word WHERE word = ?2)",
    )?;
    statement.execute([&phonetic_key(word), word])?;
    Ok(())
}

/// Indexes the words of all people, when none are indexed.
pub(super) fn index_words(conn: &Connection) -> Result<(), Error> {
    let mut statement = conn.prepare("SELECT nr, names FROM person")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let names: String = row.get(1)?;
        for word in names.split_whitespace() {
            add_word(conn, word, row.get(0)?)?;
        }
    }
    Ok(())
}

/// Indexes the facts of all people, when none are indexed.
pub(super) fn index_facts(conn: &Connection) -> Result<(), Error> {
    let mut update = conn.prepare("UPDATE person SET facts = ?2, watch = ?3 WHERE nr = ?1")?;
    cores::each(conn, |nr, _, summary| {
        let facts = PersonFacts::of(summary);
        update.execute(params![nr, facts.pack(), facts.watch()])?;
        Ok(())
    })
}

/// Notes when the people came of whom nothing is open, when it is noted of none.
pub(super) fn index_arrivals(conn: &Connection) -> Result<(), Error> {
    let mut update = conn.prepare("UPDATE person SET closed_arrival_ms = ?2 WHERE nr = ?1")?;
    cores::each(conn, |nr, _, summary| {
        update.execute(params![nr, summary.closed_arrival_ms])?;
        Ok(())
    })
}

fn said(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<PersonSummary> {
    let facts = PersonFacts::unpack(row.get_ref(8)?.as_str()?);
    Ok(PersonSummary {
        record: id_column!(row, 0, RecordId)?,
        code: row.get(1)?,
        given: row.get(2)?,
        surname1: row.get(3)?,
        surname2: row.get(4)?,
        sex: row.get(5)?,
        status: row.get(6)?,
        conflicts: row.get(7)?,
        age: facts.shown("age"),
        born: facts.shown("birth.date"),
        arrived_at: facts.shown("arrival.at"),
        arrival_list: facts.shown("arrival.list"),
        arrival_mode: facts.shown("arrival.mode"),
        urgent_medical: facts.urgent(),
    })
}

const COLUMNS: &str = "record, code, given, surname1, surname2, sex, status, conflicts, facts";

/// The person of record `?1`, by the number of its core.
const OF_RECORD: &str = "nr = (SELECT nr FROM document WHERE id = ?1)";

/// Every record, by name.
pub(crate) fn all(conn: &Connection) -> Result<Vec<PersonSummary>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM person ORDER BY {BY_NAME}"))?;
    let rows = statement.query_map([], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The order of lists.
const BY_NAME: &str = "surname1, surname2, given, code";

/// Some records by name, those after `after` or the first.
pub(crate) fn page(
    conn: &Connection,
    after: Option<RecordId>,
    most: usize,
) -> Result<Vec<PersonSummary>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM person
         WHERE ?1 IS NULL OR ({BY_NAME}) > (SELECT {BY_NAME} FROM person WHERE {OF_RECORD})
         ORDER BY {BY_NAME} LIMIT ?2"
    ))?;
    let after = after.as_ref().map(RecordId::as_bytes);
    let rows = statement.query_map(params![after, most], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The line of one record.
pub(crate) fn line(conn: &Connection, record: RecordId) -> Result<Option<PersonSummary>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE {OF_RECORD}"))?;
    let row = statement.query_row([record.as_bytes()], read);
    Ok(row.optional()?)
}

/// The people with a mark in `watch`, and their facts.
pub(crate) fn watched(conn: &Connection) -> Result<Vec<(PersonSummary, PersonFacts)>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM person WHERE watch > 0"))?;
    let rows = statement.query_map([], |row| {
        let facts = PersonFacts::unpack(row.get_ref(8)?.as_str()?);
        Ok((read(row)?, facts))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// When everybody arrived of whom it is known, in ms since 1970.
pub(crate) fn arrival_times(conn: &Connection) -> Result<Vec<i64>, Error> {
    let mut statement = conn.prepare_cached("SELECT facts FROM person")?;
    let rows = statement.query_map([], |row| {
        let facts = PersonFacts::unpack(row.get_ref(0)?.as_str()?);
        Ok(facts.shown("arrival.at").parse::<Moment>().ok())
    })?;
    let times = rows.filter_map(|row| row.map(|at| at.map(Moment::unix_ms)).transpose());
    times.collect::<Result<_, _>>().map_err(Error::from)
}

/// The facts of one record.
pub(crate) fn facts(conn: &Connection, record: RecordId) -> Result<Option<PersonFacts>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT facts FROM person WHERE {OF_RECORD}"))?;
    let row = statement.query_row([record.as_bytes()], |row| {
        Ok(PersonFacts::unpack(row.get_ref(0)?.as_str()?))
    });
    Ok(row.optional()?)
}

/// The lines of the records with conflicts.
pub(crate) fn lines_in_conflict(conn: &Connection) -> Result<Vec<PersonSummary>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM person WHERE conflicts > 0 ORDER BY code"
    ))?;
    let rows = statement.query_map([], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
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

/// The records with a name that begins like, or sounds like, each word.
pub(crate) fn find(
    conn: &Connection,
    text: &str,
    most: usize,
) -> Result<Vec<PersonSummary>, Error> {
    let folded = search_key(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let one = "SELECT nr FROM name_word WHERE word >= ? AND word < ?
         UNION SELECT nr FROM name_sound CROSS JOIN name_word USING (word) WHERE sound = ?";
    let all = vec![format!("SELECT nr FROM ({one})"); words.len()].join(" INTERSECT ");
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM person WHERE nr IN ({all}) ORDER BY {BY_NAME} LIMIT {most}"
    ))?;
    let keys = words.iter().flat_map(|word| {
        let behind = format!("{word}\u{10ffff}");
        [(*word).to_owned(), behind, phonetic_key(word)]
    });
    let rows = statement.query_map(rusqlite::params_from_iter(keys), read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?)
}

pub(crate) fn conflict_count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row(
        "SELECT coalesce(sum(conflicts), 0) FROM person WHERE conflicts > 0",
        [],
        |row| row.get(0),
    )?)
}
