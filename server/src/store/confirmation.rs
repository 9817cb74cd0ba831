//! What devices have confirmed: a device stores a page and its cursor in one transaction, so a request whose cursor is behind
//! a row proves that the device did what the row said.

use std::collections::HashMap;

use puente_policy::Role;
use puente_record::SiteId;

use super::engine::{sql, sql_file};
use super::row_id::{DeviceRowId, FeedRowId};
use super::{Connection, StoreError, WriteTransaction, signed};

/// What a device was told to let go of, and has not confirmed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unconfirmed {
    /// The number of erased people of whom it has not confirmed to hold nothing.
    pub erased: u64,
    /// When the first of them was erased, server's clock, ms.
    pub erased_ms: Option<i64>,
    /// Roles that ended, the first to end in front.
    pub ended: Vec<EndedRole>,
}

/// A role that ended, and of which the device may not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedRole {
    /// The site's id.
    pub site: SiteId,
    /// The site's name; `None` if it was never set up.
    pub site_name: Option<String>,
    /// The role there.
    pub role: Role,
    /// When it ended, server's clock, ms.
    pub until_ms: i64,
}

/// Whether a device's request says more than the one before.
///
/// # Errors
/// The database cannot be read.
pub fn is_news(
    connection: &Connection,
    device: DeviceRowId,
    feed: Option<(FeedRowId, u64)>,
    generation: u64,
) -> Result<bool, StoreError> {
    let told = sql!("SELECT 1 FROM device WHERE nr = ?1 AND confirmed_generation <> ?2");
    if generation > 0 && connection.exists(told, (device, signed(generation)?))? {
        return Ok(true);
    }
    let Some((feed, seq)) = feed else {
        return Ok(false);
    };
    let read = sql!("SELECT 1 FROM feed WHERE nr = ?1 AND confirmed_seq < ?2");
    connection.exists(read, (feed, signed(seq)?))
}

/// Notes what a device's request says: it has its own feed up to this row, and knows this generation of its grants, if not 0.
///
/// # Errors
/// The database refuses.
pub fn note(
    write: &WriteTransaction<'_>,
    device: DeviceRowId,
    feed: Option<(FeedRowId, u64)>,
    generation: u64,
    now_ms: i64,
) -> Result<(), StoreError> {
    let connection = write.connection();
    if generation > 0 {
        connection.run(
            sql!(
                "UPDATE device SET confirmed_generation = ?2, confirmed_ms = ?3
                 WHERE nr = ?1 AND confirmed_generation <> ?2"
            ),
            (device, signed(generation)?, now_ms),
        )?;
    }
    if let Some((feed, seq)) = feed {
        connection.run(
            sql!("UPDATE feed SET confirmed_seq = ?2 WHERE nr = ?1 AND confirmed_seq < ?2"),
            (feed, signed(seq)?),
        )?;
    }
    Ok(())
}

/// What devices have not confirmed, by device.
///
/// # Errors
/// The database cannot be read.
pub fn missing(connection: &Connection) -> Result<HashMap<DeviceRowId, Unconfirmed>, StoreError> {
    let mut missing: HashMap<DeviceRowId, Unconfirmed> = HashMap::new();
    let erased = connection.all(sql_file!("confirmation/erasures.sql"), (), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    for (device, erased, erased_ms) in erased {
        let of = missing.entry(device).or_default();
        (of.erased, of.erased_ms) = (erased, Some(erased_ms));
    }
    let ended = connection.all(sql_file!("confirmation/ended_roles.sql"), (), |row| {
        let role: &str = row.get(3)?;
        let ended = EndedRole {
            site: row.get(1)?,
            site_name: row.get(2)?,
            role: role
                .parse()
                .map_err(|_| StoreError::Damaged("a grant of no known role"))?,
            until_ms: row.get(4)?,
        };
        Ok((row.get(0)?, ended))
    })?;
    for (device, ended) in ended {
        missing.entry(device).or_default().ended.push(ended);
    }
    Ok(missing)
}
