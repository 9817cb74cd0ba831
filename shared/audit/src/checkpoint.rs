//! Checkpoints (c2sp.org/tlog-checkpoint): the size and the root that a log had, signed.

use data_encoding::BASE64;

use crate::note::{NoteError, NoteSigner, VerifierKey, open_note};
use crate::tile::LOG_SIZE_MAX;
use crate::tree::{LeafHash, TreeHead};

/// The size and the root of a log at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The name of the log, which is also the name of its key.
    pub origin: String,
    /// The number of entries.
    pub size: u64,
    /// The root over these entries.
    pub root: LeafHash,
}

/// A checkpoint, and the key that signed it.
#[derive(Debug, Clone)]
pub struct SignedCheckpoint {
    /// The log's key.
    pub key: VerifierKey,
    /// What it signed.
    pub checkpoint: Checkpoint,
}

/// Why a checkpoint was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note was not accepted.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The signed text is not a checkpoint, or of a size that no log can have.
    #[error("not a checkpoint")]
    Malformed,
    /// It is a checkpoint of another log than the key's.
    #[error("of another log")]
    OtherLog,
}

impl Checkpoint {
    /// The size and root that it states.
    #[must_use]
    pub const fn head(&self) -> TreeHead {
        TreeHead {
            size: self.size,
            root: self.root,
        }
    }

    fn text(&self) -> String {
        let Self { origin, size, root } = self;
        format!("{origin}\n{size}\n{}\n", BASE64.encode(root))
    }

    /// The signed note of this checkpoint.
    #[must_use]
    pub fn sign(&self, signer: &NoteSigner) -> String {
        signer.sign(&self.text())
    }

    /// Opens a signed checkpoint of the log that has this key. Lines after the root are allowed and ignored, as
    /// the format demands.
    ///
    /// # Errors
    /// [`CheckpointError`]: it proves nothing.
    pub fn open(note: &[u8], key: &VerifierKey) -> Result<Self, CheckpointError> {
        let text = open_note(note, key)?;
        let checkpoint = parse(text).ok_or(CheckpointError::Malformed)?;
        if checkpoint.origin == key.name() {
            Ok(checkpoint)
        } else {
            Err(CheckpointError::OtherLog)
        }
    }
}

/// The name of the log in a checkpoint, not verified: to say which log a note is of before its key is known.
#[must_use]
pub fn claimed_origin(note: &[u8]) -> Option<&str> {
    std::str::from_utf8(note).ok()?.lines().next()
}

fn parse(text: &str) -> Option<Checkpoint> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
    let is_decimal = size.bytes().all(|b| b.is_ascii_digit());
    let has_zeros = size.len() > 1 && size.starts_with('0');
    if origin.is_empty() || !is_decimal || has_zeros || lines.any(str::is_empty) {
        return None;
    }
    Some(Checkpoint {
        origin: origin.to_owned(),
        size: size.parse().ok().filter(|size| *size <= LOG_SIZE_MAX)?,
        root: BASE64.decode(root.as_bytes()).ok()?.try_into().ok()?,
    })
}

#[cfg(test)]
mod tests;
