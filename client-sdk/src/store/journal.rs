//! The journal: the edits that people made on this device, change by change.

mod counts;
mod outcome;
mod resent;

use std::collections::{BTreeMap, HashSet};

use puente_document::Edit;
use puente_protocol::identity::Actor;
use puente_record::id::{ChangeHash, DocumentId, InstallId, RecordId, SiteId};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_column;
use super::row_id::{AuthorRowId, JournalRowId};
use crate::Error;

pub(crate) use counts::{ChangeCounts, all_counts, is_pending, is_waiting_of, standing_counts};
pub(crate) use outcome::JournalOutcome;
pub(crate) use resent::{earlier, of_install, refused_of_earlier_logs, set_entered};

/// One line of the journal.
pub(crate) struct JournalRow {
    pub(crate) id: JournalRowId,
    pub(crate) document: DocumentId,
    pub(crate) change: ChangeHash,
    pub(crate) time_ms: i64,
    pub(crate) basis: String,
    pub(crate) edits: Vec<Edit>,
    /// The author row of the person who made the edits.
    pub(crate) author: AuthorRowId,
}

/// A change that was just made.
pub(crate) struct NewJournalRow<'a> {
    pub(crate) document: DocumentId,
    pub(crate) actor: &'a Actor,
    pub(crate) branch: u32,
    pub(crate) seq: u64,
    pub(crate) change: ChangeHash,
    pub(crate) time_ms: i64,
    pub(crate) basis: &'a str,
    pub(crate) edits: &'a [Edit],
    pub(crate) raw: &'a [u8],
}

const COLUMNS: &str = "id, document, change, time_ms, basis, edits, author";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<JournalRow> {
    let edits = minicbor::decode(row.get_ref(5)?.as_blob()?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(5, rusqlite::types::Type::Blob, Box::new(error))
    })?;
    Ok(JournalRow {
        id: row.get(0)?,
        document: id_column!(row, 1, DocumentId)?,
        change: id_column!(row, 2, ChangeHash)?,
        time_ms: row.get(3)?,
        basis: row.get(4)?,
        edits,
        author: row.get(6)?,
    })
}

pub(crate) fn insert(conn: &Connection, entry: &NewJournalRow<'_>) -> Result<(), Error> {
    let edits = minicbor::to_vec(entry.edits).expect("writing to memory does not fail");
    let mut statement = conn.prepare_cached(
        "INSERT INTO journal (document, actor, branch, seq, change, time_ms, basis, edits, raw, author)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT author FROM temp.signed_in))",
    )?;
    statement.execute(params![
        entry.document.as_bytes(),
        entry.actor,
        entry.branch,
        entry.seq,
        entry.change.as_bytes(),
        entry.time_ms,
        entry.basis,
        edits,
        entry.raw,
    ])?;
    Ok(())
}

/// A change that is in no segment yet.
pub(crate) struct UnsealedChange {
    pub(crate) id: JournalRowId,
    pub(crate) document: DocumentId,
    pub(crate) branch: u32,
    pub(crate) raw: Vec<u8>,
    pub(crate) author: AuthorRowId,
}

/// The lines whose changes are in no segment yet: the oldest document first, all lines of one document
/// together. So a receiver of a part has whole documents, and tries each once.
pub(crate) fn waiting(conn: &Connection) -> Result<Vec<JournalRowId>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT id, document FROM journal WHERE n IS NULL AND outcome IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, id_column!(row, 1, DocumentId)?)))?;
    let mut places = BTreeMap::new();
    let mut documents: Vec<Vec<JournalRowId>> = Vec::new();
    for row in rows {
        let (id, document) = row?;
        let place = *places.entry(document).or_insert(documents.len());
        match documents.get_mut(place) {
            Some(lines) => lines.push(id),
            None => documents.push(vec![id]),
        }
    }
    Ok(documents.concat())
}

