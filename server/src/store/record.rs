//! Records: their keys and their sites.

use puente_record::{DocumentId, RecordId, SiteId};
use rusqlite::Connection;
use zeroize::Zeroizing;

use super::change::{array, array_of_ids};
use super::row_id::{RecordRowId, SiteRowId};
use super::sealing::RecordKey;
use super::{StoreError, WriteTransaction, bytes};

/// A record.
#[derive(Debug, Clone)]
pub struct RecordRow {
    /// The number of its row.
    pub nr: RecordRowId,
    /// The id of its core document.
    pub id: RecordId,
    /// Its key.
    pub key: RecordKey,
    /// Its present sites: rows and ids.
    pub sites: Vec<(SiteRowId, SiteId)>,
    /// Every site where it ever was, in ascending order; empty if its core is not known.
    pub ever: Vec<SiteId>,
}

/// Adds a record with its key.
///
/// # Errors
/// The database refuses.
pub fn create(
    write: &WriteTransaction<'_>,
    id: RecordId,
    key: &RecordKey,
) -> Result<RecordRowId, StoreError> {
    let connection = write.connection();
    connection
        .prepare_cached("INSERT INTO record(id) VALUES (?1)")?
        .execute([id.as_bytes()])?;
    let nr = RecordRowId::new(connection.last_insert_rowid());
    connection
        .prepare_cached("INSERT INTO record_key(record, key) VALUES (?1, ?2)")?
        .execute((nr, key.bytes()))?;
    Ok(nr)
}

/// Adds a record that will be erased and of which nothing is known.
pub(super) fn create_without_key(
    write: &WriteTransaction<'_>,
    id: RecordId,
) -> Result<RecordRowId, StoreError> {
    let connection = write.connection();
    connection.execute("INSERT INTO record(id) VALUES (?1)", [id.as_bytes()])?;
    Ok(RecordRowId::new(connection.last_insert_rowid()))
}

/// Removes a record without documents and sealed bodies. It was made while the record of one was not known.
///
/// # Errors
/// The database refuses.
pub fn remove_if_empty(
    write: &WriteTransaction<'_>,
    record: RecordRowId,
) -> Result<(), StoreError> {
    let connection = write.connection();
    let used = connection
        .prepare_cached(
            "SELECT 1 FROM document WHERE record = ?1 UNION ALL SELECT 1 FROM sealed_body WHERE record = ?1",
        )?
        .exists([record])?;
    if !used {
        for sql in [
            "DELETE FROM record_row WHERE record = ?1",
            "DELETE FROM record_site WHERE record = ?1",
            "DELETE FROM record_key WHERE record = ?1",
            "DELETE FROM record WHERE nr = ?1",
        ] {
            connection.execute(sql, [record])?;
        }
    }
    Ok(())
}

/// The id of a record, even of an erased one.
///
/// # Errors
/// There is no such record, or the database cannot be read.
pub fn id(connection: &Connection, record: RecordRowId) -> Result<RecordId, StoreError> {
    connection
        .prepare_cached("SELECT id FROM record WHERE nr = ?1")?
        .query_row([record], |row| {
            let id = row.get_ref(0)?.as_blob()?;
            Ok(RecordId::from_slice(id))
        })?
        .map_err(StoreError::from)
}

/// Whether there is a record with this core document.
///
/// # Errors
/// The database cannot be read.
pub fn exists(connection: &Connection, id: RecordId) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM record WHERE id = ?1")?
        .exists([id.as_bytes()])?)
}

/// The known records among these core documents.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, ids: &[RecordId]) -> Result<Vec<RecordRow>, StoreError> {
    let ids = array_of_ids(ids.iter().map(DocumentId::as_bytes));
    let mut statement = connection.prepare_cached(include_str!("record/find.sql"))?;
    read_all(connection, statement.query([ids])?)
}

