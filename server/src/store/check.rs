//! Reading everything, in order, to see whether it fits together.

use puente_protocol::identity::PublicKey;
use puente_record::{ChangeHash, DocumentId, InstallId};
use rusqlite::Connection;

use super::packed::unpack;
use super::{StoreError, bytes, unsigned};

/// A segment with the key that signed it.
#[derive(Debug)]
pub struct SignedSegment {
    /// Its row.
    pub nr: i64,
    /// Row of its install.
    pub install: i64,
    /// Its install.
    pub install_id: InstallId,
    /// Its number there.
    pub n: u64,
    /// Its hash as stored.
    pub hash: [u8; 32],
    /// What was signed.
    pub signed: Vec<u8>,
    /// The signature.
    pub signature: [u8; 64],
    /// The device's key.
    pub key: PublicKey,
    /// The index of its receipt.
    pub leaf: u64,
}

/// A change and where it says that it came from.
#[derive(Debug)]
pub struct SegmentChange {
    /// Its row.
    pub nr: i64,
    /// Row of its segment.
    pub segment: i64,
    /// Its place there.
    pub item: u64,
    /// Its document.
    pub document: DocumentId,
    /// The device's branch.
    pub branch: u32,
    /// Its hash.
    pub hash: ChangeHash,
    /// The listing that names it, where it was brought for another.
    pub listed: Option<Vec<u8>>,
}

/// Every segment, install by install, in the order of their numbers.
///
/// # Errors
/// The database cannot be read.
pub fn segments(
    connection: &Connection,
    mut visit: impl FnMut(SignedSegment),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("check_segments.sql"))?;
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

/// Every change with where it says that it came from.
///
/// # Errors
/// The database cannot be read.
pub fn brought(
    connection: &Connection,
    mut visit: impl FnMut(SegmentChange),
) -> Result<(), StoreError> {
    let mut statement = connection.prepare(include_str!("check_brought.sql"))?;
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

/// Rows of documents from one on, in their order.
///
/// # Errors
/// The database cannot be read.
pub fn documents_after(
    connection: &Connection,
    after: i64,
    rows_max: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT nr FROM document WHERE nr > ?1 ORDER BY nr LIMIT ?2")?;
    let mut rows = statement.query([after, rows_max])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(row.get(0)?);
    }
    Ok(documents)
}

/// Does every page of the file open, and do its tables and indexes agree?
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

/// What can be counted in SQL alone: a sentence for each kind of row that does not fit.
///
/// # Errors
/// The database cannot be read.
pub fn mismatches(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let checks = [
        (
            include_str!("check_site_documents.sql"),
            "documents are listed at other sites than their record's",
        ),
        (
            include_str!("check_announced.sql"),
            "documents of a site were never announced in its feed",
        ),
        (
            include_str!("check_feeds.sql"),
            "feeds have gaps or another end than they say",
        ),
        (
            include_str!("check_installs.sql"),
            "installs expect another segment than the next",
        ),
        (
            include_str!("check_verdicts.sql"),
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
