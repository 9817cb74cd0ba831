//! Where trials are held: in child processes, or here for tests of everything else.

mod children;
mod trial;
pub mod worker;

pub use children::Children;
pub(crate) use trial::DEPENDENCIES_MISSING;
pub use trial::{Judgement, Trial, TrialError, Tried};
