//! One way to hold a trial, whoever holds it.

use puente_admission::Batch;

use super::outcome::{TrialError, TriedDocument};
use super::trial_processes::TrialProcesses;

/// Where changes are tried.
#[derive(Debug)]
pub enum TrialRunner {
    /// In this process: hostile bytes that break the library break the server. For simulations.
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
