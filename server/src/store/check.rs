//! Reads everything in order to check that it is consistent.

use puente_protocol::identity::PublicKey;
use puente_record::{ChangeHash, DocumentId, InstallId};
use rusqlite::Connection;

use super::packed::unpack;
use super::row_id::{ChangeRowId, DocumentRowId, InstallRowId, SegmentRowId};
use super::{StoreError, bytes, unsigned};

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
    let mut statement = connection.prepare(include_str!("check/segments.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        visit(SignedSegment {
            nr: row.get(0)?,
            install: row.get(1)?,
            install_id: InstallId::from_slice(blob(2)?)?,
            n: unsigned(row.get(3)?)?,
            hash: bytes(blob(4)?)?,
            signed: row.get(5)?,
            signature: bytes(blob(6)?)?,
            key: bytes(blob(7)?)?,
            leaf: unsigned(row.get(8)?)?,
        });
    }
    Ok(())
}

/// All changes with their stated places of origin.
///
/// # Errors
/// The database cannot be read.
pub fn brought(
    connection: &Connection,
    mut visit: impl FnMut(SegmentChange),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("check/brought.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        let listed: Option<Vec<u8>> = row.get(6)?;
        let listed = match row.get(7)? {
            Some(true) => listed.map(|body| unpack(&body)).transpose()?,
            _ => listed,
        };
        visit(SegmentChange {
            nr: row.get(0)?,
            segment: row.get(1)?,
            item: unsigned(row.get(2)?)?,
            document: DocumentId::from_slice(blob(3)?)?,
            branch: row.get(4)?,
            hash: ChangeHash::from_slice(blob(5)?)?,
            listed,
        });
    }
    Ok(())
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
    let mut statement =
        connection.prepare_cached("SELECT nr FROM document WHERE nr > ?1 ORDER BY nr LIMIT ?2")?;
    let mut rows = statement.query((after, rows_max))?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(row.get(0)?);
    }
    Ok(documents)
}

/// Checks that every page of the file opens, and that tables and indexes agree. Returns what is wrong.
///
/// # Errors
/// The database cannot be read.
pub fn file_damage(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        let mut statement = connection.prepare(pragma)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.push(format!("the file: {line}"));
            }
        }
    }
    Ok(found)
}

/// The checks that SQL can do alone. Returns a sentence for each kind of row that is inconsistent.
///
/// # Errors
/// The database cannot be read.
pub fn mismatches(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let checks = [
        (
            include_str!("check/site_documents.sql"),
            "documents are listed at other sites than their record's",
        ),
        (
            include_str!("check/announced.sql"),
            "documents of a site were never announced in its feed",
        ),
        (
            include_str!("check/feeds.sql"),
            "feeds have gaps or another end than they say",
        ),
        (
            include_str!("check/installs.sql"),
            "installs expect another segment than the next",
        ),
        (
            include_str!("check/verdicts.sql"),
            "changes are in another state than their last verdict says",
        ),
    ];
    let mut found = Vec::new();
    for (sql, sentence) in checks {
        let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        if count > 0 {
            found.push(format!("{count} {sentence}"));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    if statement.exists([])? {
        found.push("rows refer to rows that are not there".to_owned());
    }
    Ok(found)
}
