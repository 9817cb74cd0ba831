//! The age file format, version 1, with X25519 recipients (C2SP, `age-encryption.org/v1`). Debian's `age` can
//! open these files, and this module can open its files.
//!
//! The head wraps a file key for each recipient. The payload is ChaCha20-Poly1305 in chunks of 64 KiB, so
//! nothing is returned before it was authenticated, and a cut file is detected.

mod head;
mod keys;
mod payload;

pub use keys::{Identity, Recipient};
pub use payload::{Opener, Sealer};

/// Why a file does not open, or a key cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AgeFileError {
    /// The text is not a recipient of the form `age1…`.
    #[error("not an age recipient")]
    NotARecipient,
    /// The file of identities contains none, or a line that is not one.
    #[error("not an age identity")]
    NotAnIdentity,
    /// The file is not an age file of version 1, or its head is damaged.
    #[error("not an age file, or its head is damaged")]
    Head,
    /// The file was encrypted to other recipients.
    #[error("the file is encrypted to other recipients")]
    OtherRecipients,
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

#[cfg(test)]
mod tests;
