//! The results of a trial for documents and their changes.

use puente_admission::{DocumentOutcome, DocumentState, Verdict};
use puente_record::DocumentId;

/// A document after its trial.
#[derive(Debug)]
pub struct TriedDocument {
    /// The document.
    pub document: DocumentId,
    /// One verdict for each candidate, in their order.
    pub verdicts: Vec<Verdict>,
    /// The document with the changes that entered; `None` if none did.
    pub state: Option<DocumentState>,
    /// The saved document did not load: rebuild it from its changes and try again.
    pub saved_is_damaged: bool,
}

/// No trial could run. The exchange fails and the device tries again.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// No child process can be started.
    #[error("a trial child does not start: {0}")]
    Start(#[source] std::io::Error),
    /// A freshly started child process fails on an empty batch.
    #[error("trial children do not work")]
    Broken,
}

impl From<DocumentOutcome> for TriedDocument {
    fn from(outcome: DocumentOutcome) -> Self {
        Self {
            document: outcome.document,
            verdicts: outcome.verdicts,
            state: outcome.state,
            saved_is_damaged: outcome.saved_is_damaged,
        }
    }
}
