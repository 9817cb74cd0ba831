//! The documents that this device holds.

use std::collections::HashSet;

use puente_document::Document;
use puente_record::id::{DocumentId, RecordId, SiteId};
use puente_record::{DocumentKind, Opening, Origin};
use rusqlite::{Connection, OptionalExtension, params};

use super::authors::Authorships;
use super::row_id::DocumentRowId;
use super::{households, id_column, pairs, people, refill};
use crate::Error;

/// A document as it is stored.
pub(crate) struct DocumentRow {
    pub(crate) id: DocumentId,
    pub(crate) kind: DocumentKind,
    pub(crate) record: RecordId,
    pub(crate) branch: u32,
    pub(crate) revision: i64,
    pub(crate) saved: Vec<u8>,
    pub(crate) opening: Option<Opening>,
}

impl DocumentRow {
    /// Opens it. The bytes are this device's own or were tried before they were stored.
    pub(crate) fn open(&self) -> Result<Document, Error> {
        Document::load(self.id, &self.saved).map_err(|_| Error::Damaged("document.saved"))
    }

    /// What it was founded as.
    pub(crate) fn origin(&self) -> Result<Origin, Error> {
        Ok(Origin {
            kind: self.kind,
            core: (!self.kind.stands_alone()).then_some(self.record),
            opening: self.opening.ok_or(Error::Damaged("document.opening"))?,
        })
    }
}

fn kind_column(row: &rusqlite::Row<'_>, index: usize) -> rusqlite::Result<DocumentKind> {
    row.get_ref(index)?.as_str()?.parse().map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(
            index,
            rusqlite::types::Type::Text,
            Box::new(error),
        )
    })
}

const COLUMNS: &str = "id, kind, record, branch, revision, saved, opening";

/// Documents of record `?1`: the one with its id and those that point to it, each found by its own index.
const OF_RECORD: &str = "((id = ?1 AND record = ?1) OR (record = ?1 AND record <> id))";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: id_column!(row, 0, DocumentId)?,
        kind: kind_column(row, 1)?,
        record: id_column!(row, 2, RecordId)?,
        branch: row.get(3)?,
        revision: row.get(4)?,
        saved: row.get(5)?,
        // `None` for a document from before openings.
        opening: row.get_ref(6)?.as_str()?.parse().ok(),
    })
}

pub(crate) fn load(conn: &Connection, id: DocumentId) -> Result<Option<DocumentRow>, Error> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {COLUMNS} FROM document WHERE id = ?1"))?;
    Ok(statement.query_row([id.as_bytes()], read).optional()?)
}

/// How often a document was stored; `None` when it is not here.
pub(crate) fn revision(conn: &Connection, id: DocumentId) -> Result<Option<i64>, Error> {
    let mut statement = conn.prepare_cached("SELECT revision FROM document WHERE id = ?1")?;
    let revision = statement.query_row([id.as_bytes()], |row| row.get(0));
    Ok(revision.optional()?)
}

/// The documents of a record, core first.
pub(crate) fn of_record(conn: &Connection, record: RecordId) -> Result<Vec<DocumentRow>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM document WHERE {OF_RECORD} ORDER BY kind <> 'core', kind, id"
    ))?;
    let rows = statement.query_map([record.as_bytes()], read)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The documents that are lists or parts of lists.
pub(crate) fn lists(conn: &Connection) -> Result<Vec<DocumentId>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM document WHERE kind = 'list' ORDER BY id")?;
    let rows = statement.query_map([], |row| id_column!(row, 0, DocumentId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Is a document here, or was it here before it was purged?
pub(crate) fn was_here(conn: &Connection, id: DocumentId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1)
         OR EXISTS (SELECT 1 FROM past_branch WHERE document = ?1)",
    )?;
    Ok(statement.query_row([id.as_bytes()], |row| row.get(0))?)
}

