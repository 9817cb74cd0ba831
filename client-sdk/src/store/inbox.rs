//! Pages that arrived and were not tried yet.

use std::collections::BTreeSet;

use minicbor::{Decode, Encode};
use puente_protocol::page::{Author, Row};
use puente_record::id::RecordId;
use rusqlite::{Connection, OptionalExtension};

use crate::Error;

/// What is kept of a page: its rows and who wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub(crate) struct InboxPage {
    #[n(0)]
    pub(crate) authors: Vec<Author>,
    #[n(1)]
    pub(crate) rows: Vec<Row>,
    /// When it arrived, by this device's clock.
    #[n(2)]
    pub(crate) at_ms: i64,
}

pub(crate) fn push(conn: &Connection, page: &InboxPage) -> Result<(), Error> {
    let bytes = minicbor::to_vec(page).expect("writing to memory does not fail");
    conn.execute("INSERT INTO inbox (page) VALUES (?1)", [bytes])?;
    Ok(())
}

/// The oldest page and its number.
pub(crate) fn first(conn: &Connection) -> Result<Option<(i64, InboxPage)>, Error> {
    let row = conn
        .query_row(
            "SELECT id, page FROM inbox WHERE NOT aside ORDER BY id LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)),
        )
        .optional()?;
    row.map(|(id, bytes)| {
        Ok((
            id,
            minicbor::decode(&bytes).map_err(|_| Error::Damaged("inbox.page"))?,
        ))
    })
    .transpose()
}

pub(crate) fn remove(conn: &Connection, id: i64) -> Result<(), Error> {
    conn.execute("DELETE FROM inbox WHERE id = ?1", [id])?;
    Ok(())
}

/// Keeps a page that could not be used as a whole, so that nothing that came is dropped.
pub(crate) fn set_aside(conn: &Connection, id: i64) -> Result<(), Error> {
    conn.execute("UPDATE inbox SET aside = 1 WHERE id = ?1", [id])?;
    Ok(())
}

/// Takes what belongs to a record out of the pages that were kept aside.
pub(crate) fn erase(conn: &Connection, record: RecordId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("SELECT id, page FROM inbox WHERE aside")?;
    let mut rows = statement.query([])?;
    let mut left = Vec::new();
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let page: InboxPage = minicbor::decode(bytes).map_err(|_| Error::Damaged("inbox.page"))?;
        left.push((row.get::<_, i64>(0)?, page));
    }
    // A change names its document alone: of which record, the document that came whole says.
    let mut documents = BTreeSet::from([record]);
    for row in left.iter().flat_map(|(_, page)| &page.rows) {
        if let Row::Document(whole) = row
            && whole.record == record
        {
            documents.insert(whole.document);
        }
    }
    for (id, mut page) in left {
        let before = page.rows.len();
        page.rows.retain(|row| match row {
            Row::Document(whole) => !documents.contains(&whole.document),
            Row::Change(change) => !documents.contains(&change.document),
            Row::Verdict(_) | Row::Erased(_) => true,
        });
        if page.rows.len() < before {
            let bytes = minicbor::to_vec(&page).expect("writing to memory does not fail");
            conn.execute("UPDATE inbox SET page = ?2 WHERE id = ?1", (id, bytes))?;
        }
    }
    Ok(())
}

/// How many pages were kept aside.
pub(crate) fn aside_count(conn: &Connection) -> Result<u64, Error> {
    Ok(
        conn.query_row("SELECT count(*) FROM inbox WHERE aside", [], |row| {
            row.get(0)
        })?,
    )
}
