//! Changes of erased records that still arrive: they are refused, without a trial where the record is known
//! before one, and nothing of them is kept.

use std::collections::HashMap;

use puente_admission::{Reason, Verdict};
use puente_record::RecordId;

use super::gathered::GatheredRequest;
use super::judged::JudgedDocument;
use crate::store::erasure;
use crate::store::record::RecordRow;
use crate::store::{Connection, StoreError};

/// Refuses every change of an erased record, including changes of its new documents.
pub(super) fn refuse(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let unknown = gathered.subjects.iter().map(|subject| subject.record);
    let unknown: Vec<RecordId> = unknown
        .filter(|record| !gathered.records.contains_key(record))
        .collect();
    let erased = erasure::find(connection, &unknown)?;
    let erased = erased.into_iter().map(|record| (record.id, record));
    gathered.records.extend(erased);
    for subject in &mut gathered.subjects {
        let record = gathered.records.get(&subject.record);
        if record.is_some_and(|record| record.key.is_destroyed()) {
            for change in &mut subject.incoming {
                change.refused = Some(Reason::RecordErased);
            }
        }
    }
    Ok(())
}

/// Runs last, when every record is known: a trial may have shown that a document belongs to an erased record. A
/// waiting change of such a document stays stored under its separate record, without its body.
pub(super) fn set_aside(
    documents: &mut [JudgedDocument<'_>],
    records: &HashMap<RecordId, RecordRow>,
) {
    for judged in documents {
        let record = records.get(&judged.subject.record);
        if !record.is_some_and(|record| record.key.is_destroyed()) {
            continue;
        }
        let verdicts = judged.incoming.iter_mut().chain(&mut judged.waiting);
        verdicts.for_each(|verdict| *verdict = Verdict::SetAside(Reason::RecordErased));
        judged.state = None;
        if let Some(known) = judged.subject.known
            && let Some(own) = records.values().find(|record| record.nr == known.record)
        {
            judged.subject.record = own.id;
        }
    }
}