/// The changes of the first lines that have one author, as many as fit into `bytes_max` and at least one.
pub(crate) fn unsealed(
    conn: &Connection,
    lines: &[JournalRowId],
    bytes_max: usize,
) -> Result<Vec<UnsealedChange>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT id, document, branch, raw, author FROM journal WHERE id = ?1")?;
    let mut unsealed: Vec<UnsealedChange> = Vec::new();
    let mut bytes = 0;
    for line in lines {
        let row = statement.query_row([line], |row| {
            Ok(UnsealedChange {
                id: row.get(0)?,
                document: id_column!(row, 1, DocumentId)?,
                branch: row.get(2)?,
                raw: row.get(3)?,
                author: row.get(4)?,
            })
        })?;
        bytes += row.raw.len();
        let fits = bytes <= bytes_max
            && unsealed
                .first()
                .is_none_or(|first| first.author == row.author);
        if !fits && !unsealed.is_empty() {
            break;
        }
        unsealed.push(row);
    }
    Ok(unsealed)
}

pub(crate) fn set_sealed(
    conn: &Connection,
    ids: &[JournalRowId],
    install: InstallId,
    n: u64,
) -> Result<(), Error> {
    let mut statement =
        conn.prepare_cached("UPDATE journal SET raw = NULL, install = ?2, n = ?3 WHERE id = ?1")?;
    for id in ids {
        statement.execute(params![id, install.as_bytes(), n])?;
    }
    Ok(())
}

/// How many changes are in the segments of an install from `n` on.
pub(crate) fn count_sealed(conn: &Connection, install: InstallId, n: u64) -> Result<u64, Error> {
    let mut statement =
        conn.prepare_cached("SELECT count(*) FROM journal WHERE install = ?1 AND n >= ?2")?;
    Ok(statement.query_row(params![install.as_bytes(), n], |row| row.get(0))?)
}

/// The documents of the last lines, the latest first; a document may repeat.
pub(crate) fn latest_documents(conn: &Connection, lines: usize) -> Result<Vec<DocumentId>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT document FROM journal ORDER BY id DESC LIMIT ?1")?;
    let rows = statement.query_map([lines], |row| id_column!(row, 0, DocumentId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Every standing line of one document, oldest first.
pub(crate) fn standing_rows(
    conn: &Connection,
    document: DocumentId,
) -> Result<Vec<JournalRow>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE document = ?1 AND (outcome IS NULL OR outcome = 'pending') ORDER BY id"
    ))?;
    let rows = statement.query_map([document.as_bytes()], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// [`standing`], and the line of one change that does not stand.
pub(crate) fn standing_or(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Vec<JournalRow>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE document = ?1
         AND (outcome IS NULL OR outcome = 'pending' OR change = ?2) ORDER BY id"
    ))?;
    let rows = statement.query_map(params![document.as_bytes(), change.as_bytes()], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The standing lines that the server has not acknowledged, oldest first.
pub(crate) fn unacknowledged(conn: &Connection) -> Result<Vec<JournalRow>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE {WAITING} ORDER BY id"
    ))?;
    let rows = statement.query_map([], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn by_change(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Option<(JournalRow, Option<JournalOutcome>)>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, outcome FROM journal WHERE document = ?1 AND change = ?2"
    ))?;
    let row = statement
        .query_row(params![document.as_bytes(), change.as_bytes()], |row| {
            Ok((read(row)?, row.get(7)?))
        })
        .optional()?;
    Ok(row)
}

/// These changes of a document, those of this device first.
pub(crate) fn own_first(
    conn: &Connection,
    document: DocumentId,
    mut changes: Vec<ChangeHash>,
) -> Result<Vec<ChangeHash>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT 1 FROM journal WHERE document = ?1 AND change = ?2")?;
    let mut own = HashSet::new();
    for change in &changes {
        if statement.exists(params![document.as_bytes(), change.as_bytes()])? {
            own.insert(*change);
        }
    }
    changes.sort_by_key(|change| !own.contains(change));
    Ok(changes)
}

