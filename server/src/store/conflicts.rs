//! Where conflicts wait for a decision.

use puente_record::{Compartment, RecordId};
use rusqlite::Connection;

use super::StoreError;
use super::change::array;
use super::feed::kind_number;

/// A record with conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictedRecord {
    /// Its row.
    pub nr: i64,
    /// The record.
    pub id: RecordId,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// Fields that wait, in what was asked for.
    pub conflicts: u32,
}

/// Compartments at sites, by the sites' rows.
pub type SitesByCompartment = Vec<(i64, Compartment)>;

/// Kinds that fit beside a site's row in one number.
const KINDS_MAX: i64 = 16;

/// The records behind one that wait for a decision in these compartments at these sites, by id.
///
/// # Errors
/// The database cannot be read.
pub fn waiting(
    connection: &Connection,
    places: &SitesByCompartment,
    after: Option<RecordId>,
    count_max: u32,
) -> Result<Vec<ConflictedRecord>, StoreError> {
    let places: Vec<i64> = places
        .iter()
        .map(|(site, kind)| site * KINDS_MAX + kind_number(*kind))
        .collect();
    let after = after.map_or_else(Vec::new, |after| after.as_bytes().to_vec());
    let mut statement = connection.prepare_cached(include_str!("conflicts_waiting.sql"))?;
    let mut rows = statement.query((array(&places), after, count_max))?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        waiting.push(ConflictedRecord {
            nr: row.get(0)?,
            id: RecordId::from_slice(id)?,
            code: row.get(2)?,
            conflicts: row.get(3)?,
        });
    }
    Ok(waiting)
}

/// The records with this code. More than one is a finding, not an error.
///
/// # Errors
/// The database cannot be read.
pub fn with_code(connection: &Connection, code: &str) -> Result<Vec<RecordId>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("record_with_code.sql"))?;
    let mut rows = statement.query([code])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(RecordId::from_slice(
            row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
        )?);
    }
    Ok(records)
}
