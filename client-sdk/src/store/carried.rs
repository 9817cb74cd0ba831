//! Bundles of others that this device carries, and bundles of its own earlier logs.

use puente_protocol::bundle::BundleHash;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Error;

/// The bundles that a device carries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CarriedBundles {
    /// Bundles that wait for a line.
    pub waiting: u64,
    /// Bundles that the server took. Their receipts can be handed back.
    pub delivered: u64,
    /// Bundles that the server refused for good. The people who gave them must be told.
    pub refused: u64,
}

pub(crate) fn insert(conn: &Connection, hash: &BundleHash, bundle: &[u8]) -> Result<bool, Error> {
    let added = conn.execute(
        "INSERT OR IGNORE INTO carried (hash, bundle) VALUES (?1, ?2)",
        params![hash, bundle],
    )?;
    Ok(added > 0)
}

/// As [`insert`], for a bundle of an earlier log of this device.
pub(crate) fn insert_own(conn: &Connection, hash: &BundleHash, bundle: &[u8]) -> Result<(), Error> {
    conn.execute(
        "INSERT OR IGNORE INTO carried (hash, bundle, is_own) VALUES (?1, ?2, 1)",
        params![hash, bundle],
    )?;
    Ok(())
}

/// Is it a bundle of an earlier log of this device?
pub(crate) fn is_own(conn: &Connection, hash: &BundleHash) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("SELECT 1 FROM carried WHERE hash = ?1 AND is_own <> 0")?;
    Ok(statement.exists([hash])?)
}

/// The bytes of all waiting bundles.
pub(crate) fn bytes(conn: &Connection) -> Result<u64, Error> {
    Ok(conn.query_row(
        "SELECT coalesce(sum(length(bundle)), 0) FROM carried",
        [],
        |row| row.get(0),
    )?)
}

/// The next waiting bundle, in the order of the hashes.
pub(crate) fn next(
    conn: &Connection,
    after: Option<BundleHash>,
) -> Result<Option<(BundleHash, Vec<u8>)>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT hash, bundle FROM carried WHERE receipt IS NULL AND refused IS NULL AND hash > ?1
         ORDER BY hash LIMIT 1",
    )?;
    let after: &[u8] = after.as_ref().map_or(&[], |hash| hash);
    let row = statement.query_row([after], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?)
}

/// Is this bundle carried here, or was it?
pub(crate) fn has(conn: &Connection, hash: &BundleHash) -> Result<bool, Error> {
    let mut statement = conn.prepare_cached("SELECT 1 FROM carried WHERE hash = ?1")?;
    Ok(statement.exists([hash])?)
}

/// Deletes a bundle that is on the server, and keeps the receipt.
pub(crate) fn set_receipt(
    conn: &Connection,
    hash: &BundleHash,
    receipt: &[u8],
) -> Result<(), Error> {
    conn.execute(
        "UPDATE carried SET bundle = x'', receipt = ?2, refused = NULL WHERE hash = ?1",
        params![hash, receipt],
    )?;
    Ok(())
}

/// Deletes a bundle that the server will never take, to make room for others.
pub(crate) fn set_refused(conn: &Connection, hash: &BundleHash, code: &str) -> Result<(), Error> {
    conn.execute(
        "UPDATE carried SET bundle = x'', refused = ?2 WHERE hash = ?1 AND receipt IS NULL",
        params![hash, code],
    )?;
    Ok(())
}

pub(crate) fn receipts(conn: &Connection) -> Result<Vec<Vec<u8>>, Error> {
    let mut statement =
        conn.prepare_cached("SELECT receipt FROM carried WHERE receipt IS NOT NULL ORDER BY hash")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}

pub(crate) fn counts(conn: &Connection) -> Result<CarriedBundles, Error> {
    Ok(conn.query_row(
        "SELECT count(*) FILTER (WHERE receipt IS NULL AND refused IS NULL),
                count(*) FILTER (WHERE receipt IS NOT NULL),
                count(*) FILTER (WHERE refused IS NOT NULL) FROM carried",
        [],
        |row| {
            Ok(CarriedBundles {
                waiting: row.get(0)?,
                delivered: row.get(1)?,
                refused: row.get(2)?,
            })
        },
    )?)
}
