//! What a server has lost and this device brings back.

use puente_record::id::{ChangeHash, DocumentId, InstallId};
use rusqlite::{Connection, Row, params};

use super::journal::{ChangeCounts, JournalOutcome};
use super::{id_column, sealed};
use crate::Error;

/// Begins a refill: the server is in another epoch, and for no document here is it known whether it has it.
pub(crate) fn begin(conn: &Connection) -> Result<(), Error> {
    conn.execute("UPDATE document SET unseen = 1 WHERE saved <> x''", [])?;
    // Changes that were not accepted before may enter now, and a server does not send a device's own changes
    // back.
    conn.execute(
        "INSERT OR REPLACE INTO refill (document, change)
         SELECT DISTINCT document, x'' FROM journal WHERE outcome IS NOT NULL",
        [],
    )?;
    // Since its restore a copy of this store may have sent it as many segments: the last one goes up again, and the server
    // compares it.
    conn.execute(
        "UPDATE install SET acked_n = acked_n - 1
         WHERE install = (SELECT install FROM device) AND acked_n > 0",
        [],
    )?;
    sealed::note_lost(conn)
}

/// Has the server not said yet what it has of some document? Almost always it has said so of all.
pub(crate) fn is_under_way(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM document WHERE unseen <> 0 LIMIT 1")?;
    Ok(statement.exists([])?)
}

/// The documents of which the server has not said yet what it has.
pub(crate) fn unseen(conn: &Connection) -> Result<Vec<DocumentId>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM document WHERE unseen <> 0 ORDER BY nr")?;
    let rows = statement.query_map([], |row| id_column!(row, 0, DocumentId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Records that the server said what it has of this document. Returns whether it had not before.
pub(crate) fn set_seen(conn: &Connection, document: DocumentId) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("UPDATE document SET unseen = 0 WHERE id = ?1 AND unseen <> 0")?;
    Ok(statement.execute([document.as_bytes()])? > 0)
}

/// Records a change that the server lost. An earlier record stays, unless the change was brought in a log that no
/// exchange sends any more.
pub(crate) fn insert(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO refill (document, change) VALUES (?1, ?2)
         ON CONFLICT (document, change) DO UPDATE SET install = NULL, n = NULL
         WHERE install <> (SELECT install FROM device)",
    )?;
    statement.execute(params![document.as_bytes(), change.as_bytes()])?;
    Ok(())
}

/// Records the changes of the first segments of a log, except those that were written again.
pub(crate) fn insert_of_log(
    conn: &Connection,
    install: InstallId,
    segments: u64,
) -> Result<(), Error> {
    conn.execute(
        "INSERT OR IGNORE INTO refill (document, change) SELECT document, change FROM journal
         WHERE install = ?1 AND n < ?2 AND coalesce(outcome, '') NOT IN ('replaced', 'written_again')",
        params![install.as_bytes(), segments],
    )?;
    Ok(())
}

/// A change that this device brought, with its segment.
pub(crate) struct BroughtChange {
    pub(crate) document: DocumentId,
    pub(crate) change: ChangeHash,
    pub(crate) install: InstallId,
    pub(crate) n: u64,
}

fn read_brought(row: &Row<'_>) -> rusqlite::Result<BroughtChange> {
    Ok(BroughtChange {
        document: id_column!(row, 0, DocumentId)?,
        change: id_column!(row, 1, ChangeHash)?,
        install: id_column!(row, 2, InstallId)?,
        n: row.get(3)?,
    })
}

/// The changes of a document that went up in logs which no exchange sends any more.
pub(crate) fn of_earlier_logs(
    conn: &Connection,
    document: DocumentId,
) -> Result<Vec<BroughtChange>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT document, change, install, n FROM refill
         WHERE document = ?1 AND change <> x'' AND install <> (SELECT install FROM device)",
    )?;
    let rows = statement.query_map([document.as_bytes()], read_brought)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// The changes in a log from segment `from_n` on, by document.
pub(crate) fn of_log(
    conn: &Connection,
    install: InstallId,
    from_n: u64,
) -> Result<Vec<BroughtChange>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT document, change, install, n FROM refill
         WHERE install = ?1 AND n >= ?2 AND change <> x'' ORDER BY document",
    )?;
    let rows = statement.query_map(params![install.as_bytes(), from_n], read_brought)?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

/// Records that the server must be asked for a document, or where its record is.
pub(crate) fn insert_question(conn: &Connection, document: DocumentId) -> Result<(), Error> {
    let mut statement =
        conn.prepare_cached("INSERT OR REPLACE INTO refill (document, change) VALUES (?1, x'')")?;
    statement.execute([document.as_bytes()])?;
    Ok(())
}

