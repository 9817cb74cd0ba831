//! Feeds: what is new for the readers of one kind of document at a site, or for one device.

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};

use puente_record::{ChangeHash, DocumentId, DocumentKind};

use super::engine::{FromValue, ToValue, Value, sql, sql_file};
use super::row_id::{
    AuthorRowId, ChangeRowId, DeviceRowId, DocumentRowId, FeedRowId, InstallRowId, RecordRowId,
    SiteRowId, VerdictRowId,
};
use super::{Connection, StoreError, signed};

/// Identifies a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedKey {
    /// The documents of one kind at a site, by the site's row.
    Site(SiteRowId, DocumentKind),
    /// A device's own feed, by the device's row: what became of its changes.
    Device(DeviceRowId),
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedTarget {
    /// A change.
    Change(ChangeRowId),
    /// A whole document.
    Document(DocumentRowId),
    /// A verdict.
    Verdict(VerdictRowId),
    /// A record that was erased.
    Erased(RecordRowId),
    /// A document from which changes were left out.
    LeftOut(DocumentRowId),
    /// A record about whose site the device asked.
    Asked(RecordRowId),
}

/// A row to append.
#[derive(Debug, Clone, Copy)]
pub struct NewFeedRow {
    /// What the row is about.
    pub target: FeedTarget,
    /// Row of the document concerned.
    pub document: Option<DocumentRowId>,
    /// Row of the install that brought it and need not be told.
    pub origin: Option<InstallRowId>,
}

/// A feed that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Feed {
    /// The number of its row.
    pub nr: FeedRowId,
    /// Which feed it is.
    pub key: FeedKey,
    /// The number of its next row.
    pub next_seq: u64,
}

/// The ends of feeds within a transaction: each is loaded at the first append and written back once.
#[derive(Debug, Default)]
pub(super) struct FeedTails(BTreeMap<FeedKey, (FeedRowId, i64)>);

impl FeedTarget {
    /// Its columns: what it is, and the row of the table that follows from that.
    const fn columns(self) -> (i64, i64) {
        match self {
            Self::Change(change) => (0, change.get()),
            Self::Document(document) => (1, document.get()),
            Self::Verdict(verdict) => (2, verdict.get()),
            Self::Erased(record) => (3, record.get()),
            Self::LeftOut(document) => (4, document.get()),
            Self::Asked(record) => (ASKED, record.get()),
        }
    }

    fn from_columns(kind: i64, row: i64) -> Result<Self, StoreError> {
        match kind {
            0 => Ok(Self::Change(ChangeRowId::new(row))),
            1 => Ok(Self::Document(DocumentRowId::new(row))),
            2 => Ok(Self::Verdict(VerdictRowId::new(row))),
            3 => Ok(Self::Erased(RecordRowId::new(row))),
            4 => Ok(Self::LeftOut(DocumentRowId::new(row))),
            ASKED => Ok(Self::Asked(RecordRowId::new(row))),
            _ => Err(StoreError::Damaged("a feed row of no known kind")),
        }
    }
}

/// The kind of a row that answers a question.
const ASKED: i64 = 5;

/// The number of a kind of document in the database, the same as on the wire.
#[must_use]
pub fn kind_number(kind: DocumentKind) -> i64 {
    i64::from(kind.number())
}

impl ToValue for DocumentKind {
    fn to_value(&self) -> Value<'_> {
        Value::Integer(kind_number(*self))
    }
}

impl FromValue<'_> for DocumentKind {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        let number = i64::from_value(value)?;
        Self::ALL
            .into_iter()
            .find(|kind| kind_number(*kind) == number)
            .ok_or(StoreError::Damaged("a document of no known kind"))
    }
}

