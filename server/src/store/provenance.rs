//! Where each change of a document came from, and when this server received it.

use std::collections::HashMap;

use puente_record::{AccountId, ChangeHash, DeviceId, SiteId};
use rusqlite::Connection;

use super::row_id::DocumentRowId;
use super::{StoreError, unsigned};

/// Who wrote a change, on which device, and when it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The author's account.
    pub account: AccountId,
    /// The person's name; empty for an account that does not exist here.
    pub name: String,
    /// The author's device.
    pub device: DeviceId,
    /// The site of the device.
    pub site: SiteId,
    /// The site's name; empty if it was never set up.
    pub site_name: String,
    /// When the change was received, server's clock, ms.
    pub received_ms: i64,
    /// The log entry of its segment.
    pub leaf: u64,
}

/// The provenance of every change of a document.
///
/// # Errors
/// The database cannot be read.
pub fn of_document(
    connection: &Connection,
    document: DocumentRowId,
) -> Result<HashMap<ChangeHash, Provenance>, StoreError> {
    let mut statement = connection.prepare_cached(include_str!("provenance/load.sql"))?;
    let mut rows = statement.query([document])?;
    let mut all = HashMap::new();
    while let Some(row) = rows.next()? {
        let blob = |index| {
            row.get_ref(index)
                .and_then(|value| value.as_blob().map_err(rusqlite::Error::from))
        };
        let provenance = Provenance {
            account: AccountId::from_slice(blob(1)?)?,
            name: row.get(2)?,
            device: DeviceId::from_slice(blob(3)?)?,
            site: SiteId::from_slice(blob(4)?)?,
            site_name: row.get(5)?,
            received_ms: row.get(6)?,
            leaf: unsigned(row.get(7)?)?,
        };
        all.insert(ChangeHash::from_slice(blob(0)?)?, provenance);
    }
    Ok(all)
}
