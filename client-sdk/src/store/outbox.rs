//! Sealed segments and notices on their way to the server.

use puente_record::id::{ChangeHash, DocumentId, InstallId};
use rusqlite::{Connection, OptionalExtension, params};

use super::enrolment::InstallRow;
use super::id_column;
use crate::Error;

/// A segment as it is stored.
pub(crate) struct SegmentRow {
    pub(crate) n: u64,
    pub(crate) previous: [u8; 32],
    pub(crate) packed: Vec<u8>,
}

pub(crate) fn insert(
    conn: &Connection,
    install: InstallId,
    row: &SegmentRow,
    hash: &[u8; 32],
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO segment (install, n, previous, packed) VALUES (?1, ?2, ?3, ?4)",
    )?;
    statement.execute(params![install.as_bytes(), row.n, row.previous, row.packed])?;
    let mut statement = conn
        .prepare_cached("UPDATE install SET next_n = ?2 + 1, last_hash = ?3 WHERE install = ?1")?;
    statement.execute(params![install.as_bytes(), row.n, hash])?;
    Ok(())
}

/// The segments from `n` on, as many as fit into `bytes_max` and at least one.
pub(crate) fn from(
    conn: &Connection,
    install: InstallId,
    n: u64,
    bytes_max: usize,
    most: usize,
) -> Result<Vec<SegmentRow>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT n, previous, packed FROM segment WHERE install = ?1 AND n >= ?2 ORDER BY n LIMIT ?3",
    )?;
    let mut rows = statement.query(params![install.as_bytes(), n, most])?;
    let mut segments = Vec::new();
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let segment = SegmentRow {
            n: row.get(0)?,
            previous: row.get(1)?,
            packed: row.get(2)?,
        };
        bytes += segment.packed.len();
        if bytes > bytes_max && !segments.is_empty() {
            break;
        }
        segments.push(segment);
    }
    Ok(segments)
}

/// The segment with this number.
pub(crate) fn one(
    conn: &Connection,
    install: InstallId,
    n: u64,
) -> Result<Option<SegmentRow>, Error> {
    let mut segments = from(conn, install, n, 0, 1)?;
    Ok(segments.pop().filter(|row| row.n == n))
}

/// The hash of the segment before number `n` of a log.
pub(crate) fn hash_before(
    conn: &Connection,
    install: InstallId,
    n: u64,
    log: &InstallRow,
) -> Result<Option<[u8; 32]>, Error> {
    if n == log.next_n {
        return Ok(Some(log.last_hash));
    }
    let mut statement =
        conn.prepare_cached("SELECT previous FROM segment WHERE install = ?1 AND n = ?2")?;
    let row = statement.query_row(params![install.as_bytes(), n], |row| row.get(0));
    Ok(row.optional()?)
}

/// Stores the server's receipt for a segment, with the time when it came from the server itself. The row
/// contains the whole segment, so it is written only once.
pub(crate) fn set_receipt(
    conn: &Connection,
    install: InstallId,
    n: u64,
    leaf: u64,
    acked_ms: Option<i64>,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE segment SET leaf = ?3, acked_ms = coalesce(acked_ms, ?4)
         WHERE install = ?1 AND n = ?2 AND leaf IS NOT ?3",
    )?;
    statement.execute(params![install.as_bytes(), n, leaf, acked_ms])?;
    Ok(())
}

/// Records that the server has these segments now. The time of its first word is kept.
pub(crate) fn set_acked_at(
    conn: &Connection,
    install: InstallId,
    segments: std::ops::Range<u64>,
    now_ms: i64,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE segment SET acked_ms = ?4
         WHERE install = ?1 AND n >= ?2 AND n < ?3 AND acked_ms IS NULL",
    )?;
    let (from, to) = (segments.start, segments.end);
    statement.execute(params![install.as_bytes(), from, to, now_ms])?;
    Ok(())
}

/// How many segments of a log a server had, in any epoch.
pub(crate) fn once_acknowledged(conn: &Connection, install: InstallId) -> Result<u64, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT coalesce(max(n) + 1, 0) FROM segment WHERE install = ?1 AND acked_ms IS NOT NULL",
    )?;
    Ok(statement.query_row([install.as_bytes()], |row| row.get(0))?)
}

