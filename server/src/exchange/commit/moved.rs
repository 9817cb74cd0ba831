//! A document that turns out to be of another record.

use super::super::plan::RecordPlan;
use crate::store::{StoreError, WriteTransaction, change, document, record};

/// A document that waited under a record of its own belongs to another: its bodies change key.
pub(super) fn move_document(
    write: &WriteTransaction<'_>,
    document: i64,
    from: i64,
    to: i64,
    record: &RecordPlan,
) -> Result<(), StoreError> {
    let old = record::load(write.connection(), &[from])?;
    let old = old.first().ok_or(StoreError::Outdated)?;
    for stored in change::of_document(write.connection(), document)? {
        let body = old.key.open_change(&stored.hash, &stored.sealed)?;
        change::reseal(
            write,
            stored.nr,
            &record.key.seal_change(&stored.hash, &body),
        )?;
    }
    document::move_to(write, document, to)?;
    record::remove_if_empty(write, from)
}
