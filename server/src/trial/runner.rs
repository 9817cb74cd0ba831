//! Runs trials, in this process or in child processes.

use puente_admission::Batch;

use super::child_pool::{ChildCounts, TrialProcesses};
use super::outcome::{TrialError, TriedDocument};

/// Where changes are tried.
#[derive(Debug)]
pub enum TrialRunner {
    /// In this process, where hostile bytes that break the document library break the server. For simulations.
    InProcess,
    /// In child processes with limits.
    Children(TrialProcesses),
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

    pub(crate) fn child_counts(&self) -> ChildCounts {
        match self {
            Self::InProcess => ChildCounts::default(),
            Self::Children(children) => children.counts(),
        }
    }

    /// Tries batches. Returns the outcomes of all their documents in order.
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
