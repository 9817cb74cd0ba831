//! The age file format, version 1, with X25519 recipients (C2SP, `age-encryption.org/v1`): what
//! Debian's `age` encrypts opens here, and the other way round.
//!
//! The head wraps a file key for each recipient; the payload is ChaCha20-Poly1305 in chunks of 64 KiB,
//! so nothing is given out before it was authenticated, and a cut file is told from a whole one.

mod head;
mod keys;
mod payload;

pub use keys::{Identity, Recipient};
pub use payload::{Opener, Sealer};

/// Why a file does not open, or a key does not read.
#[derive(Debug, thiserror::Error)]
pub enum AgeFileError {
    /// Not a recipient of the form `age1…`.
    #[error("not an age recipient")]
    NotARecipient,
    /// The file of identities holds none.
    #[error("not an age identity")]
    NotAnIdentity,
    /// Not an age file of version 1, or its head is damaged.
    #[error("not an age file, or its head is damaged")]
    Head,
    /// The file was encrypted to others.
    #[error("the file is encrypted to other recipients")]
    OtherRecipients,
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

#[cfg(test)]
mod tests;