/// Deletes the segments that the server does not have, because another install writes from now on and the
/// server will never take them. Their changes are written again, and nobody would seal their bodies when their
/// documents are purged.
pub(crate) fn remove_unacknowledged(conn: &Connection, install: InstallId) -> Result<(), Error> {
    conn.execute(
        "DELETE FROM segment WHERE install = ?1
         AND n >= (SELECT acked_n FROM install WHERE install.install = ?1)",
        [install.as_bytes()],
    )?;
    Ok(())
}

/// The acknowledged segments with changes of a document.
pub(crate) fn holding(
    conn: &Connection,
    document: DocumentId,
) -> Result<Vec<(InstallId, SegmentRow)>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT segment.install, segment.n, segment.previous, segment.packed FROM journal
         JOIN segment ON segment.install = journal.install AND segment.n = journal.n
         WHERE journal.document = ?1
         UNION
         SELECT segment.install, segment.n, segment.previous, segment.packed FROM refill
         JOIN segment ON segment.install = refill.install AND segment.n = refill.n
         WHERE refill.document = ?1",
    )?;
    let rows = statement.query_map([document.as_bytes()], |row| {
        let segment = SegmentRow {
            n: row.get(1)?,
            previous: row.get(2)?,
            packed: row.get(3)?,
        };
        Ok((id_column!(row, 0, InstallId)?, segment))
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The segment with one of this device's changes.
pub(crate) fn with_change(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<Option<SegmentRow>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT segment.n, segment.previous, segment.packed FROM journal
         JOIN segment ON segment.install = journal.install AND segment.n = journal.n
         WHERE journal.document = ?1 AND journal.change = ?2",
    )?;
    let row = statement.query_row(params![document.as_bytes(), change.as_bytes()], |row| {
        Ok(SegmentRow {
            n: row.get(0)?,
            previous: row.get(1)?,
            packed: row.get(2)?,
        })
    });
    Ok(row.optional()?)
}

pub(crate) fn repack(
    conn: &Connection,
    install: InstallId,
    n: u64,
    packed: &[u8],
) -> Result<(), Error> {
    conn.execute(
        "UPDATE segment SET packed = ?3 WHERE install = ?1 AND n = ?2",
        params![install.as_bytes(), n, packed],
    )?;
    Ok(())
}

/// The receipt of the newest acknowledged segment with a change of a document.
pub(crate) fn receipt(conn: &Connection, document: DocumentId) -> Result<Option<u64>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT max(segment.leaf) FROM journal
         JOIN segment ON segment.install = journal.install AND segment.n = journal.n WHERE journal.document = ?1",
    )?;
    Ok(statement.query_row([document.as_bytes()], |row| row.get(0))?)
}

/// Records a purged document; the next segment tells the server.
pub(crate) fn insert_purged(conn: &Connection, document: DocumentId) -> Result<(), Error> {
    conn.execute(
        "INSERT OR IGNORE INTO purged (document) VALUES (?1)",
        [document.as_bytes()],
    )?;
    Ok(())
}

/// Must the server be told of purged documents?
pub(crate) fn has_purged(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM purged)")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Takes out the purged documents. Seal them in the same transaction.
pub(crate) fn take_purged(conn: &Connection, most: usize) -> Result<Vec<DocumentId>, Error> {
    let mut statement = conn.prepare_cached(
        "DELETE FROM purged WHERE document IN (SELECT document FROM purged LIMIT ?1) RETURNING document",
    )?;
    let rows = statement.query_map([most], |row| id_column!(row, 0, DocumentId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;
    use super::*;

    #[test]
    fn a_store_that_forked_before_version_12_keeps_what_servers_had_and_what_goes_up() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 11).unwrap();
        let (before, now) = (
            InstallId::from_bytes([1; 16]),
            InstallId::from_bytes([2; 16]),
        );
        let device =
            "INSERT INTO device (one, secret, install, created_ms) VALUES (1, x'00', ?1, 0)";
        conn.execute(device, [now.as_bytes()]).unwrap();
        for install in [before, now] {
            let sql = "INSERT INTO install (install, next_n, acked_n, last_hash) VALUES (?1, 3, 2, x'00')";
            conn.execute(sql, [install.as_bytes()]).unwrap();
            for n in 0..3 {
                let sql = "INSERT INTO segment (install, n, previous, packed) VALUES (?1, ?2, zeroblob(32), x'00')";
                conn.execute(sql, params![install.as_bytes(), n]).unwrap();
            }
        }
        migrate_to(&mut conn, 12).unwrap();
        let left = |install| from(&conn, install, 0, 100, 100).unwrap().len();
        assert_eq!((left(before), left(now)), (2, 3));
    }
}
