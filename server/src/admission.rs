//! Where trials are held: in child processes, or here for tests of everything else.

mod children;
mod trial;
pub mod worker;

pub use children::Children;
pub use trial::{Judgement, Trial, TrialError, Tried};
