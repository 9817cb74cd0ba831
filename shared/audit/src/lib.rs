#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod checkpoint;
pub mod entry;
pub mod manifest;
pub mod note;
pub mod opening;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod verifier;

pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use entry::{Entry, EntryError, EntryKind};
pub use manifest::ExportManifest;
pub use note::{NoteError, NoteSigner, VerifierKey, VerifierKeyError};
pub use opening::{Commitment, Opening, Pseudonym, RecordSecret, commit_public};
pub use proof::{ConsistencyProof, InclusionProof, ProofError, ProveError, TreeNode};
pub use tile::{LogFile, TileBuilder, TileContent};
pub use tree::{Frontier, LeafHash, StoredHash, TreeHead, leaf_hash};
pub use verifier::{LogFault, LogVerifier};
