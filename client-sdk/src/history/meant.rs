//! Changes that were taken out of their document, as the journal stores their edits.

use puente_document::{Basis, Edit};
use puente_record::Value;
use rusqlite::Connection;

use super::{FieldAction, FieldChange, RecordChange, Standing, grounds};
use crate::Error;
use crate::store::authors::Authorships;
use crate::store::documents::DocumentRow;
use crate::store::journal::OwnChange;

/// The history line of a change of this device that no longer stands.
pub(super) fn line(
    conn: &Connection,
    row: &DocumentRow,
    written: &Authorships,
    own: OwnChange,
) -> Result<RecordChange, Error> {
    let wrote = written.wrote(conn, row.id, own.change)?;
    let reason = own.edits.iter().find_map(|edit| match edit {
        Edit::Resolve { reason, .. }
        | Edit::ResolveEntry { reason, .. }
        | Edit::KeepAll { reason, .. } => Some(reason.clone()),
        _ => None,
    });
    let (basis, _) = match &reason {
        Some(reason) => grounds(Basis::Decided(reason.clone())),
        None => grounds(Basis::from_message(&own.basis)),
    };
    Ok(RecordChange {
        document: row.id,
        kind: row.kind.as_str(),
        change: own.change,
        deps: Vec::new(),
        told_ms: own.time_ms,
        proven_by_ms: wrote.as_ref().and_then(|wrote| wrote.proven_by_ms),
        author: wrote.map(|wrote| wrote.author),
        basis,
        reason,
        standing: Standing::of(&own),
        edits: own.edits.into_iter().map(meant).collect(),
        conflicts: Vec::new(),
    })
}

fn meant(edit: Edit) -> FieldChange {
    let stored = |value: Value| value.to_stored().ok();
    let of_entry = |kind: String, id, field: String| format!("{kind}/{id}/{field}");
    let (field, act, value) = match edit {
        Edit::Put { field, value }
        | Edit::Resolve { field, value, .. }
        | Edit::KeepAll { field, value, .. } => (field, FieldAction::Put, stored(value)),
        Edit::Clear { field } => (field, FieldAction::Cleared, None),
        Edit::Add { field, value } => (field, FieldAction::Added, Some(value)),
        Edit::Remove { field, value } => (field, FieldAction::Removed, Some(value)),
        Edit::PutEntry {
            kind,
            id,
            field,
            value,
        }
        | Edit::ResolveEntry {
            kind,
            id,
            field,
            value,
            ..
        } => (of_entry(kind, id, field), FieldAction::Put, stored(value)),
        Edit::ClearEntry { kind, id, field } => {
            (of_entry(kind, id, field), FieldAction::Cleared, None)
        }
    };
    FieldChange {
        field,
        act,
        value,
        replaced: Vec::new(),
    }
}
