//! Where each change of a document came from, and when this server received it.

use std::collections::HashMap;

use puente_record::{AccountId, ChangeHash, DeviceId, SiteId};

use super::engine::sql_file;
use super::row_id::DocumentRowId;
use super::{Connection, StoreError};

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
    let all = connection.all(sql_file!("provenance/load.sql"), [document], |row| {
        let provenance = Provenance {
            account: row.get(1)?,
            name: row.secret(2)?,
            device: row.get(3)?,
            site: row.get(4)?,
            site_name: row.get(5)?,
            received_ms: row.get(6)?,
            leaf: row.get(7)?,
        };
        Ok((row.get(0)?, provenance))
    })?;
    Ok(all.into_iter().collect())
}