/// A change of this device, and its state.
pub(crate) struct OwnChange {
    pub(crate) change: ChangeHash,
    pub(crate) time_ms: i64,
    pub(crate) basis: String,
    pub(crate) edits: Vec<Edit>,
    pub(crate) outcome: Option<JournalOutcome>,
    pub(crate) reason: Option<String>,
    /// The server does not have it yet.
    pub(crate) is_waiting: bool,
}

/// Each change that this device made in a document, with its state.
pub(crate) fn own_changes(
    conn: &Connection,
    document: DocumentId,
) -> Result<BTreeMap<ChangeHash, OwnChange>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, outcome, reason, {WAITING} FROM journal WHERE document = ?1"
    ))?;
    let rows = statement.query_map([document.as_bytes()], |row| {
        let line = read(row)?;
        let own = OwnChange {
            change: line.change,
            time_ms: line.time_ms,
            basis: line.basis,
            edits: line.edits,
            outcome: row.get(7)?,
            reason: row.get(8)?,
            is_waiting: row.get::<_, Option<bool>>(9)?.unwrap_or(true),
        };
        Ok((own.change, own))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn set_outcome(
    conn: &Connection,
    id: JournalRowId,
    outcome: Option<JournalOutcome>,
    reason: Option<&str>,
) -> Result<(), Error> {
    conn.execute(
        "UPDATE journal SET outcome = ?2, reason = ?3 WHERE id = ?1",
        params![id, outcome, reason],
    )?;
    Ok(())
}

/// The hash of one of the device's own changes.
pub(crate) fn in_chain(
    conn: &Connection,
    document: &DocumentId,
    actor: &Actor,
    seq: u64,
) -> Result<Option<ChangeHash>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT change FROM journal WHERE document = ?1 AND actor = ?2 AND seq = ?3",
    )?;
    let row = statement.query_row(params![document.as_bytes(), actor, seq], |row| {
        id_column!(row, 0, ChangeHash)
    });
    Ok(row.optional()?)
}

const WAITING: &str = "outcome IS NULL AND (n IS NULL OR n >= (
    SELECT acked_n FROM install WHERE install.install = journal.install))";
const ATTENTION: &str = "outcome IN ('quarantined', 'set_aside')";

/// A change that was not simply accepted.
pub(crate) struct UnacceptedChange {
    pub(crate) line: JournalRow,
    pub(crate) outcome: JournalOutcome,
    pub(crate) reason: String,
}

/// The changes that were not simply accepted and were not replaced, newest first.
pub(crate) fn unaccepted(conn: &Connection) -> Result<Vec<UnacceptedChange>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, outcome, coalesce(reason, '') FROM journal
         WHERE outcome IN ('quarantined', 'set_aside', 'pending', 'written_again') ORDER BY id DESC"
    ))?;
    let rows = statement.query_map([], |row| {
        Ok(UnacceptedChange {
            line: read(row)?,
            outcome: row.get(7)?,
            reason: row.get(8)?,
        })
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The unacknowledged changes of a core document that set its site, each with a site.
pub(crate) fn waiting_moves(
    conn: &Connection,
    core: RecordId,
) -> Result<Vec<(ChangeHash, SiteId)>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE document = ?1 AND {WAITING} ORDER BY id"
    ))?;
    let rows = statement.query_map([core.as_bytes()], read)?;
    let mut moves = Vec::new();
    for row in rows {
        let row = row?;
        for edit in row.edits {
            if let Edit::Put { field, value } | Edit::Resolve { field, value, .. } = edit
                && field == "home_site"
            {
                let site = value.as_text().and_then(|site| site.parse().ok());
                moves.extend(site.map(|site| (row.change, site)));
            }
        }
    }
    Ok(moves)
}

/// Is a change in no segment yet?
pub(crate) fn has_unsealed(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE n IS NULL AND outcome IS NULL)",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}
