//! Sites: those that were set up, and those that only a document named.

use puente_record::SiteId;
use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, Write};

/// A site that was set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its row.
    pub nr: i64,
    /// Its id.
    pub id: SiteId,
    /// Its name as people say it.
    pub name: String,
    /// `crossing`, `shelter` or `office`.
    pub kind: String,
}

/// Sets up a site, or gives a name to one that a document named before. Nothing if the name is taken.
///
/// # Errors
/// The database refuses.
pub fn add(
    write: &Write<'_>,
    id: SiteId,
    name: &str,
    kind: &str,
) -> Result<Option<i64>, StoreError> {
    let taken: Option<i64> = write
        .connection()
        .query_row("SELECT nr FROM site WHERE name = ?1", [name], |row| {
            row.get(0)
        })
        .optional()?;
    if taken.is_some() {
        return Ok(None);
    }
    let nr = row_of(write.connection(), id)?;
    write.connection().execute(
        "UPDATE site SET name = ?2, kind = ?3 WHERE nr = ?1",
        (nr, name, kind),
    )?;
    Ok(Some(nr))
}

/// The row of a site, made if need be: a document may name a site that nobody set up here.
///
/// # Errors
/// The database refuses.
pub fn row_of(connection: &Connection, id: SiteId) -> Result<i64, StoreError> {
    let found = connection
        .prepare_cached("SELECT nr FROM site WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    if let Some(nr) = found {
        return Ok(nr);
    }
    connection
        .prepare_cached("INSERT INTO site(id) VALUES (?1)")?
        .execute([id.as_bytes()])?;
    Ok(connection.last_insert_rowid())
}

/// The id of a site's row.
///
/// # Errors
/// The database cannot be read.
pub fn id_of(connection: &Connection, site: i64) -> Result<SiteId, StoreError> {
    let id: Vec<u8> = connection
        .prepare_cached("SELECT id FROM site WHERE nr = ?1")?
        .query_row([site], |row| row.get(0))?;
    Ok(SiteId::from_slice(&id)?)
}

/// The sites that were set up, by name.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<Site>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT nr, id, name, kind FROM site WHERE name IS NOT NULL ORDER BY name",
    )?;
    let mut rows = statement.query([])?;
    let mut sites = Vec::new();
    while let Some(row) = rows.next()? {
        sites.push(Site {
            nr: row.get(0)?,
            id: SiteId::from_slice(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?,
            name: row.get(2)?,
            kind: row.get(3)?,
        });
    }
    Ok(sites)
}

/// The ids of the sites that were set up: where a record may be moved to.
///
/// # Errors
/// The database cannot be read.
pub fn set_up_ids(connection: &Connection) -> Result<Vec<SiteId>, StoreError> {
    read_ids(
        connection,
        "SELECT id FROM site WHERE name IS NOT NULL ORDER BY nr",
    )
}

/// Every site that was ever named, set up or not.
///
/// # Errors
/// The database cannot be read.
pub fn all_ids(connection: &Connection) -> Result<Vec<SiteId>, StoreError> {
    read_ids(connection, "SELECT id FROM site ORDER BY nr")
}

fn read_ids(connection: &Connection, sql: &str) -> Result<Vec<SiteId>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(SiteId::from_slice(
            row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
        )?);
    }
    Ok(ids)
}
