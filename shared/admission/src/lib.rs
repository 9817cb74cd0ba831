#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod ancestry;
mod basis;
mod batch;
mod entitlement;
pub mod guard;
pub mod limits;
mod reason;
mod shares;
#[cfg(test)]
mod tests;
mod trial;
mod usage;
mod verdict;
pub mod wire;

pub use ancestry::begins;
pub use batch::{
    ActorOf, Authority, Batch, CandidateChange, DocumentBatch, DocumentOutcome, DocumentState,
};
pub use guard::{GuardError, Header, guard};
pub use reason::{DocumentLimit, Reason};
pub use trial::{JoinedDocument, join, trial};
pub use verdict::Verdict;
