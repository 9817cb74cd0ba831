//! Seals change bodies and saved documents under the record's own key. Deleting the key erases all of them.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use puente_audit::{Opening, Pseudonym, RecordSecret};
use puente_record::{ChangeHash, DocumentId};
use rand_chacha::ChaCha20Rng;
use rand_core::Rng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::StoreError;
use super::engine::{FromValue, Value};
use super::packed::{pack, unpack};

const NONCE_BYTES: usize = 24;

/// A record's key, with the secrets derived from it.
#[derive(Clone)]
pub struct RecordKey {
    bytes: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
    secret: RecordSecret,
}

impl std::fmt::Debug for RecordKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecordKey").finish_non_exhaustive()
    }
}

impl RecordKey {
    /// The key of a new record.
    pub fn random(rng: &mut ChaCha20Rng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *bytes);
        Self::new(bytes)
    }

    /// The key with these bytes.
    #[must_use]
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        let secret = RecordSecret::new(&bytes);
        let mut mac = Hmac::<Sha256>::new_from_slice(&*bytes).expect("HMAC takes any key");
        mac.update(b"seal");
        Self {
            cipher: XChaCha20Poly1305::new(&mac.finalize().into_bytes()),
            secret,
            bytes,
        }
    }

    /// Stands in the place of an erased record's key. Nothing is ever sealed under it.
    #[must_use]
    pub fn destroyed() -> Self {
        Self::new(Zeroizing::new([0; 32]))
    }

    /// Whether this stands in the place of an erased record's key.
    #[must_use]
    pub fn is_destroyed(&self) -> bool {
        *self.bytes == [0; 32]
    }

    /// Its bytes, for the table of keys.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// The name of the record in the log.
    #[must_use]
    pub fn pseudonym(&self) -> Pseudonym {
        self.secret.pseudonym()
    }

    /// The opening of the log's commitment to a change.
    #[must_use]
    pub fn opening(&self, change: ChangeHash) -> Opening {
        self.secret.opening(change)
    }

    /// Seals a change's body. The nonce is the start of its hash. A hash has only one content, so a nonce is
    /// never used for two, and need not be stored.
    #[must_use]
    pub fn seal_change(&self, hash: &ChangeHash, body: &[u8]) -> Vec<u8> {
        match pack(body) {
            (false, body) => self.seal(&hash.as_bytes()[..NONCE_BYTES], &body, hash.as_bytes()),
            (true, body) => self.seal(&packed_nonce(hash), &body, hash.as_bytes()),
        }
    }

    /// Opens a change's body.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn open_change(&self, hash: &ChangeHash, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let plain = self.open(&hash.as_bytes()[..NONCE_BYTES], sealed, hash.as_bytes());
        if let Some(plain) = plain {
            return Ok(plain);
        }
        let packed = self.open(&packed_nonce(hash), sealed, hash.as_bytes());
        unpack(&packed.ok_or(StoreError::Damaged("a change does not open"))?)
    }

    /// Seals a saved document under a random nonce, which is stored before it.
    pub fn seal_document(
        &self,
        document: &DocumentId,
        saved: &[u8],
        rng: &mut ChaCha20Rng,
    ) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        rng.fill_bytes(&mut nonce);
        let mut out = nonce.to_vec();
        out.extend_from_slice(&self.seal(&nonce, saved, document.as_bytes()));
        out
    }

    /// Opens a saved document.
    ///
    /// # Errors
    /// [`StoreError::Damaged`]: rebuild the document from its changes.
    pub fn open_document(
        &self,
        document: &DocumentId,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StoreError> {
        sealed
            .split_at_checked(NONCE_BYTES)
            .and_then(|(nonce, sealed)| self.open(nonce, sealed, document.as_bytes()))
            .ok_or(StoreError::Damaged("a saved document does not open"))
    }

    /// Seals a body that a device had sealed. The nonce follows from the content and is stored before it.
    #[must_use]
    pub fn seal_apart(&self, digest: &[u8; 32], sealed: &[u8]) -> Vec<u8> {
        let nonce = &Sha256::digest(sealed)[..NONCE_BYTES];
        [nonce, &self.seal(nonce, sealed, digest)].concat()
    }

    /// Opens such a body.
    ///
    /// # Errors
    /// [`StoreError::Damaged`].
    pub fn open_apart(&self, digest: &[u8; 32], sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        sealed
            .split_at_checked(NONCE_BYTES)
            .and_then(|(nonce, sealed)| self.open(nonce, sealed, digest))
            .ok_or(StoreError::Damaged("a sealed body does not open"))
    }

    fn seal(&self, nonce: &[u8], msg: &[u8], aad: &[u8]) -> Vec<u8> {
        let nonce = XNonce::try_from(nonce).expect("24 bytes");
        self.cipher
            .encrypt(&nonce, Payload { msg, aad })
            .expect("sealing fails above 256 GiB only")
    }

    fn open(&self, nonce: &[u8], msg: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
        let nonce = XNonce::try_from(nonce).ok()?;
        self.cipher.decrypt(&nonce, Payload { msg, aad }).ok()
    }
}

/// A record's key as the table of keys has it.
impl FromValue<'_> for RecordKey {
    fn from_value(value: Value<'_>) -> Result<Self, StoreError> {
        Zeroizing::from_value(value).map(Self::new)
    }
}

/// The nonce of a change's body that was packed. Which of the two nonces opens a body shows whether it is
/// packed; a nonce is never used for two contents.
fn packed_nonce(hash: &ChangeHash) -> [u8; NONCE_BYTES] {
    let digest = Sha256::new()
        .chain_update(b"packed")
        .chain_update(hash.as_bytes());
    *digest.finalize().first_chunk().expect("32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::SeedableRng;

    #[test]
    fn what_is_sealed_opens_only_as_itself() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let key = RecordKey::random(&mut rng);
        let hash = ChangeHash::from_bytes([5; 32]);
        let sealed = key.seal_change(&hash, b"change");
        assert_eq!(key.open_change(&hash, &sealed).unwrap(), b"change");
        assert!(
            RecordKey::random(&mut rng)
                .open_change(&hash, &sealed)
                .is_err()
        );
        assert!(
            key.open_change(&ChangeHash::from_bytes([6; 32]), &sealed)
                .is_err()
        );

        let long = b"change ".repeat(10_000);
        let sealed = key.seal_change(&hash, &long);
        assert!(sealed.len() < 200, "{}", sealed.len());
        assert_eq!(key.open_change(&hash, &sealed).unwrap(), long);

        let (one, other) = (
            DocumentId::from_bytes([1; 16]),
            DocumentId::from_bytes([2; 16]),
        );
        let sealed = key.seal_document(&one, b"saved", &mut rng);
        assert_eq!(key.open_document(&one, &sealed).unwrap(), b"saved");
        assert!(key.open_document(&other, &sealed).is_err());
        assert!(key.open_document(&one, &sealed[..10]).is_err());
        assert_ne!(sealed, key.seal_document(&one, b"saved", &mut rng));

        let sealed = key.seal_apart(&[1; 32], b"sealed before");
        assert_eq!(key.open_apart(&[1; 32], &sealed).unwrap(), b"sealed before");
        assert!(key.open_apart(&[2; 32], &sealed).is_err());
        assert!(key.open_apart(&[1; 32], &sealed[..10]).is_err());
    }
}
