//! Changes that are here and did not enter, where a device brings them once more.

use puente_protocol::identity::Actor;
use puente_record::ChangeHash;
use rusqlite::{Connection, OptionalExtension};

use super::{State, Stored, read_all};
use crate::store::{StoreError, signed};

/// The row of a change that is stored, and where it is.
///
/// # Errors
/// The database cannot be read.
pub fn find(
    connection: &Connection,
    document: i64,
    actor: &Actor,
    seq: u64,
    hash: &ChangeHash,
) -> Result<Option<(i64, State)>, StoreError> {
    let found: Option<(i64, i64)> = connection
        .prepare_cached(
            "SELECT nr, state FROM change WHERE document = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4",
        )?
        .query_row((document, actor, signed(seq)?, hash.as_bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    found
        .map(|(nr, state)| Ok((nr, State::from_number(state)?)))
        .transpose()
}

/// The changes of a document that are kept aside.
///
/// # Errors
/// The database cannot be read.
pub fn quarantined_of(connection: &Connection, document: i64) -> Result<Vec<Stored>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("../change_quarantined.sql"))?;
    read_all(statement.query([document])?)
}

/// Changes of a document that are kept aside for want of proof while the same change is accepted, with who brought
/// them.
///
/// # Errors
/// The database cannot be read.
pub fn copies_of_accepted(
    connection: &Connection,
    document: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT c.nr, c.author FROM change c
         -- The second comparison is what lets the partial index be used.
         WHERE c.state = 2 AND c.state <> 0 AND c.document = ?1 AND EXISTS (
             SELECT 1 FROM change a WHERE a.document = ?1 AND a.hash = c.hash AND a.state = 0)
         AND 'not_vouched_for' = (
             SELECT reason FROM verdict WHERE change = c.nr ORDER BY nr DESC LIMIT 1)",
    )?;
    let rows = statement.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
