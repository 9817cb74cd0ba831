//! Deciding conflicts. A decision is itself a change, with its reason.

use std::collections::BTreeMap;

use puente_document::{Choice, Conflict, Edit};
use puente_policy::Action;
use puente_record::Value;
use puente_record::id::{DocumentId, RecordId};

use crate::store::documents::{self, DocumentRow};
use crate::write::may;
use crate::{Device, Error, Rng};

/// A decision about one field.
#[derive(Clone, PartialEq, Eq)]
pub struct ConflictDecision {
    /// The record.
    pub record: RecordId,
    /// The field, as in [`crate::FieldConflict::field`].
    pub field: String,
    /// The chosen candidate, or to keep all.
    pub choice: Choice,
    /// The reason.
    pub reason: String,
}

/// Leaves out the reason, which may say something about the person.
impl std::fmt::Debug for ConflictDecision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConflictDecision")
            .field("record", &self.record)
            .field("field", &self.field)
            .field("choice", &self.choice)
            .finish_non_exhaustive()
    }
}

impl Device {
    /// Decides for one value of a field. It need not be one of the candidates.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for a role that may not decide; [`Error::NoConflict`] when there is nothing to
    /// decide; otherwise see [`Error::advice`].
    pub fn resolve(
        &mut self,
        record: RecordId,
        field: &str,
        value: &Value,
        reason: &str,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let (row, conflict) = open_conflict(pen.tx, record, field)?;
            if !may(pen.tx, record, row.kind, Action::Resolve)? {
                return Err(Error::NotAllowed);
            }
            let edit = conflict.field.resolved(value.clone(), reason.to_owned());
            pen.edit(row.id, &[edit])?;
            Ok(())
        })
    }

    /// Decides many fields at once, of one record or of several: one change for each document, all or none.
    ///
    /// # Errors
    /// As [`Device::resolve`]; [`Error::HoldsOne`] for keeping all where that is not possible.
    pub fn decide(
        &mut self,
        decisions: &[ConflictDecision],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let mut edits: BTreeMap<DocumentId, Vec<Edit>> = BTreeMap::new();
            for ConflictDecision {
                record,
                field,
                choice,
                reason,
            } in decisions
            {
                let (row, conflict) = open_conflict(pen.tx, *record, field)?;
                if !may(pen.tx, *record, row.kind, Action::Resolve)? {
                    return Err(Error::NotAllowed);
                }
                let edit = conflict.decided(*choice, reason);
                let of_document = edits.entry(row.id).or_default();
                of_document.push(edit.ok_or(Error::NoConflict)?);
            }
            for (document, edits) in edits {
                pen.edit(document, &edits)?;
            }
            Ok(())
        })
    }

    /// Records that the person must be asked about a conflict, or that this is no longer needed. This decides
    /// nothing; a decision removes the note. Everybody who may write may do this.
    ///
    /// # Errors
    /// [`Error::NoConflict`] when the field is not in conflict; otherwise see [`Error::advice`].
    pub fn ask(
        &mut self,
        record: RecordId,
        field: &str,
        is_to_ask: bool,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let (row, _) = open_conflict(pen.tx, record, field)?;
            if !may(pen.tx, record, row.kind, Action::Write)? {
                return Err(Error::NotAllowed);
            }
            let (set, value) = (row.kind.question_field().to_owned(), field.to_owned());
            let edit = if is_to_ask {
                Edit::Add { field: set, value }
            } else {
                Edit::Remove { field: set, value }
            };
            pen.edit(row.id, &[edit])?;
            Ok(())
        })
    }
}

/// A conflict of a record, and the document that it is in.
fn open_conflict(
    conn: &rusqlite::Connection,
    record: RecordId,
    field: &str,
) -> Result<(DocumentRow, Conflict), Error> {
    for row in documents::of_record(conn, record)? {
        if row.saved.is_empty() {
            continue;
        }
        let mut conflicts = row.open()?.conflicts().into_iter();
        if let Some(conflict) = conflicts.find(|of| of.field.to_string() == field) {
            return Ok((row, conflict));
        }
    }
    Err(Error::NoConflict)
}
