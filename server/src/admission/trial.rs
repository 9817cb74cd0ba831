//! One way to hold a trial, whoever holds it.

use puente_admission::{Batch, DocumentOutcome, DocumentState, Verdict};
use puente_record::DocumentId;

use super::TrialProcesses;

/// Where changes are tried.
#[derive(Debug)]
pub enum TrialRunner {
    /// In this process: hostile bytes that break the library break the server. For simulations.
    InProcess,
    /// In child processes with limits.
    Children(TrialProcesses),
}

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

impl TrialRunner {
    /// How many batches are tried at the same time.
    #[must_use]
    pub fn width(&self) -> usize {
        match self {
            Self::InProcess => 1,
            Self::Children(children) => children.count(),
        }
    }

    /// How many children were started, and how many of them were lost in a trial.
    pub(crate) fn children_counted(&self) -> (u64, u64) {
        match self {
            Self::InProcess => (0, 0),
            Self::Children(children) => children.counted(),
        }
    }

    /// Tries batches; the outcomes of all their documents in order.
    ///
    /// # Errors
    /// [`TrialError`]: about the machine, never about a change.
    pub fn run(&self, batches: &[Batch]) -> Result<Vec<TriedDocument>, TrialError> {
        match self {
            Self::InProcess => Ok(batches
                .iter()
                .flat_map(puente_admission::trial)
                .map(TriedDocument::from)
                .collect()),
            Self::Children(children) => children.run(batches),
        }
    }
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
