//! Conflicts as people see them: who wrote what, when, on what grounds, and what the field's policy
//! proposes.

use puente_document::{Basis, Conflict, FieldPath};
use puente_record::field::{self, Field, MergePolicy};
use puente_record::id::{ChangeHash, DocumentId, RecordId};
use rusqlite::Connection;

use crate::store::documents::DocumentRow;
use crate::store::{authors, documents, people};
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
    pub candidates: Vec<Candidate>,
    /// The place of the candidate that the field's policy proposes.
    pub proposal: Option<usize>,
}

/// One of several values of a field.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
pub struct Candidate {
    /// The value as stored; a reason why it is missing begins with `∅`.
    pub value: String,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// Who wrote it, as far as this device was told.
    pub author: Option<Author>,
    /// The clock of the device that wrote it, in ms since 1970. It may be wrong.
    pub time_ms: i64,
    /// On what grounds; empty for told.
    pub basis: String,
    /// Added to the conflict by somebody who may not decide.
    pub claim: bool,
    /// What the record shows until somebody decides.
    pub shown: bool,
}

impl std::fmt::Debug for Candidate {
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
            for row in documents::of_record(&self.conn, record)? {
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
    row.open()?
        .conflicts()
        .into_iter()
        .map(|conflict| named(conn, row, conflict))
        .collect()
}

fn named(conn: &Connection, row: &DocumentRow, conflict: Conflict) -> Result<FieldConflict, Error> {
    let mut candidates = Vec::with_capacity(conflict.candidates.len());
    for candidate in conflict.candidates {
        candidates.push(Candidate {
            value: candidate.value.to_stored().unwrap_or_default(),
            change: candidate.change,
            author: authors::author(conn, row.id, candidate.change)?,
            time_ms: candidate.time_ms,
            basis: candidate.basis.message(),
            claim: candidate.claim,
            shown: candidate.winner,
        });
    }
    let proposal = described(&conflict.field).and_then(|field| propose(field, &candidates));
    Ok(FieldConflict {
        record: row.record,
        document: row.id,
        field: conflict.field.to_string(),
        candidates,
        proposal,
    })
}

fn described(path: &FieldPath) -> Option<&'static Field> {
    match path {
        FieldPath::Field(name) => field::field(name),
        FieldPath::Entry { kind, field, .. } => field::entry_kind(kind)?.field(field),
    }
}

/// How much a basis proves, the rank of evidence of the returnee record: a machine-read paper, a paper
/// read by a person, what the CURP says, what was seen, and the rest.
fn evidence(basis: &str) -> u8 {
    match Basis::from_message(basis) {
        Basis::Mrz => 5,
        Basis::Document => 4,
        Basis::Curp => 3,
        Basis::Observed => 2,
        Basis::Told => 1,
        _ => 0,
    }
}

/// What the policy of a field proposes; the person who decides may do otherwise.
fn propose(field: &Field, candidates: &[Candidate]) -> Option<usize> {
    let places = candidates.iter().enumerate();
    let rank = |candidate: &Candidate| {
        field
            .codes
            .and_then(|list| list.code(&candidate.value))
            .map_or(0, |code| code.rank)
    };
    let best = match field.merge {
        MergePolicy::KeepAll => return None,
        MergePolicy::AutoLatest => places.max_by_key(|(_, candidate)| candidate.time_ms),
        MergePolicy::SaferWins => {
            places.max_by_key(|(_, candidate)| (rank(candidate), candidate.time_ms))
        }
        MergePolicy::AdminReview => {
            let strongest = candidates
                .iter()
                .map(|candidate| evidence(&candidate.basis))
                .max()?;
            let mut strong =
                places.filter(|(_, candidate)| evidence(&candidate.basis) == strongest);
            let first = strong.next();
            // Equal evidence for different values proposes nothing.
            return if strong.next().is_some() {
                None
            } else {
                first.map(|(place, _)| place)
            };
        }
    };
    best.map(|(place, _)| place)
}