impl FeedTails {
    pub(super) fn append(
        &mut self,
        connection: &Connection,
        feed: FeedKey,
        row: &NewFeedRow,
    ) -> Result<(), StoreError> {
        let tail = match self.0.entry(feed) {
            std::collections::btree_map::Entry::Occupied(tail) => tail.into_mut(),
            std::collections::btree_map::Entry::Vacant(empty) => {
                empty.insert(tail_of(connection, feed)?)
            }
        };
        let (kind, target) = row.target.columns();
        let document = row.document.map_or(0, DocumentRowId::get);
        connection.run(
            sql!("INSERT INTO feed_row VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
            (tail.0, tail.1, kind, document, target, row.origin),
        )?;
        tail.1 += 1;
        Ok(())
    }

    /// Writes the counters back, once for each feed, at the end of the transaction.
    pub(super) fn store(&self, connection: &Connection) -> Result<(), StoreError> {
        connection.run_each(
            sql!("UPDATE feed SET next_seq = ?2 WHERE nr = ?1"),
            self.0.values().copied(),
        )
    }

    pub(super) fn touched(&self) -> impl Iterator<Item = FeedKey> {
        self.0.keys().copied()
    }
}

fn tail_of(connection: &Connection, feed: FeedKey) -> Result<(FeedRowId, i64), StoreError> {
    let (site, kind, device) = match feed {
        FeedKey::Site(site, kind) => (Some(site), Some(kind), None),
        FeedKey::Device(device) => (None, None, Some(device)),
    };
    let sql = sql_file!("feed/find.sql");
    let found = connection.first(sql, (site, kind, device), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    if let Some(tail) = found {
        return Ok(tail);
    }
    let sql =
        sql!("INSERT INTO feed(site, kind, device, next_seq) VALUES (?1, ?2, ?3, 0) RETURNING nr");
    Ok((connection.insert(sql, (site, kind, device))?, 0))
}

/// The feeds of a site.
///
/// # Errors
/// The database cannot be read.
pub fn of_site(connection: &Connection, site: SiteRowId) -> Result<Vec<Feed>, StoreError> {
    let sql = sql!("SELECT nr, kind, next_seq FROM feed WHERE site = ?1 ORDER BY kind");
    connection.all(sql, [site], |row| {
        Ok(Feed {
            nr: row.get(0)?,
            key: FeedKey::Site(site, row.get(1)?),
            next_seq: row.get(2)?,
        })
    })
}

/// A device's own feed, if it was ever written to.
///
/// # Errors
/// The database cannot be read.
pub fn of_device(connection: &Connection, device: DeviceRowId) -> Result<Option<Feed>, StoreError> {
    let sql = sql!("SELECT nr, next_seq FROM feed WHERE device = ?1");
    connection.first(sql, [device], |row| {
        Ok(Feed {
            nr: row.get(0)?,
            key: FeedKey::Device(device),
            next_seq: row.get(1)?,
        })
    })
}

/// A row of a feed with everything that a page needs.
#[derive(Debug)]
pub struct FeedRow {
    /// Its place in the feed.
    pub seq: u64,
    /// What it is about.
    pub target: FeedTarget,
    /// Row of the document concerned.
    pub document: DocumentRowId,
    /// The document's id, unless it will be sent whole.
    pub id: Option<DocumentId>,
    /// For a change: its hash, its author's row and its sealed body.
    pub change: Option<(ChangeHash, AuthorRowId, Vec<u8>)>,
    /// For a change: its record's key, if it still has one.
    pub key: Option<[u8; 32]>,
    /// For a change whose claimed time is later than its arrival: the arrival, server's clock, ms.
    pub received_ms: Option<i64>,
}

/// Bytes of bodies after which a window ends; a page has fewer. A thousand of the largest changes would be 64
/// MB.
const WINDOW_BYTES_MAX: usize = 1024 * 1024;

/// The rows of a feed within a range, without those that this install brought, and the place up to which they
/// were read. That is before the end of the range if the rows are large.
///
/// # Errors
/// The database cannot be read.
pub fn window(
    connection: &Connection,
    feed: FeedRowId,
    range: Range<u64>,
    origin: Option<InstallRowId>,
) -> Result<(Vec<FeedRow>, u64), StoreError> {
    let sql = sql_file!("feed/window.sql");
    let params = (feed, signed(range.start)?, signed(range.end)?, origin);
    let (mut lines, mut read_until) = (Vec::new(), range.end);
    let mut bytes_left = WINDOW_BYTES_MAX;
    connection.each(sql, params, |row| {
        let seq = row.get(0)?;
        if bytes_left == 0 {
            read_until = seq;
            return Ok(ControlFlow::Break(()));
        }
        let change = match row.get(5)? {
            Some(hash) => {
                let body: Vec<u8> = row.get(7)?;
                bytes_left = bytes_left.saturating_sub(body.len());
                Some((hash, row.get(6)?, body))
            }
            None => None,
        };
        lines.push(FeedRow {
            seq,
            target: FeedTarget::from_columns(row.get(1)?, row.get(3)?)?,
            document: row.get(2)?,
            id: row.get(4)?,
            change,
            key: row.secret(8)?,
            received_ms: row.get(9)?,
        });
        Ok(ControlFlow::Continue(()))
    })?;
    Ok((lines, read_until))
}

/// How many rows of a feed are between two places and were not brought by this install.
///
/// # Errors
/// The database cannot be read.
pub fn count_foreign(
    connection: &Connection,
    feed: FeedRowId,
    from_seq: u64,
    until_seq: u64,
    origin: Option<InstallRowId>,
) -> Result<u64, StoreError> {
    let sql = sql_file!("feed/count.sql");
    let params = (feed, signed(from_seq)?, signed(until_seq)?, origin);
    connection.one(sql, params, |row| row.get(0))
}

/// How many answers to a device's questions its own feed has in this window.
///
/// # Errors
/// The database cannot be read.
pub fn count_asked(
    connection: &Connection,
    feed: FeedRowId,
    from_seq: u64,
    until_seq: u64,
) -> Result<u64, StoreError> {
    let sql = sql!(
        "SELECT count(*) FROM feed_row WHERE feed = ?1 AND seq >= ?2 AND seq < ?3 AND kind = ?4"
    );
    let params = (feed, signed(from_seq)?, signed(until_seq)?, ASKED);
    connection.one(sql, params, |row| row.get(0))
}
