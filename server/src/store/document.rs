//! Documents: what the server caches of each, sealed under the record's key.

mod find;
mod runs;

use std::ops::RangeInclusive;

use puente_protocol::segment::Vouch;
use puente_record::{DocumentId, DocumentKind};

use super::engine::{ResultRow, sql, sql_file};
use super::row_id::{DocumentRowId, RecordRowId, SiteRowId};
use super::sealing::RecordKey;
use super::{Connection, StoreError, WriteTransaction};
use runs::write_runs;

pub use find::{FoundDocument, bytes_of, find, record_of, rows_of};
pub use runs::{Runs, read_runs, run_lengths, runs};

/// The row of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// The number of its row.
    pub nr: DocumentRowId,
    /// The document's id.
    pub id: DocumentId,
    /// Row of its record.
    pub record: RecordRowId,
    /// Rises with every write. Whatever was prepared on an older version must be prepared again.
    pub version: i64,
    /// Its kind; `None` while none of its changes is accepted.
    pub kind: Option<DocumentKind>,
    /// The saved document, sealed; `None` if it was not read.
    pub sealed: Option<Vec<u8>>,
}

/// What is cached of a document after its changes.
#[derive(Debug)]
pub struct DocumentCache<'a> {
    /// Its kind.
    pub kind: DocumentKind,
    /// The authors of its changes.
    pub authors: &'a Runs,
    /// The saved document, sealed.
    pub sealed: &'a [u8],
    /// How many of its fields wait for a decision.
    pub conflicts: u32,
    /// The server's vouch for its changes.
    pub vouch: Vouch,
}

/// A whole document, opened, as it is delivered.
#[derive(Debug)]
pub struct SavedDocument {
    /// The number of its row.
    pub nr: DocumentRowId,
    /// The document's id.
    pub id: DocumentId,
    /// The id of its record.
    pub record: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// The authors of its changes.
    pub authors: Runs,
    /// The saved document, opened.
    pub saved: Vec<u8>,
    /// The server's vouch for its changes; `None` if it was stored before there were vouches.
    pub vouch: Option<Vouch>,
}

/// Adds a document, with its cache if one of its changes is accepted.
///
/// # Errors
/// The database refuses.
pub fn create(
    write: &WriteTransaction<'_>,
    id: DocumentId,
    record: RecordRowId,
    cache: Option<&DocumentCache<'_>>,
) -> Result<DocumentRowId, StoreError> {
    write.connection().insert(
        sql_file!("document/create.sql"),
        (
            id,
            record,
            cache.map(|cache| cache.kind),
            cache.map(|cache| write_runs(cache.authors)),
            cache.map(|cache| cache.sealed),
            cache.map_or(0, |cache| cache.conflicts),
            cache.map(|cache| cache.vouch),
        ),
    )
}

/// The document in this row.
///
/// # Errors
/// The database cannot be read.
pub fn load(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Option<DocumentRow>, StoreError> {
    let sql = sql!("SELECT nr, id, record, version, kind, saved FROM document WHERE nr = ?1");
    connection.first(sql, [document], |row| read(row, true))
}

/// The rows of all documents.
///
/// # Errors
/// The database cannot be read.
pub fn all(connection: &Connection) -> Result<Vec<DocumentRowId>, StoreError> {
    connection.all(sql!("SELECT nr FROM document ORDER BY nr"), (), |row| {
        row.get(0)
    })
}

/// The cached authors of a document's changes.
///
/// # Errors
/// The database cannot be read.
pub fn runs_of(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<Option<Runs>, StoreError> {
    let sql = sql!("SELECT authors FROM document WHERE nr = ?1");
    connection.one(sql, [document], |row| {
        let column: Option<&[u8]> = row.get(0)?;
        column.map(read_runs).transpose()
    })
}

/// The cached number of fields of a document that wait for a decision.
///
/// # Errors
/// The database cannot be read.
pub fn conflicts(connection: &Connection, document: DocumentRowId) -> Result<u32, StoreError> {
    let sql = sql!("SELECT conflicts FROM document WHERE nr = ?1");
    connection.one(sql, [document], |row| row.get(0))
}

/// The documents of a record.
///
/// # Errors
/// The database cannot be read.
pub fn of_record(
    connection: &Connection,
    record: RecordRowId,
) -> Result<Vec<DocumentRow>, StoreError> {
    let sql = sql!(
        "SELECT nr, id, record, version, kind, saved FROM document WHERE record = ?1 ORDER BY nr"
    );
    connection.all(sql, [record], |row| read(row, true))
}

fn read(row: &ResultRow<'_>, with_saved: bool) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        nr: row.get(0)?,
        id: row.get(1)?,
        record: row.get(2)?,
        version: row.get(3)?,
        kind: row.get(4)?,
        sealed: match with_saved {
            true => row.get(5)?,
            false => None,
        },
    })
}

/// The present version of a document.
///
/// # Errors
/// The database cannot be read.
pub fn version(connection: &Connection, id: DocumentId) -> Result<Option<i64>, StoreError> {
    let sql = sql!("SELECT version FROM document WHERE id = ?1");
    connection.first(sql, [id], |row| row.get(0))
}

