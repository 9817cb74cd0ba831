//! A document turns out to belong to another record.

use puente_audit::Entry;

use super::super::plan::{RecordPlan, entry_kind};
use crate::store::row_id::{DocumentRowId, RecordRowId};
use crate::store::{StoreError, WriteTransaction, author, change, document, record};

/// Moves a waiting document from its separate record to the record it belongs to, and seals its bodies under
/// that record's key. The log committed to its changes under the old key, so it repeats each entry under the
/// new one.
pub(super) fn move_document(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    from: RecordRowId,
    to: RecordRowId,
    record: &RecordPlan,
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