/// Is there such a question that is in no segment yet?
pub(crate) fn is_in_question(conn: &Connection, document: DocumentId) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT 1 FROM refill WHERE document = ?1 AND change = x'' AND n IS NULL",
    )?;
    Ok(statement.exists([document.as_bytes()])?)
}

/// Records the segment with the question.
pub(crate) fn set_asked(
    conn: &Connection,
    document: DocumentId,
    install: InstallId,
    n: u64,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE refill SET install = ?2, n = ?3 WHERE document = ?1 AND change = x''",
    )?;
    statement.execute(params![document.as_bytes(), install.as_bytes(), n])?;
    Ok(())
}

/// The documents with changes that are in no segment yet, and those of which this device let go and about which it asks:
/// cores first, because the sites of a record decide about its other documents.
pub(crate) fn unsealed(conn: &Connection) -> Result<Vec<DocumentId>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT refill.document, document.kind <> 'core', document.nr FROM refill
         LEFT JOIN document ON document.id = refill.document WHERE refill.n IS NULL
         AND (document.id IS NOT NULL OR refill.document IN (SELECT record FROM dormant)) ORDER BY 2, 3",
    )?;
    let rows = statement.query_map([], |row| id_column!(row, 0, DocumentId))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn has_unsealed(conn: &Connection) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM refill WHERE n IS NULL LIMIT 1")?;
    Ok(statement.exists([])?)
}

/// Removes the changes that are in no segment: the caller has sealed all of them that are still in a document.
pub(crate) fn remove_unsealed(conn: &Connection) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM refill WHERE n IS NULL")?;
    statement.execute([])?;
    Ok(())
}

/// The changes of a document that are in no segment yet.
pub(crate) fn unsealed_of(
    conn: &Connection,
    document: DocumentId,
) -> Result<Vec<ChangeHash>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT change FROM refill WHERE document = ?1 AND n IS NULL AND change <> x''",
    )?;
    let rows = statement.query_map([document.as_bytes()], |row| id_column!(row, 0, ChangeHash))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn set_sealed(
    conn: &Connection,
    document: DocumentId,
    changes: &[ChangeHash],
    install: InstallId,
    n: u64,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE refill SET install = ?3, n = ?4 WHERE document = ?1 AND change = ?2",
    )?;
    for change in changes {
        let (document, change) = (document.as_bytes(), change.as_bytes());
        statement.execute(params![document, change, install.as_bytes(), n])?;
    }
    Ok(())
}

/// Records what became of a change that this device brought for another. Returns whether there is such a
/// change.
pub(crate) fn set_outcome(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
    outcome: Option<JournalOutcome>,
    reason: &str,
) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE refill SET outcome = ?3, reason = ?4 WHERE document = ?1 AND change = ?2",
    )?;
    let row = params![document.as_bytes(), change.as_bytes(), outcome, reason];
    Ok(statement.execute(row)? > 0)
}

/// Records that the server has these changes in their document; an earlier outcome of one is deleted.
pub(crate) fn set_entered(
    conn: &Connection,
    document: DocumentId,
    there: &[ChangeHash],
) -> Result<(), Error> {
    let mut befallen = conn.prepare_cached(
        "SELECT change FROM refill WHERE document = ?1 AND outcome IS NOT NULL AND change <> x''",
    )?;
    let rows = befallen.query_map([document.as_bytes()], |row| id_column!(row, 0, ChangeHash))?;
    for change in rows.collect::<Result<Vec<_>, _>>()? {
        if there.contains(&change) {
            set_outcome(conn, document, change, None, "")?;
        }
    }
    Ok(())
}

/// Stores what such a change writes and its claimed time, because it may leave the document.
pub(crate) fn set_fields(
    conn: &Connection,
    document: DocumentId,
    change: ChangeHash,
    fields: &str,
    time_ms: i64,
) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE refill SET fields = ?3, time_ms = ?4 WHERE document = ?1 AND change = ?2",
    )?;
    statement.execute(params![
        document.as_bytes(),
        change.as_bytes(),
        fields,
        time_ms
    ])?;
    Ok(())
}

/// A change that this device brought for another and that did not enter.
pub(crate) struct UnacceptedRefill {
    pub(crate) document: DocumentId,
    pub(crate) change: ChangeHash,
    pub(crate) outcome: JournalOutcome,
    pub(crate) reason: String,
    pub(crate) fields: String,
    pub(crate) time_ms: i64,
}

