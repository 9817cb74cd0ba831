//! Who wrote which change.

use puente_protocol::page::Author as WireAuthor;
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, SiteId};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_column;
use crate::{Author, Error};

/// The author row of whoever made this store.
pub(crate) const MAKER: i64 = 0;

/// Names the maker of this store; before enrolment with zeros.
pub(crate) fn set_maker(
    conn: &Connection,
    account: AccountId,
    device: DeviceId,
    name: &str,
    site: SiteId,
) -> Result<(), Error> {
    conn.execute(
        "INSERT INTO author (id, account, device, name, site) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET account = ?2, name = ?4, site = ?5",
        params![
            MAKER,
            account.as_bytes(),
            device.as_bytes(),
            name,
            site.as_bytes()
        ],
    )?;
    Ok(())
}

/// The row of an author, made when it is new.
pub(crate) fn intern(conn: &Connection, author: &WireAuthor) -> Result<i64, Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO author (account, device, name, site) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account, device) DO UPDATE SET name = ?3 RETURNING id",
    )?;
    Ok(statement.query_row(
        params![
            author.account.as_bytes(),
            author.device.as_bytes(),
            author.name,
            author.site.as_bytes()
        ],
        |row| row.get(0),
    )?)
}

pub(crate) fn attribute(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
    author: i64,
    proven_by_ms: Option<i64>,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "INSERT OR IGNORE INTO change_author (document, change, author, proven_by_ms) VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![
        document.as_bytes(),
        change.as_bytes(),
        author,
        proven_by_ms
    ])?;
    Ok(())
}

/// Who wrote a change, and by when it was certainly written.
pub(crate) struct Wrote {
    pub(crate) author: Author,
    pub(crate) proven_by_ms: Option<i64>,
}

pub(crate) fn author(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Option<Author>, Error> {
    Ok(wrote(conn, document, change)?.map(|wrote| wrote.author))
}

pub(crate) fn wrote(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Option<Wrote>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT author.account, author.device, author.name, author.site,
             coalesce(change_author.proven_by_ms, segment.acked_ms)
         FROM change_author JOIN author ON author.id = change_author.author
         LEFT JOIN journal ON journal.document = change_author.document AND journal.change = change_author.change
         LEFT JOIN segment ON segment.install = journal.install AND segment.n = journal.n
         WHERE change_author.document = ?1 AND change_author.change = ?2",
    )?;
    let row = statement.query_row(params![document.as_bytes(), change.as_bytes()], |row| {
        let author = Author {
            account: id_column!(row, 0, AccountId)?,
            device: id_column!(row, 1, DeviceId)?,
            name: row.get(2)?,
            site: id_column!(row, 3, SiteId)?,
        };
        Ok(Wrote {
            author,
            proven_by_ms: row.get(4)?,
        })
    });
    Ok(row.optional()?)
}
