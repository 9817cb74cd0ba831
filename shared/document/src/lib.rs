#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod actor;
mod author;
mod authored_size;
mod basis;
mod conflict;
mod document;
mod edit;
mod hash;
mod history;
pub mod limits;
mod open_key;
mod proposal;
mod reading;
mod repair;
mod stored;
mod summary;
#[cfg(test)]
mod tests;

pub use actor::{ACTOR_BYTES, actor};
pub use basis::Basis;
pub use conflict::{Candidate, Choice, Conflict, FieldPath};
pub use document::{ApplyError, Document, Headless, LoadError};
pub use edit::{AuthoredChange, Authorship, Edit, EditError};
pub use history::{ConflictStep, HistoryEdit, HistoryLine, ReplacedValue};
pub use open_key::{KeyWrite, open_pairs};
pub use proposal::{Proposal, ProposalReason};
pub use reading::{DocumentReading, EntryFields, FieldValue};
pub use repair::{Repaired, RewriteAs};
pub use summary::{PairTexts, Summary};
