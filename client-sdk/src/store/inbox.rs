//! Pages that arrived and have not been tried.

use std::collections::BTreeSet;

use minicbor::{Decode, Encode};
use puente_protocol::page::{Author, PageRow};
use puente_protocol::whole::ActorName;
use puente_record::id::{DocumentId, RecordId};
use rusqlite::{Connection, params};

use super::row_id::InboxRowId;
use crate::Error;

/// The stored part of a page: its rows and their authors.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct InboxPage {
    #[n(0)]
    pub(crate) authors: Vec<Author>,
    #[n(1)]
    pub(crate) rows: Vec<PageRow>,
    /// When it arrived, by this device's clock in ms since 1970.
    #[n(2)]
    pub(crate) at_ms: i64,
}

pub(crate) fn push(conn: &Connection, page: &InboxPage) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("INSERT INTO inbox (page) VALUES (?1)")?;
    statement.execute([pack(page)])?;
    Ok(())
}

/// The first bytes of a compressed page. An uncompressed page is an array and does not begin with them.
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// Pages of at least this many bytes are compressed, because the database encrypts each twice and overwrites it
/// when it is deleted.
const PACK_BYTES_MIN: usize = 4 * 1024;

fn pack(page: &InboxPage) -> Vec<u8> {
    let plain = minicbor::to_vec(page).expect("writing to memory does not fail");
    if plain.len() < PACK_BYTES_MIN {
        return plain;
    }
    zstd::bulk::compress(&plain, 1).unwrap_or(plain)
}

fn unpack(bytes: &[u8]) -> Result<InboxPage, Error> {
    let damaged = || Error::Damaged("inbox.page");
    if !bytes.starts_with(&ZSTD_MAGIC) {
        return minicbor::decode(bytes).map_err(|_| damaged());
    }
    let plain = zstd::stream::decode_all(bytes).map_err(|_| damaged())?;
    minicbor::decode(&plain).map_err(|_| damaged())
}

/// The most bytes of pages that are taken in together, as they are stored. Their trial holds ten times that.
const TOGETHER_BYTES_MAX: usize = 1024 * 1024;

/// The oldest waiting pages after the one with number `after`, at most `pages_max`, as one page, with their
/// numbers.
///
/// A page with rows other than documents and changes is taken in alone, in its place; so is a document that
/// comes whole a second time.
pub(crate) fn oldest(
    conn: &Connection,
    after: Option<InboxRowId>,
    pages_max: usize,
) -> Result<Option<(Vec<InboxRowId>, InboxPage)>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT id, page FROM inbox WHERE NOT aside AND id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query(params![
        after.unwrap_or(InboxRowId::BEFORE_FIRST),
        pages_max
    ])?;
    let mut ids = Vec::new();
    let mut together: Option<InboxPage> = None;
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let (id, next, next_bytes) = read(row)?;
        bytes += next_bytes;
        match &mut together {
            None => together = Some(next),
            Some(page) => {
                if bytes > TOGETHER_BYTES_MAX || !page.goes_with(&next) {
                    break;
                }
                page.join(next);
            }
        }
        ids.push(id);
    }
    Ok(together.map(|page| (ids, page)))
}

/// Are all pages with these numbers still waiting?
pub(crate) fn wait(conn: &Connection, ids: &[InboxRowId]) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM inbox WHERE NOT aside AND id = ?1)")?;
    for id in ids {
        if !statement.query_row([id], |row| row.get(0))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn read(row: &rusqlite::Row<'_>) -> Result<(InboxRowId, InboxPage, usize), Error> {
    let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
    Ok((row.get(0)?, unpack(bytes)?, bytes.len()))
}

/// Is a page waiting?
pub(crate) fn has_any(conn: &Connection) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM inbox WHERE NOT aside)")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

impl InboxPage {
    /// Can another page be taken in together with this one?
    pub(crate) fn goes_with(&self, next: &Self) -> bool {
        let is_plain = |row: &PageRow| matches!(row, PageRow::Document(_) | PageRow::Change(_));
        let whole = |row: &PageRow| match row {
            PageRow::Document(whole) => Some(whole.document),
            _ => None,
        };
        let here: BTreeSet<_> = self.rows.iter().filter_map(whole).collect();
        self.rows.iter().chain(&next.rows).all(is_plain)
            && !next
                .rows
                .iter()
                .filter_map(whole)
                .any(|id| here.contains(&id))
    }

    /// Appends another page. The later time is an upper bound for both.
    pub(crate) fn join(&mut self, next: Self) {
        let before = u32::try_from(self.authors.len()).expect("pages are small");
        self.authors.extend(next.authors);
        self.rows.extend(next.rows.into_iter().map(|mut row| {
            match &mut row {
                PageRow::Document(whole) => {
                    for (place, _) in &mut whole.authors {
                        *place = place.saturating_add(before);
                    }
                    for actor in &mut whole.actors {
                        if let ActorName::Of(place, _) = actor {
                            *place = place.saturating_add(before);
                        }
                    }
                }
                PageRow::Change(change) => change.author = change.author.saturating_add(before),
                PageRow::Verdict(_)
                | PageRow::Erased(_)
                | PageRow::LeftOut(_)
                | PageRow::Elsewhere(_) => {}
            }
            row
        }));
        self.at_ms = self.at_ms.max(next.at_ms);
    }
}

