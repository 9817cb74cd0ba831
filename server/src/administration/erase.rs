//! Erasing a person.

use puente_record::code::RecordCode;

use super::AdministrationError;
use crate::Server;
use crate::store::erasure::{self, Erased};
use crate::store::record;

/// Bytes of a reason.
const REASON_BYTES_MAX: usize = 500;

impl Server {
    /// The tombstone of a record that is to be erased: written outside the backups before [`Server::erase`].
    ///
    /// # Errors
    /// There is no such record, or it has been erased; or no reason was given.
    pub fn erasable(
        &self,
        code_or_id: &str,
        reason: &str,
        now_ms: i64,
    ) -> Result<Erased, AdministrationError> {
        let reason = reason.trim();
        if reason.is_empty() || reason.len() > REASON_BYTES_MAX || reason.contains(['\n', '\r']) {
            return Err(AdministrationError::Invalid(
                "a reason is one line of 1 to 500 bytes",
            ));
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
            [record] => Ok(Erased {
                record,
                at_ms: now_ms,
                reason: reason.to_owned(),
            }),
            [] => Err(AdministrationError::Missing("record")),
            _ => Err(AdministrationError::Invalid(
                "several records have this code: give the id",
            )),
        }
    }

    /// Erases a record for good.
    ///
    /// # Errors
    /// The database fails.
    pub fn erase(&self, erased: Erased) -> Result<(), AdministrationError> {
        self.store
            .write(move |write| erasure::erase(write, &erased))?;
        Ok(())
    }
}
