//! The changes of this device that somebody has to look at, because the server did not simply accept them.

use puente_document::{Edit, FieldPath};
use puente_record::id::{ChangeHash, RecordId};

use crate::store::{documents, journal, refill};
use crate::{Device, Error};

/// A change that was quarantined or left out, or that waits at the server.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Attention {
    /// The record.
    pub record: RecordId,
    /// The change.
    pub change: ChangeHash,
    /// The keys of the fields that it wrote, without values.
    pub fields: Vec<String>,
    /// When it was written, by this device's clock in ms since 1970.
    pub time_ms: i64,
    /// `quarantined`, `set_aside`, `pending`, or `written_again`: somebody else wrote its values again.
    pub outcome: &'static str,
    /// The reason, as a stable code.
    pub reason: String,
}

impl Device {
    /// Every change of this device that was not simply accepted and is not on its way, newest first.
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
        // Changes that this device brought for others after a restore.
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
