//! The verdicts on a request's changes, document by document.

use std::collections::HashMap;

use puente_admission::{DocumentState, Verdict};
use puente_record::{DocumentId, RecordId};

use super::subject::TouchedDocument;
use crate::store::record::RecordRow;

/// A document with the verdicts on its changes.
#[derive(Debug)]
pub(super) struct JudgedDocument<'a> {
    pub(super) subject: TouchedDocument<'a>,
    /// The verdicts on [`TouchedDocument::waiting`], in its order.
    pub(super) waiting: Vec<Verdict>,
    /// The verdicts on [`TouchedDocument::incoming`], in its order.
    pub(super) incoming: Vec<Verdict>,
    pub(super) state: Option<DocumentState>,
}

/// All documents of a request, judged.
#[derive(Debug)]
pub(super) struct JudgedRequest<'a> {
    pub(super) documents: Vec<JudgedDocument<'a>>,
    pub(super) records: HashMap<RecordId, RecordRow>,
    /// The index of the first segment that may not be taken yet, because too much of its device would wait.
    pub(super) too_much: Option<usize>,
}

impl JudgedRequest<'_> {
    /// The documents that must be tried again because they were not read.
    pub(super) fn not_read(&self) -> Vec<DocumentId> {
        let subjects = self.documents.iter().map(|judged| &judged.subject);
        let not_read = subjects.filter(|subject| subject.is_too_much);
        not_read.map(|subject| subject.id).collect()
    }
}
