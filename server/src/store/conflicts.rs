//! The records with conflicts that wait for a decision.

use puente_record::{DocumentKind, RecordId};

use super::engine::{Numbers, sql_file};
use super::feed::kind_number;
use super::row_id::{RecordRowId, SiteRowId};
use super::{Connection, StoreError};

/// A record with conflicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictedRecord {
    /// The number of its row.
    pub nr: RecordRowId,
    /// The record's id.
    pub id: RecordId,
    /// Its code, if it has one.
    pub code: Option<String>,
    /// How many fields wait, in the requested compartments.
    pub conflicts: u32,
}

/// Sites, by their rows, each with a kind of document.
pub type SitesByKind = Vec<(SiteRowId, DocumentKind)>;

/// How many kinds fit together with a site's row into one number.
const KINDS_MAX: i64 = 16;

/// The records that have undecided conflicts in documents of these kinds at these sites, ordered by id, from the
/// one after `after` on.
///
/// # Errors
/// The database cannot be read.
pub fn waiting(
    connection: &Connection,
    places: &SitesByKind,
    after: Option<RecordId>,
    count_max: u32,
) -> Result<Vec<ConflictedRecord>, StoreError> {
    let places = places
        .iter()
        .map(|(site, kind)| site.get() * KINDS_MAX + kind_number(*kind));
    let after = after.map_or_else(Vec::new, |after| after.as_bytes().to_vec());
    let sql = sql_file!("conflicts/waiting.sql");
    connection.all(sql, (Numbers::new(places), after, count_max), |row| {
        Ok(ConflictedRecord {
            nr: row.get(0)?,
            id: row.get(1)?,
            code: row.get(2)?,
            conflicts: row.get(3)?,
        })
    })
}

/// The records with this code. Several are a finding, not an error.
///
/// # Errors
/// The database cannot be read.
pub fn with_code(connection: &Connection, code: &str) -> Result<Vec<RecordId>, StoreError> {
    let sql = sql_file!("conflicts/record_with_code.sql");
    connection.all(sql, [code], |row| row.get(0))
}