/// The records in these rows.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, rows: &[RecordRowId]) -> Result<Vec<RecordRow>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("record/load.sql"))?;
    read_all(
        connection,
        statement.query([array(rows.iter().map(|row| row.get()))])?,
    )
}

fn read_all(
    connection: &Connection,
    mut rows: rusqlite::Rows<'_>,
) -> Result<Vec<RecordRow>, StoreError> {
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        records.push(RecordRow {
            nr: row.get(0)?,
            id: RecordId::from_slice(blob(1)?)?,
            key: RecordKey::new(Zeroizing::new(bytes(blob(3)?)?)),
            sites: Vec::new(),
            ever: read_ever(blob(2)?)?,
        });
    }
    for record in &mut records {
        record.sites = sites(connection, record.nr)?;
    }
    Ok(records)
}

/// The sites of a record.
///
/// # Errors
/// The database cannot be read.
pub fn sites(
    connection: &Connection,
    record: RecordRowId,
) -> Result<Vec<(SiteRowId, SiteId)>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("record/sites.sql"))?;
    let mut rows = statement.query([record])?;
    let mut sites = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        sites.push((row.get(0)?, SiteId::from_slice(id)?));
    }
    Ok(sites)
}

fn read_ever(column: &[u8]) -> Result<Vec<SiteId>, StoreError> {
    let (ids, []) = column.as_chunks() else {
        return Err(StoreError::Damaged("the sites at which a record was"));
    };
    Ok(ids.iter().copied().map(SiteId::from_bytes).collect())
}

/// The cached list of every site where a record ever was.
///
/// # Errors
/// The database cannot be read.
pub fn ever(connection: &Connection, record: RecordRowId) -> Result<Vec<SiteId>, StoreError> {
    let column: Vec<u8> = connection
        .prepare_cached("SELECT ever FROM record WHERE nr = ?1")?
        .query_row([record], |row| row.get(0))?;
    read_ever(&column)
}

/// Stores every site where a record ever was, in the order of their ids.
///
/// # Errors
/// The database refuses.
pub fn set_ever(
    write: &WriteTransaction<'_>,
    record: RecordRowId,
    ever: &[SiteId],
) -> Result<(), StoreError> {
    let column: Vec<u8> = ever.iter().flat_map(|site| *site.as_bytes()).collect();
    write
        .connection()
        .prepare_cached("UPDATE record SET ever = ?2 WHERE nr = ?1")?
        .execute((record, column))?;
    Ok(())
}

/// Adds a site to a record.
///
/// # Errors
/// The database refuses.
pub fn enter_site(
    write: &WriteTransaction<'_>,
    record: RecordRowId,
    site: SiteRowId,
) -> Result<(), StoreError> {
    write
        .connection()
        .prepare_cached("INSERT INTO record_site(record, site) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((record, site))?;
    Ok(())
}

/// Removes a site from a record.
///
/// # Errors
/// The database refuses.
pub fn leave_site(
    write: &WriteTransaction<'_>,
    record: RecordRowId,
    site: SiteRowId,
) -> Result<(), StoreError> {
    write
        .connection()
        .prepare_cached("DELETE FROM record_site WHERE record = ?1 AND site = ?2")?
        .execute((record, site))?;
    Ok(())
}

/// The records none of whose sites was set up: row, id, and the code that lists show.
///
/// # Errors
/// The database cannot be read.
pub fn at_no_site(
    connection: &Connection,
) -> Result<Vec<(RecordRowId, RecordId, Option<String>)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.nr, r.id, w.code FROM record r LEFT JOIN record_row w ON w.record = r.nr
         WHERE EXISTS (SELECT 1 FROM record_site WHERE record = r.nr)
         AND NOT EXISTS (SELECT 1 FROM record_site rs JOIN site s ON s.nr = rs.site
                         WHERE rs.record = r.nr AND s.name IS NOT NULL)
         ORDER BY r.nr",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        found.push((row.get(0)?, RecordId::from_slice(id)?, row.get(2)?));
    }
    Ok(found)
}
