//! Conflicts as people see them: who wrote what, when and on what grounds, and what the field's policy
//! proposes.

use std::collections::HashMap;

use puente_document::{Conflict, Proposal};
use puente_record::id::{ChangeHash, DocumentId, RecordId};
use rusqlite::Connection;

use crate::rights::visible;
use crate::store::authors::Authorships;
use crate::store::documents::DocumentRow;
use crate::store::people;
use crate::{Author, Device, Error};

/// One field with concurrent values.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldConflict {
    /// The record.
    pub record: RecordId,
    /// The document of the record that holds it.
    pub document: DocumentId,
    /// The field's key, `<field>` or `<kind>/<id>/<field>`.
    pub field: String,
    /// Every candidate, claims last.
    pub candidates: Vec<FieldCandidate>,
    /// What the field's policy proposes, and why.
    pub proposal: Proposal,
    /// May all candidates be kept? See [`puente_document::FieldPath::keeps_in`].
    pub may_keep_all: bool,
    /// Somebody noted that the person must be asked.
    pub asked: bool,
}

/// One of several values of a field.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldCandidate {
    /// The value as stored. A reason why it is missing begins with `∅`.
    pub value: String,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// Who wrote it, if this device was told.
    pub author: Option<Author>,
    /// When it was written, by the writing device's clock in ms since 1970, which may be wrong.
    pub time_ms: i64,
    /// It was written before this time, see [`crate::RecordChange::proven_by_ms`].
    pub proven_by_ms: Option<i64>,
    /// The code of the grounds; empty for told.
    pub basis: String,
    /// Its author had no right to decide and added it as a claim.
    pub claim: bool,
    /// A reader of the record sees this value until somebody decides.
    pub shown: bool,
    /// It no longer stands: somebody wrote over it without having seen another candidate.
    pub written_over: bool,
}

impl std::fmt::Debug for FieldCandidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Candidate")
            .field("change", &self.change)
            .field("basis", &self.basis)
            .finish_non_exhaustive()
    }
}

impl Device {
    /// The conflicts of one record, or of all.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn conflicts(&self, record: Option<RecordId>) -> Result<Vec<FieldConflict>, Error> {
        let records = match record {
            Some(record) => vec![record],
            None => people::in_conflict(&self.conn)?,
        };
        let mut conflicts = Vec::new();
        for record in records {
            for row in visible(&self.conn, record)? {
                conflicts.extend(of_document(&self.conn, &row)?);
            }
        }
        Ok(conflicts)
    }
}

fn of_document(conn: &Connection, row: &DocumentRow) -> Result<Vec<FieldConflict>, Error> {
    if row.saved.is_empty() {
        return Ok(Vec::new());
    }
    let written = Authorships::of(conn, row.id)?;
    let document = row.open()?;
    let reading = document.read();
    let questions: Vec<&str> = reading.set(row.kind.question_field()).collect();
    let conflicts = document.conflicts().into_iter();
    conflicts
        .map(|conflict| named(conn, row, &written, conflict, &questions))
        .collect()
}

fn named(
    conn: &Connection,
    row: &DocumentRow,
    written: &Authorships,
    conflict: Conflict,
    questions: &[&str],
) -> Result<FieldConflict, Error> {
    let field = conflict.field.to_string();
    let mut wrote = Vec::with_capacity(conflict.candidates.len());
    for candidate in &conflict.candidates {
        wrote.push(written.wrote(conn, row.id, candidate.change)?);
    }
    let received = conflict.candidates.iter().zip(&wrote);
    let received: HashMap<ChangeHash, i64> = received
        .filter_map(|(of, wrote)| Some((of.change, wrote.as_ref()?.received_ms?)))
        .collect();
    let conflict = conflict.proven(|change| received.get(change).copied());
    let (proposal, may_keep_all) = (conflict.proposal(), conflict.field.keeps_in().is_some());
    let mut candidates = Vec::with_capacity(conflict.candidates.len());
    for (candidate, wrote) in conflict.candidates.into_iter().zip(wrote) {
        candidates.push(FieldCandidate {
            value: candidate.value.to_stored().unwrap_or_default(),
            change: candidate.change,
            proven_by_ms: wrote.as_ref().and_then(|wrote| wrote.proven_by_ms),
            author: wrote.map(|wrote| wrote.author),
            time_ms: candidate.time_ms,
            basis: candidate.basis.message(),
            claim: candidate.claim,
            shown: candidate.winner,
            written_over: candidate.written_over,
        });
    }
    Ok(FieldConflict {
        record: row.record,
        document: row.id,
        asked: questions.contains(&&*field),
        field,
        candidates,
        proposal,
        may_keep_all,
    })
}