pub(crate) fn remove(conn: &Connection, ids: &[InboxRowId]) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM inbox WHERE id = ?1")?;
    for id in ids {
        statement.execute([id])?;
    }
    Ok(())
}

/// The most bytes of pages that are held back, as they are stored: rows that this phone cannot use. A sender of
/// more is broken or hostile, and still has what it sent; the oldest is deleted.
const ASIDE_BYTES_MAX: i64 = 4 * 1024 * 1024;

/// Holds back the rows of these documents, which could not be used, so that somebody can examine them.
pub(crate) fn set_aside(
    conn: &Connection,
    page: &InboxPage,
    documents: &BTreeSet<DocumentId>,
) -> Result<(), Error> {
    let mut page = page.clone();
    page.rows
        .retain(|row| row_document(row).is_some_and(|of| documents.contains(&of)));
    let mut statement = conn.prepare_cached("INSERT INTO inbox (page, aside) VALUES (?1, 1)")?;
    statement.execute([pack(&page)])?;
    // The newest page stays, however large it is.
    let mut bound = conn.prepare_cached(
        "DELETE FROM inbox WHERE aside AND id IN (
             SELECT id FROM (
                 SELECT id, sum(length(page)) OVER (ORDER BY id DESC) AS bytes,
                     row_number() OVER (ORDER BY id DESC) AS place
                 FROM inbox WHERE aside
             ) WHERE bytes > ?1 AND place > 1
         )",
    )?;
    bound.execute([ASIDE_BYTES_MAX])?;
    Ok(())
}

/// Removes everything of these documents from the pages that are held back, and the pages that are empty then.
pub(crate) fn forget(conn: &Connection, documents: &BTreeSet<DocumentId>) -> Result<(), Error> {
    if documents.is_empty() {
        return Ok(());
    }
    forget_in(conn, aside(conn)?, documents)
}

/// Removes everything of a record from the pages that are held back. `documents` are those of it that were here.
pub(crate) fn erase(
    conn: &Connection,
    record: RecordId,
    mut documents: BTreeSet<DocumentId>,
) -> Result<(), Error> {
    let pages = aside(conn)?;
    documents.insert(record);
    // A change names only its document; the record of that document is in the document's whole row.
    for row in pages.iter().flat_map(|(_, page)| &page.rows) {
        if let PageRow::Document(whole) = row
            && whole.record == record
        {
            documents.insert(whole.document);
        }
    }
    forget_in(conn, pages, &documents)
}

fn aside(conn: &Connection) -> Result<Vec<(InboxRowId, InboxPage)>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT id, page FROM inbox INDEXED BY inbox_aside WHERE aside")?;
    let mut rows = statement.query([])?;
    let mut pages = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, page, _) = read(row)?;
        pages.push((id, page));
    }
    Ok(pages)
}

fn forget_in(
    conn: &Connection,
    pages: Vec<(InboxRowId, InboxPage)>,
    documents: &BTreeSet<DocumentId>,
) -> Result<(), Error> {
    for (id, mut page) in pages {
        let before = page.rows.len();
        page.rows
            .retain(|row| row_document(row).is_none_or(|of| !documents.contains(&of)));
        if page.rows.is_empty() {
            remove(conn, &[id])?;
        } else if page.rows.len() < before {
            conn.execute(
                "UPDATE inbox SET page = ?2 WHERE id = ?1",
                (id, pack(&page)),
            )?;
        }
    }
    Ok(())
}

/// The document whose content a row brings.
fn row_document(row: &PageRow) -> Option<DocumentId> {
    match row {
        PageRow::Document(whole) => Some(whole.document),
        PageRow::Change(change) => Some(change.document),
        PageRow::Verdict(_) | PageRow::Erased(_) | PageRow::LeftOut(_) | PageRow::Elsewhere(_) => {
            None
        }
    }
}

/// How many pages are held back.
pub(crate) fn aside_count(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row(
        "SELECT count(*) FROM inbox INDEXED BY inbox_aside WHERE aside",
        [],
        |row| row.get(0),
    )?)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;
    use super::*;

    #[test]
    fn what_a_store_of_version_10_kept_aside_is_found_and_forgotten() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 10).unwrap();
        let (left, stays) = (
            DocumentId::from_bytes([1; 16]),
            DocumentId::from_bytes([2; 16]),
        );
        let change = |document| {
            PageRow::Change(puente_protocol::page::PageChange {
                document,
                author: 0,
                slim: Vec::new(),
                received_ms: None,
                vouch: None,
            })
        };
        for (documents, aside) in [(vec![left], 1), (vec![left, stays], 1), (vec![left], 0)] {
            let page = InboxPage {
                authors: Vec::new(),
                rows: documents.into_iter().map(change).collect(),
                at_ms: 1,
            };
            let sql = "INSERT INTO inbox (page, aside) VALUES (?1, ?2)";
            conn.execute(sql, params![pack(&page), aside]).unwrap();
        }
        migrate_to(&mut conn, 11).unwrap();
        assert_eq!(aside_count(&conn).unwrap(), 2);
        forget(&conn, &BTreeSet::from([left])).unwrap();
        let pages = aside(&conn).unwrap();
        assert_eq!(pages.len(), 1);
        assert_eq!(pages[0].1.rows, [change(stays)]);
        // A page that waits for its trial is not touched.
        assert!(has_any(&conn).unwrap());
    }
}
