//! A document that turns out to be of another record.

use puente_audit::Entry;

use super::super::plan::{RecordPlan, entry_kind};
use crate::store::{StoreError, WriteTransaction, author, change, document, record};

/// A document that waited under a record of its own belongs to another: its bodies change key. The log committed to
/// its changes under the key that goes, so it says of each again what it is.
pub(super) fn move_document(
    write: &mut WriteTransaction<'_>,
    document: i64,
    from: i64,
    (to, record): (i64, &RecordPlan),
    now_ms: i64,
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
        let author = author::load(write.connection(), stored.author)?;
        write.log(&Entry {
            account: Some(author.account),
            device: Some(author.device),
            object: Some(record.key.pseudonym()),
            commitment: Some(record.key.opening(stored.hash).commitment()),
            ..Entry::new(entry_kind(stored.state), now_ms)
        })?;
    }
    document::move_to(write, document, to)?;
    record::remove_if_empty(write, from)
}
