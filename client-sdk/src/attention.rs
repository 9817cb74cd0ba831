//! What the server did not take as it was: the changes of this device that somebody has to look at.

use puente_document::{Edit, FieldPath};
use puente_record::id::{ChangeHash, RecordId};

use crate::store::{documents, journal, refill};
use crate::{Device, Error};

/// A change of this device that was kept aside, or waits at the server for what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Attention {
    /// The record.
    pub record: RecordId,
    /// The change.
    pub change: ChangeHash,
    /// The fields that it wrote, as keys; never what it wrote.
    pub fields: Vec<String>,
    /// When it was written, in ms since 1970 by this device's clock.
    pub time_ms: i64,
    /// `quarantined`, `set_aside`, `pending`, or `written_again`: its values are in by another hand.
    pub outcome: &'static str,
    /// Why, as a stable word.
    pub reason: String,
}

impl Device {
    /// Every change of this device that is not simply sent or about to be, newest first.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn attention(&self) -> Result<Vec<Attention>, Error> {
        let mut changes = Vec::new();
        for befallen in journal::unaccepted(&self.conn)? {
            let Some(document) = documents::load(&self.conn, befallen.line.document)? else {
                continue;
            };
            let mut fields: Vec<String> = befallen.line.edits.iter().map(key).collect();
            fields.dedup();
            changes.push(Attention {
                record: document.record,
                change: befallen.line.change,
                fields,
                time_ms: befallen.line.time_ms,
                outcome: befallen.outcome.as_str(),
                reason: befallen.reason,
            });
        }
        // What this device brought for others after a restore.
        for of in refill::unaccepted(&self.conn)? {
            let Some(document) = documents::load(&self.conn, of.document)? else {
                continue;
            };
            changes.push(Attention {
                record: document.record,
                change: of.change,
                fields: of.fields.lines().map(str::to_owned).collect(),
                time_ms: of.time_ms,
                outcome: of.outcome.as_str(),
                reason: of.reason,
            });
        }
        Ok(changes)
    }
}

fn key(edit: &Edit) -> String {
    match edit {
        Edit::PutEntry {
            kind, id, field, ..
        }
        | Edit::ClearEntry { kind, id, field }
        | Edit::ResolveEntry {
            kind, id, field, ..
        } => FieldPath::Entry {
            kind: kind.clone(),
            id: *id,
            field: field.clone(),
        }
        .to_string(),
        Edit::Put { field, .. }
        | Edit::Clear { field }
        | Edit::Add { field, .. }
        | Edit::Remove { field, .. }
        | Edit::Resolve { field, .. }
        | Edit::KeepAll { field, .. } => field.clone(),
    }
}
