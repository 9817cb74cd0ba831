//! Erasing a person.

use puente_document::Document;
use puente_record::code::RecordCode;
use puente_record::{ListId, Opening, RecordId, SiteId};

use super::{Administration, AdministrationError};
use crate::store::erasure::{self, Tombstone};
use crate::store::{document, record};

/// The most bytes of a reason.
const REASON_BYTES_MAX: usize = 500;

impl Administration {
    /// The tombstone for a record to erase. The caller must write it outside the backups before
    /// [`Administration::erase`].
    ///
    /// # Errors
    /// There is no such record, it has been erased, or the reason is missing.
    pub fn erasable(
        &self,
        code_or_id: &str,
        reason: &str,
        now_ms: i64,
    ) -> Result<Tombstone, AdministrationError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.len() > REASON_BYTES_MAX || reason.contains(['\n', '\r']) {
            return Err(AdministrationError::Invalid("reason_line"));
        }
        let code = code_or_id.parse::<RecordCode>().ok();
        let found = self
            .store
            .read(|connection| match (code, code_or_id.parse()) {
                (Some(code), _) => erasure::by_code(connection, &code.to_string()),
                (None, Ok(id)) => Ok(record::find(connection, &[id])?
                    .into_iter()
                    .map(|record| record.id)
                    .collect()),
                (None, Err(_)) => Ok(Vec::new()),
            })?;
        match found[..] {
            [record] => Ok(Tombstone {
                record,
                at_ms: now_ms,
                reason: reason.to_owned(),
            }),
            [] => Err(AdministrationError::Missing("record")),
            _ => Err(AdministrationError::Invalid("several_records")),
        }
    }

    /// The further parts of a list of arrivals, given its first part; empty for any other record.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn list_of(
        &self,
        record: RecordId,
    ) -> Result<Option<(SiteId, ListId)>, AdministrationError> {
        let origin = self.store.read(|connection| {
            let found = document::find(connection, &[record], usize::MAX)?.pop();
            let of = record::find(connection, &[record])?.pop();
            let (Some(found), Some(of)) = (found, of) else {
                return Ok(None);
            };
            let Some(sealed) = found.document.sealed else {
                return Ok(None);
            };
            let saved = of.key.open_document(&record, &sealed)?;
            Ok(Document::load(record, &saved)
                .ok()
                .and_then(|document| document.origin()))
        })?;
        Ok(origin.and_then(|origin| match origin.opening {
            Opening::Listed { site, list, .. } if origin.kind.is_list() => Some((site, list)),
            _ => None,
        }))
    }

    /// Erases a record for good.
    ///
    /// # Errors
    /// The database fails.
    pub fn erase(&self, erased: Tombstone) -> Result<(), AdministrationError> {
        self.store
            .write(move |write| erasure::erase(write, &erased))?;
        Ok(())
    }
}