/// Stores the cache of a document.
///
/// # Errors
/// The database refuses.
pub fn store(
    write: &WriteTransaction<'_>,
    document: DocumentRowId,
    cache: &DocumentCache<'_>,
) -> Result<(), StoreError> {
    write.connection().run(
        sql_file!("document/store.sql"),
        (
            document,
            cache.kind,
            write_runs(cache.authors),
            cache.sealed,
            cache.conflicts,
            cache.vouch,
        ),
    )?;
    Ok(())
}

/// Raises the version of a document whose saved form did not change.
///
/// # Errors
/// The database refuses.
pub fn touch(write: &WriteTransaction<'_>, document: DocumentRowId) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE document SET version = version + 1 WHERE nr = ?1"),
        [document],
    )?;
    Ok(())
}

/// Moves a document to another record, after the first one was only a guess.
///
/// # Errors
/// The database refuses.
pub fn move_to(
    write: &WriteTransaction<'_>,
    document: DocumentRowId,
    record: RecordRowId,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("UPDATE document SET record = ?2 WHERE nr = ?1"),
        (document, record),
    )?;
    Ok(())
}

/// Makes a document visible to a site.
///
/// # Errors
/// The database refuses.
pub fn enter_site(
    write: &WriteTransaction<'_>,
    document: DocumentRowId,
    kind: DocumentKind,
    site: SiteRowId,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("INSERT INTO site_document VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        (site, kind, document),
    )?;
    Ok(())
}

/// Hides a document from a site.
///
/// # Errors
/// The database refuses.
pub fn leave_site(
    write: &WriteTransaction<'_>,
    document: DocumentRowId,
    kind: DocumentKind,
    site: SiteRowId,
) -> Result<(), StoreError> {
    write.connection().run(
        sql!("DELETE FROM site_document WHERE site = ?1 AND kind = ?2 AND document = ?3"),
        (site, kind, document),
    )?;
    Ok(())
}

/// The whole documents of a site and kind, after the first row and up to the last, in the order of their rows,
/// until `take` says to stop.
///
/// # Errors
/// The database cannot be read, or a document does not open.
pub fn stream(
    connection: &Connection,
    site: SiteRowId,
    kind: DocumentKind,
    rows: RangeInclusive<DocumentRowId>,
    mut take: impl FnMut(SavedDocument) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let sql = sql_file!("document/stream.sql");
    let mut after = *rows.start();
    loop {
        let params = (site, kind, after, rows.end(), STREAM_ROWS);
        let read = connection.all(sql, params, |row| {
            Ok((row.get::<DocumentRowId>(0)?, intact(read_whole(row))?))
        })?;
        let Some((last, _)) = read.last() else {
            return Ok(());
        };
        after = *last;
        for whole in read.into_iter().filter_map(|(_, whole)| whole) {
            if !take(whole)? {
                return Ok(());
            }
        }
    }
}

/// Documents that are read before they are taken: a page has hundreds, and `take` may read authors, which nobody does
/// between the rows of a result.
const STREAM_ROWS: i64 = 16;

/// A whole document, if the site may see it now.
///
/// # Errors
/// The database cannot be read, or the document does not open.
pub fn whole_at(
    connection: &Connection,
    site: SiteRowId,
    document: DocumentRowId,
) -> Result<Option<SavedDocument>, StoreError> {
    let sql = sql_file!("document/whole_at.sql");
    let whole = connection.first(sql, (site, document), |row| intact(read_whole(row)))?;
    Ok(whole.flatten())
}

/// Leaves out a damaged document, so that it does not keep a site from all others. Rebuilding it announces it
/// again.
fn intact(whole: Result<SavedDocument, StoreError>) -> Result<Option<SavedDocument>, StoreError> {
    match whole {
        Ok(whole) => Ok(Some(whole)),
        Err(StoreError::Damaged(what)) => {
            tracing::error!(what, "a document cannot be delivered; rebuild it");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The row of the last document.
///
/// # Errors
/// The database cannot be read.
pub fn last(connection: &Connection) -> Result<DocumentRowId, StoreError> {
    let sql = sql!("SELECT coalesce(max(nr), 0) FROM document");
    connection.one(sql, (), |row| row.get(0))
}

/// How many documents of a site and kind are after the first row and up to the last.
///
/// # Errors
/// The database cannot be read.
pub fn count_between(
    connection: &Connection,
    site: SiteRowId,
    kind: DocumentKind,
    rows: RangeInclusive<DocumentRowId>,
) -> Result<u64, StoreError> {
    let sql = sql!(
        "SELECT count(*) FROM site_document WHERE site = ?1 AND kind = ?2 AND document > ?3 AND document <= ?4"
    );
    connection.one(sql, (site, kind, rows.start(), rows.end()), |row| {
        row.get(0)
    })
}

fn read_whole(row: &ResultRow<'_>) -> Result<SavedDocument, StoreError> {
    let id = row.get(1)?;
    let key: RecordKey = row.secret(6)?;
    Ok(SavedDocument {
        nr: row.get(0)?,
        id,
        record: row.get(2)?,
        kind: row.get(3)?,
        authors: read_runs(row.get(4)?)?,
        saved: key.open_document(&id, row.get(5)?)?,
        vouch: row.get(7)?,
    })
}
