#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod entry;
pub mod opening;
pub mod tree;

pub use entry::{Entry, EntryError, EntryKind};
pub use opening::{Commitment, Opening, Pseudonym, RecordSecret, commit_public};
pub use tree::{Frontier, LeafHash, leaf_hash};
