//! Runs trials: in child processes, or in this process for tests of everything else.

mod outcome;
mod trial;
mod trial_processes;
pub mod worker;

pub use outcome::{TrialError, TriedDocument};
pub use trial::TrialRunner;
pub use trial_processes::TrialProcesses;
