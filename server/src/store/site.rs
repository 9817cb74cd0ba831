//! Sites: those that were set up, and those that only a document named.

use puente_protocol::sites::{SignedSites, Sites};
use puente_record::{SiteFacts, SiteId, SiteZone};

use super::account::raise_every_generation;
use super::engine::{ResultRow, sql, sql_file};
use super::log::LeafIndex;
use super::meta::ServerIdentity;
use super::row_id::SiteRowId;
use super::{Connection, StoreError, WriteTransaction};

/// The name and the kind of the site with which every server begins.
pub const OFFICE: &str = "office";

/// A site that was set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRow {
    /// The number of its row.
    pub nr: SiteRowId,
    /// `crossing`, `shelter` or `office`.
    pub kind: String,
    /// What devices are told about it.
    pub facts: SiteFacts,
}

/// Sets up a site, or one that only a document had named. `None` if the name is taken.
///
/// # Errors
/// The database refuses.
pub fn add(
    write: &WriteTransaction<'_>,
    id: SiteId,
    name: &str,
    kind: &str,
) -> Result<Option<SiteRowId>, StoreError> {
    let connection = write.connection();
    if connection.exists(sql!("SELECT 1 FROM site WHERE name = ?1"), [name])? {
        return Ok(None);
    }
    let nr = row_of(connection, id)?;
    connection.run(
        sql!("UPDATE site SET name = ?2, kind = ?3 WHERE nr = ?1"),
        (nr, name, kind),
    )?;
    raise_every_generation(write)?;
    Ok(Some(nr))
}

/// Changes the facts about a site; every device gets them at its next exchange.
///
/// # Errors
/// The database refuses.
pub fn set(
    write: &WriteTransaction<'_>,
    facts: &SiteFacts,
    _logged: LeafIndex,
) -> Result<(), StoreError> {
    let zone = facts.zone.as_ref();
    write.connection().run(
        sql_file!("site/set.sql"),
        (
            facts.id,
            &facts.name,
            zone.map(|zone| &zone.name),
            zone.map(|zone| &zone.rule),
            facts.dif_phones.join("\n"),
            facts.attorney_phones.join("\n"),
            facts.is_open,
        ),
    )?;
    raise_every_generation(write)
}

/// The signed statement about all sites that devices get.
///
/// # Errors
/// The database cannot be read.
pub fn signed_sites(
    connection: &Connection,
    identity: &ServerIdentity,
    now_ms: i64,
) -> Result<SignedSites, StoreError> {
    let sites = Sites {
        server: identity.server,
        epoch: identity.epoch,
        as_of_ms: now_ms,
        at: list(connection)?
            .into_iter()
            .map(|site| site.facts)
            .collect(),
    };
    Ok(sites.sign(&identity.receipt_key()))
}

/// The row of a site; makes it if there is none, because a document may name a site that nobody set up here.
///
/// # Errors
/// The database refuses.
pub fn row_of(connection: &Connection, id: SiteId) -> Result<SiteRowId, StoreError> {
    let sql = sql!("SELECT nr FROM site WHERE id = ?1");
    if let Some(nr) = connection.first(sql, [id], |row| row.get(0))? {
        return Ok(nr);
    }
    connection.insert(sql!("INSERT INTO site(id) VALUES (?1) RETURNING nr"), [id])
}

/// The id of a site's row.
///
/// # Errors
/// The database cannot be read.
pub fn id_of(connection: &Connection, site: SiteRowId) -> Result<SiteId, StoreError> {
    let sql = sql!("SELECT id FROM site WHERE nr = ?1");
    connection.one(sql, [site], |row| row.get(0))
}

/// The sites that were set up, by name.
///
/// # Errors
/// The database cannot be read.
pub fn list(connection: &Connection) -> Result<Vec<SiteRow>, StoreError> {
    connection.all(sql_file!("site/list.sql"), (), |row| {
        Ok(SiteRow {
            nr: row.get(0)?,
            kind: row.get(3)?,
            facts: facts(row)?,
        })
    })
}

fn facts(row: &ResultRow<'_>) -> Result<SiteFacts, StoreError> {
    let lines = |column| -> Result<Vec<String>, StoreError> {
        let text: &str = row.get(column)?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let zone: Option<String> = row.get(4)?;
    let rule: Option<String> = row.get(5)?;
    Ok(SiteFacts {
        id: row.get(1)?,
        name: row.get(2)?,
        zone: zone.zip(rule).map(|(name, rule)| SiteZone { name, rule }),
        dif_phones: lines(6)?,
        attorney_phones: lines(7)?,
        is_open: row.get(8)?,
    })
}

/// The ids of the sites that were set up: to these a record may be moved.
///
/// # Errors
/// The database cannot be read.
pub fn set_up_ids(connection: &Connection) -> Result<Vec<SiteId>, StoreError> {
    let sql = sql!("SELECT id FROM site WHERE name IS NOT NULL ORDER BY nr");
    connection.all(sql, (), |row| row.get(0))
}

/// Every site that was ever named, set up or not.
///
/// # Errors
/// The database cannot be read.
pub fn all_ids(connection: &Connection) -> Result<Vec<SiteId>, StoreError> {
    let sql = sql!("SELECT id FROM site ORDER BY nr");
    connection.all(sql, (), |row| row.get(0))
}
