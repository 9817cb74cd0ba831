//! Proves from an export that one entry is in the log, and checks such a proof, which needs nothing of the export
//! but the log's key.

use std::io;
use std::path::Path;

use puente_audit::tile::entry_at;
use puente_audit::{
    Checkpoint, CheckpointError, InclusionProof, LogFile, ProofError, ProveError, TreeNode,
    VerifierKey, VerifierKeyError,
};

use super::bounded_file::{read_existing, read_text};
use super::{CHECKPOINT, KEY};

/// Why an entry was not proved.
#[derive(Debug, thiserror::Error)]
pub enum EntryProofError {
    /// The log has no such entry.
    #[error("the log has fewer entries")]
    NoSuchEntry,
    /// The export is damaged: verify it.
    #[error("the export does not prove this entry")]
    Damaged,
    /// A file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] VerifierKeyError),
    /// The checkpoint was not accepted.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The proof does not fit its entry and checkpoint.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// The proof of an entry, as a text that stands by itself.
///
/// # Errors
/// [`EntryProofError`].
pub fn prove_entry(folder: &Path, index: u64) -> Result<String, EntryProofError> {
    let note = read_text(&folder.join(CHECKPOINT))?;
    let checkpoint = Checkpoint::open(note.as_bytes(), &read_key(&folder.join(KEY))?)?;
    let size = checkpoint.size;
    let bundle = LogFile::bundle_of(index, size).ok_or(EntryProofError::NoSuchEntry)?;
    let bundle = read_existing(&folder.join(bundle.to_string()))?;
    let entry = entry_at(&bundle, index).ok_or(EntryProofError::Damaged)?;
    let proof = InclusionProof::new(entry, index, size, |node| read_node(folder, node, size));
    let proof = proof.map_err(|error| match error {
        ProveError::Range => EntryProofError::NoSuchEntry,
        ProveError::Read(error) => error,
    })?;
    // Who gives a proof away knows that it holds.
    let is_whole = proof.check(size, checkpoint.root);
    is_whole.map_err(|_| EntryProofError::Damaged)?;
    Ok(proof.to_text(&note))
}

/// An entry that a log has.
#[derive(Debug)]
pub struct ProvenEntry {
    /// The checkpoint under which it was proved.
    pub checkpoint: Checkpoint,
    /// Its index.
    pub index: u64,
    /// Its bytes.
    pub entry: Vec<u8>,
}

/// Checks the proof of an entry under the key of a log.
///
/// # Errors
/// [`EntryProofError`]: it proves nothing.
pub fn check_entry(proof: &Path, key: &Path) -> Result<ProvenEntry, EntryProofError> {
    let text = read_text(proof)?;
    let (proof, note) = InclusionProof::from_text(&text)?;
    let checkpoint = Checkpoint::open(note.as_bytes(), &read_key(key)?)?;
    proof.check(checkpoint.size, checkpoint.root)?;
    Ok(ProvenEntry {
        index: proof.index(),
        entry: proof.entry().to_vec(),
        checkpoint,
    })
}

fn read_key(path: &Path) -> Result<VerifierKey, EntryProofError> {
    Ok(read_text(path)?.trim_end().parse()?)
}

fn read_node(folder: &Path, node: TreeNode, size: u64) -> Result<[u8; 32], EntryProofError> {
    let (file, ..) = node.in_tile(size).ok_or(EntryProofError::Damaged)?;
    let tile = read_existing(&folder.join(file.to_string()))?;
    node.read_from(&tile, size).ok_or(EntryProofError::Damaged)
}
