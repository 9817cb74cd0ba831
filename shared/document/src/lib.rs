#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod actor;
mod author;
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
pub use conflict::{Candidate, Conflict, FieldPath, question_field};
pub use document::{ApplyError, Document, Headless, LoadError};
pub use edit::{Authorship, Edit, EditError, NewChange};
pub use history::{ConflictStep, HistoryEdit, HistoryLine, Replaced};
pub use open_key::{KeyWrite, open_pairs};
pub use proposal::{Choice, Proposal, Why};
pub use reading::{Current, Entry, Reading};
pub use repair::{Hand, Repaired};
pub use summary::Summary;