/// The records that may have to be purged, which is checked after the answer.
pub(crate) fn unsettled(conn: &Connection) -> Result<Vec<RecordId>, Error> {
    let mut statement = conn.prepare_cached("SELECT record FROM unsettled ORDER BY record")?;
    let rows = statement.query_map([], |row| id_column!(row, 0, RecordId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Records that it is unknown whether a record may stay.
pub(crate) fn unsettle(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement =
        conn.prepare_cached("INSERT OR IGNORE INTO unsettled (record) VALUES (?1)")?;
    statement.execute([record.as_bytes()])?;
    Ok(())
}

pub(crate) fn settle(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM unsettled WHERE record = ?1")?;
    statement.execute([record.as_bytes()])?;
    Ok(())
}

/// Marks every record to be checked again, after grants have changed.
pub(crate) fn unsettle_all(conn: &Connection) -> Result<(), Error> {
    conn.execute(
        "INSERT OR IGNORE INTO unsettled (record) SELECT record FROM document",
        [],
    )?;
    Ok(())
}

/// Doubts all documents of a record: the server never sent them under the present grants, or the device cannot
/// apply the server's later changes to them.
pub(crate) fn doubt(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(&format!(
        "UPDATE document SET doubted = 1 WHERE {OF_RECORD}"
    ))?;
    statement.execute([record.as_bytes()])?;
    unsettle(conn, record)
}

/// Confirms a document that the server sent whole; with the core it confirms the whole record.
pub(crate) fn confirm(conn: &Connection, id: DocumentId) -> Result<(), Error> {
    let mut any = conn.prepare_cached("SELECT 1 FROM document WHERE doubted <> 0 LIMIT 1")?;
    // Almost always none is doubted.
    if !any.exists([])? {
        return Ok(());
    }
    let mut statement = conn.prepare_cached(
        "UPDATE document SET doubted = 0 WHERE (doubted <> 0 AND record = ?1) OR (doubted <> 0 AND
         id = ?1 AND NOT EXISTS (SELECT 1 FROM document core WHERE core.id = document.record))",
    )?;
    statement.execute([id.as_bytes()])?;
    Ok(())
}

/// The documents of a record without their bytes: id, kind, and whether it is doubted.
pub(crate) fn held_of(
    conn: &Connection,
    record: RecordId,
) -> Result<Vec<(DocumentId, DocumentKind, bool)>, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id, kind, doubted FROM document WHERE {OF_RECORD}"
    ))?;
    let rows = statement.query_map([record.as_bytes()], |row| {
        Ok((
            id_column!(row, 0, DocumentId)?,
            kind_column(row, 1)?,
            row.get(2)?,
        ))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The sites of a record. While its core is not here, they are those that the ids of its other documents prove,
/// as on the server; empty when they prove none.
pub(crate) fn scope(conn: &Connection, record: RecordId) -> Result<Vec<SiteId>, Error> {
    if let Some(sites) = sites_of_core(conn, record)? {
        return Ok(sites);
    }
    let mut statement =
        conn.prepare_cached("SELECT opening FROM document WHERE record = ?1 AND record <> id")?;
    let mut rows = statement.query([record.as_bytes()])?;
    let mut sites = Vec::new();
    while let Some(row) = rows.next()? {
        let opening = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let opening: Option<Opening> = opening.parse().ok();
        sites.extend(opening.and_then(|opening| opening.site()));
    }
    sites.retain(|site| *site != SiteId::NOWHERE);
    sites.sort_unstable();
    sites.dedup();
    Ok(sites)
}

/// The sites in a record's core, in the order of the ids; `None` while the core is not here.
fn sites_of_core(conn: &Connection, record: RecordId) -> Result<Option<Vec<SiteId>>, Error> {
    let mut statement = conn.prepare_cached("SELECT sites FROM document WHERE id = ?1")?;
    let mut rows = statement.query([record.as_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let sites: Vec<u8> = row.get(0)?;
    let (ids, []) = sites.as_chunks() else {
        return Err(Error::Damaged("document.sites"));
    };
    Ok(Some(ids.iter().copied().map(SiteId::from_bytes).collect()))
}

/// The new state of a document.
pub(crate) struct NewDocumentState<'a> {
    pub(crate) id: DocumentId,
    pub(crate) kind: DocumentKind,
    pub(crate) record: RecordId,
    /// The sites of the record, ascending, if this is its core; `None` leaves them unchanged.
    pub(crate) sites: Option<&'a [SiteId]>,
    /// The authorships; `None` leaves them unchanged.
    pub(crate) written: Option<&'a Authorships>,
    pub(crate) saved: &'a [u8],
    /// The opening of its id.
    pub(crate) opening: Option<Opening>,
}

/// Stores a document. The caller must settle whether its record may stay, or call [`unsettle`]. Returns its
/// number on this device.
pub(crate) fn store(
    conn: &Connection,
    state: &NewDocumentState<'_>,
) -> Result<DocumentRowId, Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO document (id, kind, record, sites, authors, saved, opening, branch)
         VALUES (?1, ?2, ?3, coalesce(?4, x''), coalesce(?5, x''), ?6, ?7,
             coalesce((SELECT branch + 1 FROM past_branch WHERE document = ?1), 0))
         ON CONFLICT (id) DO UPDATE SET sites = coalesce(?4, sites), authors = coalesce(?5, authors),
             saved = ?6, revision = revision + 1
         RETURNING nr",
    )?;
    let sites = state.sites.map(|sites| {
        let ids = sites.iter().flat_map(|site| *site.as_bytes());
        ids.collect::<Vec<u8>>()
    });
    let written = state.written.map(Authorships::pack);
    let row = params![
        state.id.as_bytes(),
        state.kind.as_str(),
        state.record.as_bytes(),
        sites,
        written,
        state.saved,
        state
            .opening
            .map_or_else(String::new, |opening| opening.to_string()),
    ];
    Ok(statement.query_row(row, |row| row.get(0))?)
}

pub(crate) fn set_branch(conn: &Connection, id: DocumentId, branch: u32) -> Result<(), Error> {
    conn.execute(
        "UPDATE document SET branch = ?2 WHERE id = ?1",
        params![id.as_bytes(), branch],
    )?;
    Ok(())
}

/// The documents that were begun before this device had a site; those that stand alone come first.
pub(crate) fn founded_nowhere(conn: &Connection) -> Result<Vec<DocumentRow>, Error> {
    let mut statement = conn.prepare(&format!(
        "SELECT {COLUMNS} FROM document ORDER BY record <> id, nr"
    ))?;
    let rows = statement.query_map([], read)?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let is_nowhere = |opening: &Opening| opening.site() == Some(SiteId::NOWHERE);
    let mut nowhere: HashSet<DocumentId> = HashSet::new();
    let mut founded = Vec::new();
    for row in rows {
        let is_begun_there = row.opening.as_ref().is_some_and(is_nowhere);
        // Documents of one of these records go with it.
        if is_begun_there || nowhere.contains(&row.record) {
            nowhere.insert(row.id);
            founded.push(row);
        }
    }
    Ok(founded)
}

/// Removes a document that never left this device.
pub(crate) fn remove(conn: &Connection, id: DocumentId) -> Result<(), Error> {
    purge(conn, id)?;
    conn.execute(
        "DELETE FROM past_branch WHERE document = ?1",
        [id.as_bytes()],
    )?;
    settle(conn, id)
}

/// Removes a document and everything known about it from this device.
pub(crate) fn purge(conn: &Connection, id: DocumentId) -> Result<(), Error> {
    conn.execute(
        "INSERT OR REPLACE INTO past_branch (document, branch) SELECT id, branch FROM document WHERE id = ?1",
        [id.as_bytes()],
    )?;
    conn.execute("DELETE FROM journal WHERE document = ?1", [id.as_bytes()])?;
    people::remove(conn, id)?;
    households::remove(conn, id)?;
    pairs::remove(conn, id)?;
    refill::remove(conn, id)?;
    conn.execute("DELETE FROM document WHERE id = ?1", [id.as_bytes()])?;
    Ok(())
}

pub(crate) fn count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?)
}
