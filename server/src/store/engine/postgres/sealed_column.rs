//! Seals columns that must not lie in plain text: PostgreSQL's files, its log and its copies are not encrypted.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::store::{StoreError, derived};

const NONCE_BYTES: usize = 24;

/// The first byte of what is sealed: what kind of value it is.
const TEXT: u8 = 0;
const BYTES: u8 = 1;

/// Seals and opens columns. It follows from the key file, which never reaches the database.
#[derive(Clone)]
pub(in crate::store) struct ColumnKey(XChaCha20Poly1305);

/// An opened value.
pub(super) enum Opened {
    Text(String),
    Bytes(Vec<u8>),
}

impl std::fmt::Debug for ColumnKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ColumnKey").finish_non_exhaustive()
    }
}

impl ColumnKey {
    /// The key that follows from the server's.
    pub(in crate::store) fn of(key: &[u8; 32]) -> Self {
        let key = derived(key, b"puente/columns/1");
        Self(XChaCha20Poly1305::new((&*key).into()))
    }

    pub(super) fn seal_text(&self, text: &str) -> Vec<u8> {
        self.seal(TEXT, text.as_bytes())
    }

    pub(super) fn seal_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        self.seal(BYTES, bytes)
    }

    /// Seals under a random nonce: equal values do not look equal.
    fn seal(&self, kind: u8, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce).expect("the system has randomness");
        let plain = zeroize::Zeroizing::new([&[kind][..], plain].concat());
        let sealed = self.0.encrypt(&XNonce::from(nonce), &plain[..]);
        let mut out = nonce.to_vec();
        out.extend(sealed.expect("a column is far below the cipher's limit"));
        out
    }

    /// Opens a value. Nothing sealed is empty: that stands for an empty text, where a join found no row.
    pub(super) fn open(&self, sealed: &[u8]) -> Result<Opened, StoreError> {
        const DAMAGED: StoreError = StoreError::Damaged("a sealed column does not open");
        if sealed.is_empty() {
            return Ok(Opened::Text(String::new()));
        }
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DAMAGED)?;
        let plain = self.0.decrypt(&XNonce::from(*nonce), sealed);
        let mut plain = plain.map_err(|_| DAMAGED)?;
        if plain.is_empty() {
            return Err(DAMAGED);
        }
        match plain.remove(0) {
            TEXT => String::from_utf8(plain)
                .map(Opened::Text)
                .map_err(|_| DAMAGED),
            BYTES => Ok(Opened::Bytes(plain)),
            _ => Err(DAMAGED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_opens_with_its_key_alone_and_equal_values_do_not_look_equal() {
        let key = ColumnKey::of(&[1; 32]);
        let sealed = [key.seal_text("Lucía"), key.seal_text("Lucía")];
        assert_ne!(sealed[0], sealed[1]);
        assert!(sealed.iter().all(|sealed| !contains(sealed, "Luc")));
        assert!(matches!(key.open(&sealed[0]), Ok(Opened::Text(name)) if name == "Lucía"));
        assert!(matches!(key.open(&[]), Ok(Opened::Text(name)) if name.is_empty()));
        let bytes = key.seal_bytes(&[9; 32]);
        assert!(matches!(key.open(&bytes), Ok(Opened::Bytes(bytes)) if bytes == [9; 32]));
        assert!(ColumnKey::of(&[2; 32]).open(&bytes).is_err());
        assert!(key.open(&bytes[..30]).is_err());
    }

    fn contains(bytes: &[u8], text: &str) -> bool {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    }
}
