//! Pages that arrived and were not tried yet.

use minicbor::{Decode, Encode};
use puente_protocol::page::{Author, Row};
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

/// How many pages were kept aside.
pub(crate) fn aside_count(conn: &Connection) -> Result<u64, Error> {
    Ok(
        conn.query_row("SELECT count(*) FROM inbox WHERE aside", [], |row| {
            row.get(0)
        })?,
    )
}
