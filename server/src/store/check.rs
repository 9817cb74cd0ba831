//! Reads everything in order to check that it is consistent.

use std::ops::ControlFlow;

use puente_protocol::identity::PublicKey;
use puente_record::{ChangeHash, DocumentId, InstallId};

use super::engine::{sql, sql_file};
use super::packed::unpack;
use super::row_id::{ChangeRowId, DocumentRowId, InstallRowId, SegmentRowId};
use super::{Connection, StoreError, location};

/// A segment with the key that signed it.
#[derive(Debug)]
pub struct SignedSegment {
    /// The number of its row.
    pub nr: SegmentRowId,
    /// Row of its install.
    pub install: InstallRowId,
    /// The id of the install.
    pub install_id: InstallId,
    /// The segment's number in that install.
    pub n: u64,
    /// The hash as stored.
    pub hash: [u8; 32],
    /// The signed bytes.
    pub signed: Vec<u8>,
    /// The signature.
    pub signature: [u8; 64],
    /// The device's key.
    pub key: PublicKey,
    /// The log index of its receipt.
    pub leaf: u64,
}

/// A change and its stated place of origin.
#[derive(Debug)]
pub struct SegmentChange {
    /// The number of its row.
    pub nr: ChangeRowId,
    /// Row of its segment.
    pub segment: SegmentRowId,
    /// Its place in the segment.
    pub item: u64,
    /// The document's id.
    pub document: DocumentId,
    /// The device's branch.
    pub branch: u32,
    /// The hash of the change.
    pub hash: ChangeHash,
    /// The listing that names it, if a device brought it for another.
    pub listed: Option<Vec<u8>>,
}

/// All segments, install by install, in the order of their numbers.
///
/// # Errors
/// The database cannot be read.
pub fn segments(
    connection: &Connection,
    mut visit: impl FnMut(SignedSegment),
) -> Result<(), StoreError> {
    connection.each(sql_file!("check/segments.sql"), (), |row| {
        visit(SignedSegment {
            nr: row.get(0)?,
            install: row.get(1)?,
            install_id: row.get(2)?,
            n: row.get(3)?,
            hash: row.get(4)?,
            signed: row.get(5)?,
            signature: row.get(6)?,
            key: row.get(7)?,
            leaf: row.get(8)?,
        });
        Ok(ControlFlow::Continue(()))
    })
}

/// All changes with their stated places of origin.
///
/// # Errors
/// The database cannot be read.
pub fn segment_changes(
    connection: &Connection,
    mut visit: impl FnMut(SegmentChange),
) -> Result<(), StoreError> {
    connection.each(sql_file!("check/brought.sql"), (), |row| {
        let listed: Option<&[u8]> = row.get(6)?;
        let is_packed: Option<bool> = row.get(7)?;
        let listed = match is_packed {
            Some(true) => listed.map(unpack).transpose()?,
            _ => listed.map(<[u8]>::to_vec),
        };
        visit(SegmentChange {
            nr: row.get(0)?,
            segment: row.get(1)?,
            item: row.get(2)?,
            document: row.get(3)?,
            branch: row.get(4)?,
            hash: row.get(5)?,
            listed,
        });
        Ok(ControlFlow::Continue(()))
    })
}

/// The rows of documents after one, in ascending order.
///
/// # Errors
/// The database cannot be read.
pub fn documents_after(
    connection: &Connection,
    after: DocumentRowId,
    rows_max: i64,
) -> Result<Vec<DocumentRowId>, StoreError> {
    let sql = sql!("SELECT nr FROM document WHERE nr > ?1 ORDER BY nr LIMIT ?2");
    connection.all(sql, (after, rows_max), |row| row.get(0))
}

/// Checks that every page of the file opens, and that tables and indexes agree. Returns what is wrong.
///
/// # Errors
/// The database cannot be read.
pub fn file_damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    location::damage(connection)
}

/// The checks that SQL can do alone. Returns a sentence for each kind of row that is inconsistent.
///
/// # Errors
/// The database cannot be read.
pub fn mismatches(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let checks = [
        (
            sql_file!("check/site_documents.sql"),
            "documents are listed at other sites than their record's",
        ),
        (
            sql_file!("check/announced.sql"),
            "documents of a site were never announced in its feed",
        ),
        (
            sql_file!("check/feeds.sql"),
            "feeds have gaps or another end than they say",
        ),
        (
            sql_file!("check/installs.sql"),
            "installs expect another segment than the next",
        ),
        (
            sql_file!("check/verdicts.sql"),
            "changes are in another state than their last verdict says",
        ),
    ];
    let mut found = Vec::new();
    for (sql, sentence) in checks {
        let count: i64 = connection.one(sql, (), |row| row.get(0))?;
        if count > 0 {
            found.push(format!("{count} {sentence}"));
        }
    }
    if location::has_dangling_references(connection)? {
        found.push("rows refer to rows that are not there".to_owned());
    }
    Ok(found)
}
