//! What the cores on this device say about pairs of records: an index, so that a person is found without opening every
//! document.

use std::collections::BTreeSet;

use puente_record::id::RecordId;
use puente_record::person::{PairAnswer, PairReason, PairStatement};
use rusqlite::{Connection, Row, params};

use super::{cores, id_column};
use crate::Error;

/// Replaces what the core of a record says. Most edits leave it unchanged, and most records say nothing.
pub(crate) fn index(
    conn: &Connection,
    record: RecordId,
    statements: &[PairStatement],
) -> Result<(), Error> {
    let known = said_by(conn, record)?;
    if known.len() == statements.len() && statements.iter().all(|of| known.contains(of)) {
        return Ok(());
    }
    remove(conn, record)?;
    let mut insert = conn.prepare_cached(
        "INSERT INTO pair_statement (record, other, code, answers, reason, at, score)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for of in statements {
        let answers: Vec<&str> = of.answers.iter().map(|answer| answer.as_str()).collect();
        insert.execute(params![
            record.as_bytes(),
            of.other.as_bytes(),
            of.code,
            answers.join(" "),
            of.reason.as_str(),
            of.at,
            of.score
        ])?;
    }
    Ok(())
}

/// Removes what a core says that leaves the device.
pub(crate) fn remove(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM pair_statement WHERE record = ?1")?;
    statement.execute([record.as_bytes()])?;
    Ok(())
}

const COLUMNS: &str = "record, other, code, answers, reason, at, score";

fn read(row: &Row<'_>) -> rusqlite::Result<PairStatement> {
    let answers = row.get_ref(3)?.as_str()?.split(' ');
    Ok(PairStatement {
        record: id_column!(row, 0, RecordId)?,
        other: id_column!(row, 1, RecordId)?,
        code: row.get(2)?,
        answers: answers.filter_map(PairAnswer::of_code).collect(),
        reason: PairReason::of_code(row.get_ref(4)?.as_str()?),
        at: row.get(5)?,
        score: row.get(6)?,
    })
}

fn said_by(conn: &Connection, record: RecordId) -> Result<Vec<PairStatement>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM pair_statement WHERE record = ?1"
    ))?;
    let rows = statement.query_map([record.as_bytes()], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Every statement on this device.
pub(crate) fn all(conn: &Connection) -> Result<Vec<PairStatement>, Error> {
    let mut statement = conn.prepare_cached(&format!("SELECT {COLUMNS} FROM pair_statement"))?;
    let rows = statement.query_map([], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The statements of which a record's person can depend: of everybody with whom statements connect it, over others too.
pub(crate) fn around(conn: &Connection, record: RecordId) -> Result<Vec<PairStatement>, Error> {
    let mut about = conn.prepare_cached("SELECT record FROM pair_statement WHERE other = ?1")?;
    let (mut seen, mut open) = (BTreeSet::from([record]), vec![record]);
    let mut found = Vec::new();
    while let Some(record) = open.pop() {
        let own = said_by(conn, record)?;
        let others = own.iter().map(|of| of.other);
        let by = about.query_map([record.as_bytes()], |row| id_column!(row, 0, RecordId))?;
        let by: Vec<RecordId> = by.collect::<Result<_, _>>()?;
        for other in others.chain(by) {
            if seen.insert(other) {
                open.push(other);
            }
        }
        found.extend(own);
    }
    Ok(found)
}

/// The records here whose core says that they are of one person with the record that has this code.
pub(crate) fn same_as_code(conn: &Connection, code: &str) -> Result<Vec<RecordId>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT record FROM pair_statement WHERE code = ?1 AND answers = ?2 ORDER BY record",
    )?;
    let rows = statement.query_map([code, PairAnswer::Same.as_str()], |row| {
        id_column!(row, 0, RecordId)
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Indexes what all cores say, when nothing is indexed: an earlier version may hold entries that it did not know.
pub(super) fn index_all(conn: &Connection) -> Result<(), Error> {
    cores::each(conn, |_, id, summary| index(conn, id, &summary.pairs(id)))
}
