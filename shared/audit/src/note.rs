//! Signed notes (c2sp.org/signed-note) with Ed25519: a text, and who signed it.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The format's number for Ed25519.
const ED25519: u8 = 1;

/// What a line of a signature begins with.
const DASH: &str = "\u{2014} ";

/// The most bytes of a note and the most signatures on it. A checkpoint has about 200 bytes.
pub const NOTE_BYTES_MAX: usize = 64 * 1024;
const SIGNATURES_MAX: usize = 100;

/// Bytes of a key's id.
const ID_BYTES: usize = 4;

/// Why a note was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The bytes are not a signed note: the file is damaged, or it is another file.
    #[error("not a signed note")]
    Malformed,
    /// Nobody signed it with this key: it is of another log, or somebody replaced the key.
    #[error("not signed with this key")]
    OtherKey,
    /// There is a signature under this key, and it is wrong: somebody changed the text or the signature.
    #[error("the signature is wrong")]
    WrongSignature,
}

/// The text is not a verifier key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the key of a log")]
pub struct VerifierKeyError;

/// A public key with its name, as `name+id+key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key: VerifyingKey,
}

impl VerifierKey {
    /// The name, which is also the first line of a log's checkpoints.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256(name ‖ 0x0a ‖ 0x01 ‖ key).
    #[must_use]
    pub fn id(&self) -> [u8; ID_BYTES] {
        let mut hash = Sha256::new();
        hash.update(self.name.as_bytes());
        hash.update([b'\n', ED25519]);
        hash.update(self.key.as_bytes());
        let hash = hash.finalize();
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519];
        key.extend_from_slice(self.key.as_bytes());
        let id = HEXLOWER.encode(&self.id());
        write!(f, "{}+{id}+{}", self.name, BASE64.encode(&key))
    }
}

impl FromStr for VerifierKey {
    type Err = VerifierKeyError;

    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let read = || {
            let (name, rest) = text.split_once('+')?;
            let (id, key) = rest.split_once('+')?;
            let key = BASE64.decode(key.as_bytes()).ok()?;
            let (&ED25519, key) = key.split_first()? else {
                return None;
            };
            let read = Self {
                name: is_key_name(name).then(|| name.to_owned())?,
                key: VerifyingKey::from_bytes(key.try_into().ok()?).ok()?,
            };
            (HEXLOWER.encode(&read.id()) == id).then_some(read)
        };
        read().ok_or(VerifierKeyError)
    }
}

/// Whether this can be the name of a key: no white space and no `+`.
fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c == '+')
}

/// A secret key with its name. The key is overwritten when dropped.
pub struct NoteSigner {
    name: String,
    key: SigningKey,
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoteSigner")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl NoteSigner {
    /// The signer with this 32-byte secret.
    ///
    /// # Panics
    /// The name is empty, or contains white space or `+`.
    #[must_use]
    pub fn new(name: &str, secret: &[u8; 32]) -> Self {
        assert!(is_key_name(name), "the name of a key");
        Self {
            name: name.to_owned(),
            key: SigningKey::from_bytes(secret),
        }
    }

    /// The key that verifies what this one signs.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// The signed note of a text, which ends with a line feed.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        let mut signature = self.verifier().id().to_vec();
        signature.extend_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        let signature = BASE64.encode(&signature);
        format!("{text}\n{DASH}{} {signature}\n", self.name)
    }
}

/// One line of a signature, not verified.
#[derive(Debug)]
struct SignatureLine<'a> {
    name: &'a str,
    id: [u8; ID_BYTES],
    signature: Vec<u8>,
}

fn signature_line(line: &str) -> Option<SignatureLine<'_>> {
    let (name, signature) = line.strip_prefix(DASH)?.split_once(' ')?;
    let bytes = BASE64.decode(signature.as_bytes()).ok()?;
    let (id, signature) = bytes.split_first_chunk()?;
    let is_whole = is_key_name(name) && !signature.is_empty();
    is_whole.then(|| SignatureLine {
        name,
        id: *id,
        signature: signature.to_vec(),
    })
}

/// The text of a note, if it is signed with `key`. Signatures of others are ignored, as the format demands.
///
/// # Errors
/// [`NoteError`]: do not use the text.
pub fn open_note<'a>(note: &'a [u8], key: &VerifierKey) -> Result<&'a str, NoteError> {
    let (text, signatures) = split(note).ok_or(NoteError::Malformed)?;
    let id = key.id();
    let mut ours = signatures
        .iter()
        .filter(|line| line.name == key.name && line.id == id)
        .peekable();
    if ours.peek().is_none() {
        return Err(NoteError::OtherKey);
    }
    let is_right = |line: &SignatureLine<'_>| {
        let signature = Signature::from_slice(&line.signature).ok();
        signature.is_some_and(|it| key.key.verify_strict(text.as_bytes(), &it).is_ok())
    };
    if ours.all(is_right) {
        Ok(text)
    } else {
        Err(NoteError::WrongSignature)
    }
}

/// The text and the signatures, none of them verified.
fn split(note: &[u8]) -> Option<(&str, Vec<SignatureLine<'_>>)> {
    if note.len() > NOTE_BYTES_MAX {
        return None;
    }
    let note = std::str::from_utf8(note).ok()?;
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return None;
    }
    let end = note.rfind("\n\n")?;
    let (text, signatures) = (&note[..=end], &note[end + 2..]);
    let lines: Vec<&str> = signatures.strip_suffix('\n')?.split('\n').collect();
    if lines.len() > SIGNATURES_MAX {
        return None;
    }
    let signatures: Option<Vec<_>> = lines.into_iter().map(signature_line).collect();
    Some((text, signatures?))
}

#[cfg(test)]
mod tests;
