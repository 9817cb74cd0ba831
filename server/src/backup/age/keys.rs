//! Recipients and identities, and how a file key is wrapped for a recipient.

use std::str::FromStr;

use bech32::{Bech32, Hrp};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use sha2::Sha256;
use x25519_dalek::{PublicKey, SharedSecret, StaticSecret};
use zeroize::Zeroizing;

use super::AgeFileError;

/// A file key: 16 random bytes.
pub(super) type FileKey = Zeroizing<[u8; 16]>;

const RECIPIENT: &str = "age";
/// In two parts, because the whole would look like a key that was left in the source.
const IDENTITY: &str = concat!("age-secret", "-key-");
const WRAP: &[u8] = b"age-encryption.org/v1/X25519";

/// A file key as the head contains it for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrapped {
    pub(super) share: [u8; 32],
    pub(super) body: Vec<u8>,
}

/// A recipient of a file: `age1…`, an X25519 public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipient([u8; 32]);

/// Opens files that are encrypted to its recipient: an X25519 secret key.
pub struct Identity(StaticSecret);

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Identity").field(&self.recipient()).finish()
    }
}

fn read(text: &str, expected: &str) -> Option<Zeroizing<[u8; 32]>> {
    let (prefix, bytes) = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text)
        .map(|checked| {
            let bytes: Vec<u8> = checked.byte_iter().collect();
            (checked.hrp(), Zeroizing::new(bytes))
        })
        .ok()?;
    let mut key = Zeroizing::new([0; 32]);
    if !prefix.as_str().eq_ignore_ascii_case(expected) || bytes.len() != key.len() {
        return None;
    }
    key.copy_from_slice(&bytes);
    Some(key)
}

impl FromStr for Recipient {
    type Err = AgeFileError;

    fn from_str(text: &str) -> Result<Self, AgeFileError> {
        let key = read(text.trim(), RECIPIENT).ok_or(AgeFileError::NotARecipient)?;
        Ok(Self(*key))
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = bech32::encode::<Bech32>(Hrp::parse_unchecked(RECIPIENT), &self.0);
        f.write_str(&text.map_err(|_| std::fmt::Error)?)
    }
}

impl Recipient {
    /// The recipient with this public key.
    #[must_use]
    pub const fn from_bytes(key: [u8; 32]) -> Self {
        Self(key)
    }

    /// Its public key.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    pub(super) fn wrap(&self, file_key: &FileKey, rng: &mut ChaCha20Rng) -> Wrapped {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *secret);
        let secret = StaticSecret::from(*secret);
        let share = PublicKey::from(&secret).to_bytes();
        let shared = secret.diffie_hellman(&PublicKey::from(self.0));
        let body = wrap_cipher(&shared, &share, &self.0)
            .encrypt(&Nonce::default(), &file_key[..])
            .expect("16 bytes can be encrypted");
        Wrapped { share, body }
    }
}

impl Identity {
    /// A new identity, for tests and for operators without `age-keygen`.
    pub fn random(rng: &mut ChaCha20Rng) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *secret);
        Self(StaticSecret::from(*secret))
    }

    /// The identities in a file as `age-keygen` writes it: one in each line, comments after `#`.
    ///
    /// # Errors
    /// [`AgeFileError::NotAnIdentity`]: a line is not an identity, or there is none.
    pub fn read_all(text: &str) -> Result<Vec<Self>, AgeFileError> {
        let lines = text.lines().map(str::trim);
        let keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let identities: Vec<Self> = keys
            .map(|line| {
                let key = read(line, IDENTITY).ok_or(AgeFileError::NotAnIdentity)?;
                Ok(Self(StaticSecret::from(*key)))
            })
            .collect::<Result<_, AgeFileError>>()?;
        if identities.is_empty() {
            return Err(AgeFileError::NotAnIdentity);
        }
        Ok(identities)
    }

    /// Its secret text, as `age-keygen` writes it.
    #[must_use]
    pub fn to_secret_text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(self.0.to_bytes());
        let text = bech32::encode_upper::<Bech32>(Hrp::parse_unchecked(IDENTITY), &bytes[..]);
        Zeroizing::new(text.expect("32 bytes fit"))
    }

    /// Its secret key.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_bytes())
    }

    /// The recipient whose files this identity opens.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(PublicKey::from(&self.0).to_bytes())
    }

    /// The file key; `None` if it was wrapped for another identity.
    pub(super) fn unwrap(&self, wrapped: &Wrapped) -> Option<FileKey> {
        let shared = self.0.diffie_hellman(&PublicKey::from(wrapped.share));
        let file_key = shared.was_contributory().then(|| {
            wrap_cipher(&shared, &wrapped.share, &self.recipient().0)
                .decrypt(&Nonce::default(), &*wrapped.body)
                .map(Zeroizing::new)
        })?;
        let mut key = FileKey::default();
        let plain = file_key.ok().filter(|plain| plain.len() == key.len())?;
        key.copy_from_slice(&plain);
        Some(key)
    }
}

/// Each wrapping key follows from a fresh share, so the nonce can always be zero.
fn wrap_cipher(shared: &SharedSecret, share: &[u8; 32], recipient: &[u8; 32]) -> ChaCha20Poly1305 {
    let salt = [&share[..], &recipient[..]].concat();
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(&salt), shared.as_bytes())
        .expand(WRAP, &mut *key)
        .expect("32 bytes can be derived");
    ChaCha20Poly1305::new((&*key).into())
}
