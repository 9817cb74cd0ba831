//! Runs trials: in child processes, or in this process for tests of everything else.

pub mod child;
mod child_pool;
mod outcome;
mod runner;

pub(crate) use child_pool::ChildCounts;
pub use child_pool::TrialProcesses;
pub use outcome::{TrialError, TriedDocument};
pub use runner::TrialRunner;
