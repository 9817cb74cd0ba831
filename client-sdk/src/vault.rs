//! The key of a store, wrapped under what a person knows.
//!
//! A store is encrypted with 32 random bytes. A [`Vault`] holds them encrypted under a key that
//! argon2id derives from the passphrase. The driver keeps the vault's bytes beside the store.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::{Decode, Encode};
use rand_core::Rng as _;
use zeroize::Zeroizing;

use crate::Rng;

/// The 32 bytes that a store is encrypted with.
pub type DataKey = Zeroizing<[u8; 32]>;

/// 64 MiB, three passes: half a second on a desktop core. A thief who guesses the passphrase of a stolen phone
/// pays the same for each guess (RFC 9106, second recommended option, with one lane).
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const FORMAT: u8 = 1;
const CONTEXT: &[u8] = b"puente/vault/1";

/// A wrapped data key.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Vault {
    #[n(0)]
    format: u8,
    #[n(1)]
    memory_kib: u32,
    #[n(2)]
    passes: u32,
    #[cbor(n(3), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(4), with = "minicbor::bytes")]
    nonce: [u8; 24],
    #[cbor(n(5), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
}

/// Why a vault does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The passphrase is not the one that wrapped this key.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The bytes are not a vault, or one of a later version.
    #[error("the key file is damaged or of a later version")]
    Damaged,
}

impl Vault {
    /// Makes a new data key and wraps it.
    #[must_use]
    pub fn create(passphrase: &str, rng: &mut Rng) -> (Self, DataKey) {
        Self::create_with(passphrase, MEMORY_KIB, PASSES, rng)
    }

    /// As [`Vault::create`] with chosen costs, for phones that cannot spare 64 MiB.
    #[must_use]
    pub fn create_with(
        passphrase: &str,
        memory_kib: u32,
        passes: u32,
        rng: &mut Rng,
    ) -> (Self, DataKey) {
        let mut data_key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut data_key[..]);
        (
            Self::wrap_with(passphrase, &data_key, memory_kib, passes, rng),
            data_key,
        )
    }

    /// Wraps an existing key for another person with another passphrase.
    #[must_use]
    pub fn wrap(passphrase: &str, data_key: &DataKey, rng: &mut Rng) -> Self {
        Self::wrap_with(passphrase, data_key, MEMORY_KIB, PASSES, rng)
    }

    fn wrap_with(
        passphrase: &str,
        data_key: &DataKey,
        memory_kib: u32,
        passes: u32,
        rng: &mut Rng,
    ) -> Self {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut nonce);
        let mut vault = Self {
            format: FORMAT,
            memory_kib,
            passes,
            salt,
            nonce,
            wrapped: Vec::new(),
        };
        let cipher = vault
            .cipher(passphrase)
            .expect("the costs of this module are valid");
        vault.wrapped = cipher
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &data_key[..],
                    aad: CONTEXT,
                },
            )
            .expect("32 bytes can be encrypted");
        vault
    }

    /// Unwraps the data key.
    ///
    /// # Errors
    /// [`VaultError::WrongPassphrase`]: ask again. [`VaultError::Damaged`]: set the file aside.
    pub fn open(&self, passphrase: &str) -> Result<DataKey, VaultError> {
        let plain = self
            .cipher(passphrase)?
            .decrypt(
                &XNonce::from(self.nonce),
                Payload {
                    msg: &self.wrapped,
                    aad: CONTEXT,
                },
            )
            .map(Zeroizing::new)
            .map_err(|_| VaultError::WrongPassphrase)?;
        let mut key = Zeroizing::new([0; 32]);
        if plain.len() != key.len() {
            return Err(VaultError::Damaged);
        }
        key.copy_from_slice(&plain);
        Ok(key)
    }

    fn cipher(&self, passphrase: &str) -> Result<XChaCha20Poly1305, VaultError> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32))
            .map_err(|_| VaultError::Damaged)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt, &mut key[..])
            .map_err(|_| VaultError::Damaged)?;
        Ok(XChaCha20Poly1305::new((&*key).into()))
    }

    /// The bytes that the driver stores.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads what [`Vault::to_bytes`] wrote.
    ///
    /// # Errors
    /// The bytes are not a vault of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        let vault: Self = minicbor::decode(bytes).map_err(|_| VaultError::Damaged)?;
        // A damaged file must not make the phone allocate without end.
        if vault.format != FORMAT || vault.memory_kib > 1024 * 1024 || vault.passes > 32 {
            return Err(VaultError::Damaged);
        }
        Ok(vault)
    }
}
