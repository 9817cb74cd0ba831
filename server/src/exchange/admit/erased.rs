//! What still comes of a record that was erased: it is refused, without a trial where its record is known
//! before one, and nothing of it is kept.

use std::collections::HashMap;

use puente_admission::{Reason, Verdict};
use puente_record::RecordId;
use rusqlite::Connection;

use super::gathered::GatheredRequest;
use super::judged::JudgedDocument;
use crate::store::StoreError;
use crate::store::erasure;
use crate::store::record::RecordRow;

/// Refuses every change of a record that was erased, of a new document of one too.
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

/// The last word, when every record is known: a document may have proved to be of an erased one in its
/// trial. What waited under a record of its own stays there, without its bodies.
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
