//! What is answered about records, as JSON has it.

use std::collections::{BTreeMap, BTreeSet};

use puente_document::{Basis, Candidate, Conflict, DocumentReading, HistoryLine, Proposal};
use puente_record::{ChangeHash, Compartment, DocumentId, EntryId, RecordId, SiteId, Value};
use serde::Serialize;

use crate::store::provenance::Provenance;

/// A page of the records that wait for a decision.
#[derive(Debug, Serialize)]
pub struct QueueAnswer {
    /// The records, by id.
    pub records: Vec<QueuedRecordAnswer>,
    /// What to ask the next page with; nothing on the last.
    pub after: Option<RecordId>,
}

/// A record that waits, without anything that says who it is.
#[derive(Debug, Serialize)]
pub struct QueuedRecordAnswer {
    /// The record.
    pub record: RecordId,
    /// Its code.
    pub code: Option<String>,
    /// Fields that wait.
    pub conflicts: u32,
}

/// What a search found.
#[derive(Debug, Serialize)]
pub struct SearchAnswer {
    /// The records.
    pub records: Vec<FoundRecordAnswer>,
}

/// A record that was found, without anything that says who it is.
#[derive(Debug, Serialize)]
pub struct FoundRecordAnswer {
    /// The record.
    pub record: RecordId,
    /// It is at none of the asker's sites: looking at it needs a purpose.
    pub elsewhere: bool,
}

/// A record, as it is or was.
#[derive(Serialize)]
pub struct RecordAnswer {
    /// The record.
    pub record: RecordId,
    /// Where it is.
    pub sites: Vec<SiteAnswer>,
    /// It is at none of the asker's sites.
    pub elsewhere: bool,
    /// What of it the asker may see.
    pub documents: Vec<DocumentAnswer>,
}

/// A site.
#[derive(Serialize)]
pub struct SiteAnswer {
    /// Its id.
    pub site: SiteId,
    /// Its name; empty if it was never set up.
    pub name: String,
}

/// One document of a record.
#[derive(Serialize)]
pub struct DocumentAnswer {
    /// The document.
    pub document: DocumentId,
    /// Its compartment.
    pub kind: Compartment,
    /// The changes that make this state; with them it can be asked for again.
    pub heads: Vec<ChangeHash>,
    /// Single fields.
    pub fields: BTreeMap<String, FieldAnswer>,
    /// Sets.
    pub sets: BTreeMap<String, BTreeSet<String>>,
    /// Entries by kind and id.
    pub entries: BTreeMap<String, BTreeMap<EntryId, BTreeMap<String, FieldAnswer>>>,
}

/// What a field says.
#[derive(Serialize)]
pub struct FieldAnswer {
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// Others wait beside it.
    pub conflict: bool,
}

/// A value, or why there is none.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueAnswer {
    /// As it was typed.
    Value(String),
    /// A code of `puente_record::MissingReason`.
    Missing(&'static str),
}

/// The conflicts of a record.
#[derive(Serialize)]
pub struct ConflictsAnswer {
    /// The record.
    pub record: RecordId,
    /// Field by field.
    pub conflicts: Vec<ConflictAnswer>,
}

/// One field with candidates.
#[derive(Serialize)]
pub struct ConflictAnswer {
    /// The document that holds it.
    pub document: DocumentId,
    /// Its compartment.
    pub kind: Compartment,
    /// The field's key.
    pub field: String,
    /// The candidates, claims last.
    pub candidates: Vec<CandidateAnswer>,
    /// What the field's policy proposes, and why.
    pub proposal: Proposal,
}

/// One of several values.
#[derive(Serialize)]
pub struct CandidateAnswer {
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// The change that wrote it.
    pub change: ChangeHash,
    /// Who wrote it, and when.
    #[serde(flatten)]
    pub written: ProvenanceAnswer,
    /// Added by somebody who may not decide.
    pub claim: bool,
    /// What the record shows until somebody decides.
    pub shown: bool,
    /// It no longer stands: somebody wrote over it who did not know of another candidate.
    pub written_over: bool,
}

/// The history of a record.
#[derive(Serialize)]
pub struct HistoryAnswer {
    /// The record.
    pub record: RecordId,
    /// Every change, document by document, each after those it follows.
    pub changes: Vec<ChangeAnswer>,
}

/// One change.
#[derive(Serialize)]
pub struct ChangeAnswer {
    /// Of which document.
    pub document: DocumentId,
    /// Its compartment.
    pub kind: Compartment,
    /// The change.
    pub change: ChangeHash,
    /// The changes that its author had seen last.
    pub follows: Vec<ChangeHash>,
    /// Who wrote it, and when.
    #[serde(flatten)]
    pub written: ProvenanceAnswer,
    /// What it wrote.
    pub edits: Vec<EditAnswer>,
}

