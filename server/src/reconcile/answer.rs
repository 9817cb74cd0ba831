//! The answers about records, in the form of their JSON.

use std::collections::{BTreeMap, BTreeSet};

use puente_document::{Basis, Candidate, Conflict, DocumentReading, HistoryLine, Proposal};
use puente_record::{ChangeHash, DocumentId, DocumentKind, EntryId, RecordId, SiteId, Value};
use serde::Serialize;

use crate::store::provenance::Provenance;

/// A page of the records with conflicts to decide.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QueueAnswer {
    /// The records, by id.
    pub records: Vec<QueuedRecordAnswer>,
    /// The value of `after` for the next page; absent on the last.
    #[cfg_attr(test, schemars(with = "Option<crate::body_schema::IdText>"))]
    pub after: Option<RecordId>,
}

/// A record with conflicts, without anything that identifies the person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QueuedRecordAnswer {
    /// The record.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub record: RecordId,
    /// Its code.
    pub code: Option<String>,
    /// The number of fields in conflict.
    pub conflicts: u32,
}

/// The result of a search.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SearchAnswer {
    /// The records.
    pub records: Vec<FoundRecordAnswer>,
}

/// A record that was found, without anything that identifies the person.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FoundRecordAnswer {
    /// The record.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub record: RecordId,
    /// It is at none of the caller's sites, so reading it needs a purpose.
    pub elsewhere: bool,
}

/// A record, as it is or was.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordAnswer {
    /// The record.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub record: RecordId,
    /// The sites of the record.
    pub sites: Vec<SiteAnswer>,
    /// It is at none of the caller's sites.
    pub elsewhere: bool,
    /// The documents that the caller may see.
    pub documents: Vec<DocumentAnswer>,
}

/// A site.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SiteAnswer {
    /// Its id.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub site: SiteId,
    /// Its name; empty if it was never set up.
    pub name: String,
}

/// One document of a record.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DocumentAnswer {
    /// The document.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub document: DocumentId,
    /// The kind of the document.
    #[cfg_attr(test, schemars(with = "String"))]
    pub kind: DocumentKind,
    /// The changes that make up this state. Ask with them to get this state again.
    #[cfg_attr(test, schemars(with = "Vec<crate::body_schema::HashText>"))]
    pub heads: Vec<ChangeHash>,
    /// Fields with one value.
    pub fields: BTreeMap<String, FieldAnswer>,
    /// Sets, by field.
    pub sets: BTreeMap<String, BTreeSet<String>>,
    /// Entries by kind and id.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, BTreeMap<crate::body_schema::IdText, BTreeMap<String, FieldAnswer>>>"))]
    pub entries: BTreeMap<String, BTreeMap<EntryId, BTreeMap<String, FieldAnswer>>>,
}

/// The value of a field.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FieldAnswer {
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// Other candidates wait for a decision.
    pub conflict: bool,
}

/// A value, or why there is none.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueAnswer {
    /// As it was typed.
    Value(String),
    /// A code of `puente_record::MissingReason`.
    Missing(&'static str),
}

/// The conflicts of a record.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ConflictsAnswer {
    /// The record.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub record: RecordId,
    /// Its fields in conflict.
    pub conflicts: Vec<ConflictAnswer>,
}

/// One field with candidates.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ConflictAnswer {
    /// The document that holds it.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub document: DocumentId,
    /// What kind of document it is.
    #[cfg_attr(test, schemars(with = "String"))]
    pub kind: DocumentKind,
    /// The field's key.
    pub field: String,
    /// The candidates, claims last.
    pub candidates: Vec<CandidateAnswer>,
    /// What the field's policy proposes, and why.
    #[cfg_attr(test, schemars(with = "serde_json::Value"))]
    pub proposal: Proposal,
}

/// One of several values.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CandidateAnswer {
    /// Its value.
    #[serde(flatten)]
    pub value: ValueAnswer,
    /// The change that wrote it.
    #[cfg_attr(test, schemars(with = "crate::body_schema::HashText"))]
    pub change: ChangeHash,
    /// Who wrote it, and when.
    #[serde(flatten)]
    pub written: ProvenanceAnswer,
    /// Its author had no right to decide and added it as a claim.
    pub claim: bool,
    /// A reader of the record sees this value until somebody decides.
    pub shown: bool,
    /// It no longer stands: somebody wrote over it without having seen another candidate.
    pub written_over: bool,
}

/// The history of a record.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HistoryAnswer {
    /// The record.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub record: RecordId,
    /// Every change, document by document, each after those it depends on.
    pub changes: Vec<ChangeAnswer>,
}

/// One change.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeAnswer {
    /// The document that it belongs to.
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
    pub document: DocumentId,
    /// What kind of document it is.
    #[cfg_attr(test, schemars(with = "String"))]
    pub kind: DocumentKind,
    /// The change.
    #[cfg_attr(test, schemars(with = "crate::body_schema::HashText"))]
    pub change: ChangeHash,
    /// The changes that it depends on: what its author had seen last.
    #[cfg_attr(test, schemars(with = "Vec<crate::body_schema::HashText>"))]
    pub follows: Vec<ChangeHash>,
    /// Who wrote it, and when.
    #[serde(flatten)]
    pub written: ProvenanceAnswer,
    /// What it wrote.
    pub edits: Vec<EditAnswer>,
}

/// One key that a change wrote.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EditAnswer {
    /// The key.
    pub key: String,
    /// The value that was put; absent when the key was cleared.
    #[serde(flatten)]
    pub value: Option<ValueAnswer>,
    /// How many values it replaced.
    pub replaced: usize,
}

/// Who wrote something, where, when, and on what grounds.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProvenanceAnswer {
    /// The author; absent if this server does not know.
    pub author: Option<AuthorAnswer>,
    /// When the device says it was written, by its clock in ms since 1970, which may be wrong.
    pub told_ms: i64,
    /// When this server received it, ms since 1970: it was written before that.
    pub received_ms: Option<i64>,
    /// The log entry that proves this.
    pub receipt: Option<u64>,
    /// The code of the grounds; `told` when the person said so.
    pub basis: String,
    /// The reason, where somebody decided.
    pub reason: Option<String>,
}

/// A person, their device and their site.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AuthorAnswer {
    account: String,
    name: String,
    device: String,
    #[cfg_attr(test, schemars(with = "crate::body_schema::IdText"))]
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
        kind: DocumentKind,
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
        kind: DocumentKind,
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
