//! What still comes of a record that was erased: it is refused without a trial, and nothing of it is kept.

use rusqlite::Connection;

use super::gather::Gathered;
use crate::store::StoreError;
use crate::store::erasure::{self, RECORD_ERASED};

/// Refuses every change of a record that was erased, of a new document of one too.
pub(super) fn refuse(
    connection: &Connection,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let mut found = Vec::new();
    for subject in &mut gathered.subjects {
        if !subject.is_erased && !gathered.records.contains_key(&subject.record) {
            subject.is_erased = erasure::find(connection, None, Some(subject.record))?
                .map(|erased| found.push((erased.id, erased)))
                .is_some();
        }
        if subject.is_erased {
            for change in &mut subject.incoming {
                change.refused = Some(RECORD_ERASED);
            }
        }
    }
    gathered.records.extend(found);
    Ok(())
}