/// The changes that this device brought for others and that did not enter, by document.
pub(crate) fn unaccepted(conn: &Connection) -> Result<Vec<UnacceptedRefill>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT document, change, outcome, coalesce(reason, ''), coalesce(fields, ''), coalesce(time_ms, 0)
         FROM refill WHERE outcome IN ('quarantined', 'set_aside', 'pending')",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(UnacceptedRefill {
            document: id_column!(row, 0, DocumentId)?,
            change: id_column!(row, 1, ChangeHash)?,
            outcome: row.get(2)?,
            reason: row.get(3)?,
            fields: row.get(4)?,
            time_ms: row.get(5)?,
        })
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

const WAITING: &str = "outcome IS NULL AND (n IS NULL OR n >= (
    SELECT acked_n FROM install WHERE install.install = refill.install))";
const ATTENTION: &str = "outcome IN ('quarantined', 'set_aside')";

/// Lets the new install bring what is in a log from segment `from_n` on.
pub(crate) fn move_to_new_install(
    conn: &Connection,
    install: InstallId,
    from_n: u64,
) -> Result<(), Error> {
    conn.execute(
        "UPDATE refill SET install = NULL, n = NULL WHERE install = ?1 AND n >= ?2",
        params![install.as_bytes(), from_n],
    )?;
    Ok(())
}

/// For one document: how many changes the server lacks or has not said that it has, and how many it did not
/// accept. A document of which the server has not said yet what it has counts as one change that it lacks, because
/// nobody knows how many it lacks.
pub(crate) fn standing_counts(
    conn: &Connection,
    document: DocumentId,
) -> Result<(u64, u64), Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(*) FILTER (WHERE {WAITING})
             + coalesce((SELECT unseen FROM document WHERE id = ?1), 0),
             count(*) FILTER (WHERE {ATTENTION}) FROM refill WHERE document = ?1"
    ))?;
    Ok(statement.query_row([document.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// The same for all documents.
pub(crate) fn all_counts(conn: &Connection) -> Result<ChangeCounts, Error> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(*) FILTER (WHERE {WAITING})
             + (SELECT count(*) FROM document WHERE unseen <> 0),
             count(*) FILTER (WHERE {ATTENTION}), count(*) FILTER (WHERE outcome = 'pending') FROM refill"
    ))?;
    Ok(statement.query_row([], ChangeCounts::read)?)
}

/// Removes a document that left this device.
pub(crate) fn remove(conn: &Connection, document: DocumentId) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM refill WHERE document = ?1")?;
    statement.execute([document.as_bytes()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;
    use super::*;

    #[test]
    fn the_word_on_the_account_of_a_store_of_version_7_is_its_makers() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 7).unwrap();
        let of_version_7 = "INSERT INTO author (id, account, device, name, site)
                 VALUES (0, zeroblob(16), zeroblob(16), 'Rosa', zeroblob(16)),
                        (1, randomblob(16), zeroblob(16), 'Inés', zeroblob(16));
             INSERT INTO enrolment (one, server, url, account, name, site, generation, revoked, cursor, upload_bytes, binding)
                 VALUES (1, zeroblob(16), '', zeroblob(16), 'Rosa', zeroblob(16), 3, 0, x'', 9, x'81')";
        conn.execute_batch(of_version_7).unwrap();
        migrate_to(&mut conn, 8).unwrap();
        let mut statement = conn
            .prepare("SELECT binding, key FROM author ORDER BY id")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let rows: Vec<(Option<Vec<u8>>, Option<i64>)> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(rows, [(Some(vec![0x81]), None), (None, None)]);
        let generation = "SELECT generation FROM enrolment";
        assert_eq!(
            conn.query_row(generation, [], |row| row.get::<_, i64>(0)),
            Ok(3)
        );
    }

    #[test]
    fn a_store_of_version_7_has_nothing_to_bring_until_the_server_begins_another_life() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 7).unwrap();
        let id = DocumentId::from_bytes([1; 16]);
        let sql = "INSERT INTO document (id, kind, record, saved) VALUES (?1, 'core', ?1, x'00')";
        conn.execute(sql, [id.as_bytes()]).unwrap();
        migrate_to(&mut conn, 8).unwrap();
        assert!(!is_under_way(&conn).unwrap());
        assert_eq!(standing_counts(&conn, id).unwrap(), (0, 0));
        migrate_to(&mut conn, 14).unwrap();
        begin(&conn).unwrap();
        assert_eq!(unseen(&conn).unwrap(), [id]);
        assert_eq!(standing_counts(&conn, id).unwrap(), (1, 0));
        assert!(set_seen(&conn, id).unwrap());
        insert(&conn, id, ChangeHash::from_bytes([2; 32])).unwrap();
        let standing = all_counts(&conn).unwrap();
        assert_eq!((standing.waiting, standing.attention), (1, 0));
        assert_eq!(unsealed(&conn).unwrap(), [id]);
    }
}
