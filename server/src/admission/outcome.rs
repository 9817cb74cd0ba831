//! What a trial says of documents and their changes.

use puente_admission::{DocumentOutcome, DocumentState, Verdict};
use puente_record::DocumentId;

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It entered.
    Accepted,
    /// It had entered before.
    Known,
    /// It waits, for this reason.
    Pending(&'static str),
    /// It is kept aside, for this reason.
    Quarantined(&'static str),
}

/// A document after its trial.
#[derive(Debug)]
pub struct TriedDocument {
    /// The document.
    pub document: DocumentId,
    /// One for each candidate, in their order.
    pub judgements: Vec<Judgement>,
    /// The document with what entered; nothing if nothing did.
    pub state: Option<DocumentState>,
    /// The saved document did not load: rebuild it from its changes and try again.
    pub saved_is_damaged: bool,
}

/// No trial could be held. The exchange fails and the device tries again.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// A child cannot be started.
    #[error("a trial child does not start: {0}")]
    Start(#[source] std::io::Error),
    /// A fresh child fails on an empty batch.
    #[error("trial children do not work")]
    Broken,
}

impl From<DocumentOutcome> for TriedDocument {
    fn from(outcome: DocumentOutcome) -> Self {
        Self {
            document: outcome.document,
            judgements: outcome.verdicts.into_iter().map(Judgement::from).collect(),
            state: outcome.state,
            saved_is_damaged: outcome.saved_is_damaged,
        }
    }
}

/// What most that waits does it for.
pub(crate) const DEPENDENCIES_MISSING: &str = "dependencies_missing";

impl From<Verdict> for Judgement {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accepted => Self::Accepted,
            Verdict::Known => Self::Known,
            Verdict::Pending => Self::Pending(DEPENDENCIES_MISSING),
            Verdict::NoRoom => Self::Pending("no_room"),
            Verdict::Quarantined(reason) => Self::Quarantined(reason.as_str()),
        }
    }
}