/// One key that a change wrote.
#[derive(Serialize)]
pub struct EditAnswer {
    /// The key.
    pub key: String,
    /// What was put there; nothing when it was cleared.
    #[serde(flatten)]
    pub value: Option<ValueAnswer>,
    /// Values that gave way.
    pub replaced: usize,
}

/// Who wrote something, where, when, and on what grounds.
#[derive(Serialize)]
pub struct ProvenanceAnswer {
    /// Who and where; nothing if this server does not know.
    pub author: Option<AuthorAnswer>,
    /// When, by the clock of the device, ms since 1970. It may be wrong.
    pub told_ms: i64,
    /// When this server got it, ms since 1970: it was written before that.
    pub received_ms: Option<i64>,
    /// The entry of the log that says so.
    pub receipt: Option<u64>,
    /// On what grounds, a code; `told` when the person said so.
    pub basis: String,
    /// Why, where somebody decided.
    pub reason: Option<String>,
}

/// Who, with which device, at which site.
#[derive(Serialize)]
pub struct AuthorAnswer {
    account: String,
    name: String,
    device: String,
    site: SiteId,
    site_name: String,
}

impl DocumentAnswer {
    pub(super) fn of(
        document: DocumentId,
        heads: Vec<ChangeHash>,
        reading: DocumentReading,
    ) -> Self {
        let field = |current: puente_document::FieldValue| FieldAnswer {
            value: ValueAnswer::of(&current.value),
            conflict: current.conflict,
        };
        let fields = |of: BTreeMap<String, puente_document::FieldValue>| -> BTreeMap<_, _> {
            of.into_iter()
                .map(|(name, current)| (name, field(current)))
                .collect()
        };
        let entries = reading.entries.into_iter().map(|(kind, entries)| {
            let entries = entries.into_iter().map(|(id, entry)| (id, fields(entry)));
            (kind, entries.collect())
        });
        Self {
            document,
            kind: reading.kind,
            heads,
            entries: entries.collect(),
            fields: fields(reading.fields),
            sets: reading.sets,
        }
    }
}

impl ValueAnswer {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Value(text.clone()),
            Value::Missing(reason) => Self::Missing(reason.as_str()),
        }
    }
}

impl ProvenanceAnswer {
    pub(super) fn of(told_ms: i64, basis: &Basis, from: Option<&Provenance>) -> Self {
        let reason = match basis {
            Basis::Decided(reason) => Some(reason.clone()),
            _ => None,
        };
        let code = match basis {
            Basis::Told => "told",
            basis => basis.code(),
        };
        Self {
            author: from.map(|from| AuthorAnswer {
                account: from.account.to_string(),
                name: from.name.clone(),
                device: from.device.to_string(),
                site: from.site,
                site_name: from.site_name.clone(),
            }),
            told_ms,
            received_ms: from.map(|from| from.received_ms),
            receipt: from.map(|from| from.leaf),
            basis: code.to_owned(),
            reason,
        }
    }
}

impl CandidateAnswer {
    pub(super) fn of(candidate: &Candidate, from: Option<&Provenance>) -> Self {
        Self {
            value: ValueAnswer::of(&candidate.value),
            change: candidate.change,
            written: ProvenanceAnswer::of(candidate.time_ms, &candidate.basis, from),
            claim: candidate.claim,
            shown: candidate.winner,
            written_over: candidate.written_over,
        }
    }
}

impl ConflictAnswer {
    pub(super) fn of(
        document: DocumentId,
        kind: Compartment,
        conflict: &Conflict,
        candidates: Vec<CandidateAnswer>,
    ) -> Self {
        Self {
            document,
            kind,
            field: conflict.field.to_string(),
            candidates,
            proposal: conflict.proposal(),
        }
    }
}

impl ChangeAnswer {
    pub(super) fn of(
        document: DocumentId,
        kind: Compartment,
        line: HistoryLine,
        from: Option<&Provenance>,
    ) -> Self {
        let edits = line.edits.into_iter().map(|edit| EditAnswer {
            key: edit.key,
            value: edit.value.as_ref().map(ValueAnswer::of),
            replaced: edit.replaced.len(),
        });
        Self {
            document,
            kind,
            change: line.change,
            follows: line.deps,
            written: ProvenanceAnswer::of(line.time_ms, &line.basis, from),
            edits: edits.collect(),
        }
    }
}
