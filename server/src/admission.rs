//! Where trials are held: in child processes, or here for tests of everything else.

mod trial;
mod trial_processes;
pub mod worker;

pub(crate) use trial::DEPENDENCIES_MISSING;
pub use trial::{Judgement, TrialError, TrialRunner, TriedDocument};
pub use trial_processes::TrialProcesses;
