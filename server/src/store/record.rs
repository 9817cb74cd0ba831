//! Records: their keys and their sites.

use puente_record::{RecordId, SiteId};

use super::engine::{Ids, Numbers, ResultRow, Secret, sql, sql_file};
use super::row_id::{RecordRowId, SiteRowId};
use super::sealing::RecordKey;
use super::{Connection, StoreError, WriteTransaction};

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
    let nr = create_without_key(write, id)?;
    write.connection().run(
        sql!("INSERT INTO record_key(record, key) VALUES (?1, ?2)"),
        (nr, Secret(key.bytes())),
    )?;
    Ok(nr)
}

/// Adds a record without a key: one that will be erased and of which nothing is known.
pub(super) fn create_without_key(
    write: &WriteTransaction<'_>,
    id: RecordId,
) -> Result<RecordRowId, StoreError> {
    write.connection().insert(
        sql!("INSERT INTO record(id) VALUES (?1) RETURNING nr"),
        [id],
    )
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
    let sql = sql!(
        "SELECT 1 FROM document WHERE record = ?1 UNION ALL SELECT 1 FROM sealed_body WHERE record = ?1"
    );
    if !connection.exists(sql, [record])? {
        for sql in [
            sql!("DELETE FROM record_row WHERE record = ?1"),
            sql!("DELETE FROM record_site WHERE record = ?1"),
            sql!("DELETE FROM record_key WHERE record = ?1"),
            sql!("DELETE FROM record WHERE nr = ?1"),
        ] {
            connection.run(sql, [record])?;
        }
    }
    Ok(())
}

/// The id of a record, even of an erased one.
///
/// # Errors
/// There is no such record, or the database cannot be read.
pub fn id(connection: &Connection, record: RecordRowId) -> Result<RecordId, StoreError> {
    let sql = sql!("SELECT id FROM record WHERE nr = ?1");
    connection.one(sql, [record], |row| row.get(0))
}

/// Whether there is a record with this core document.
///
/// # Errors
/// The database cannot be read.
pub fn exists(connection: &Connection, id: RecordId) -> Result<bool, StoreError> {
    connection.exists(sql!("SELECT 1 FROM record WHERE id = ?1"), [id])
}

/// The known records among these core documents.
///
/// # Errors
/// The database cannot be read.
pub fn find(connection: &Connection, ids: &[RecordId]) -> Result<Vec<RecordRow>, StoreError> {
    let found = connection.all(sql_file!("record/find.sql"), [Ids::of(ids)], read)?;
    with_sites(connection, found)
}

/// The records in these rows.
///
/// # Errors
/// The database cannot be read.
pub fn load(connection: &Connection, rows: &[RecordRowId]) -> Result<Vec<RecordRow>, StoreError> {
    let rows = Numbers::new(rows.iter().map(|row| row.get()));
    let found = connection.all(sql_file!("record/load.sql"), [rows], read)?;
    with_sites(connection, found)
}

fn read(row: &ResultRow<'_>) -> Result<RecordRow, StoreError> {
    Ok(RecordRow {
        nr: row.get(0)?,
        id: row.get(1)?,
        key: row.secret(3)?,
        sites: Vec::new(),
        ever: read_ever(row.get(2)?)?,
    })
}

fn with_sites(
    connection: &Connection,
    mut records: Vec<RecordRow>,
) -> Result<Vec<RecordRow>, StoreError> {
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
    connection.all(sql_file!("record/sites.sql"), [record], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
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
pub fn sites_ever(connection: &Connection, record: RecordRowId) -> Result<Vec<SiteId>, StoreError> {
    let sql = sql!("SELECT ever FROM record WHERE nr = ?1");
    connection.one(sql, [record], |row| read_ever(row.get(0)?))
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
    write.connection().run(
        sql!("UPDATE record SET ever = ?2 WHERE nr = ?1"),
        (record, column),
    )?;
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
    write.connection().run(
        sql!("INSERT INTO record_site(record, site) VALUES (?1, ?2) ON CONFLICT DO NOTHING"),
        (record, site),
    )?;
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
    write.connection().run(
        sql!("DELETE FROM record_site WHERE record = ?1 AND site = ?2"),
        (record, site),
    )?;
    Ok(())
}

/// The records none of whose sites was set up: row, id, and the code that lists show.
///
/// # Errors
/// The database cannot be read.
pub fn at_no_site(
    connection: &Connection,
) -> Result<Vec<(RecordRowId, RecordId, Option<String>)>, StoreError> {
    let sql = sql!(
        "SELECT r.nr, r.id, w.code FROM record r LEFT JOIN record_row w ON w.record = r.nr
         WHERE EXISTS (SELECT 1 FROM record_site WHERE record = r.nr)
         AND NOT EXISTS (SELECT 1 FROM record_site rs JOIN site s ON s.nr = rs.site
                         WHERE rs.record = r.nr AND s.name IS NOT NULL)
         ORDER BY r.nr"
    );
    connection.all(sql, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
