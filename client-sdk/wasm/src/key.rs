//! The key of a store, from a passphrase.

use puente_client::{DataKey, Vault};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::browser::seeded_rng;
use crate::failure::Failure;

/// An unwrapped key and the vault it came from.
#[wasm_bindgen]
pub struct Key {
    pub(crate) data: DataKey,
    vault: Vec<u8>,
}

#[wasm_bindgen]
impl Key {
    /// A new random key, wrapped under `passphrase`.
    ///
    /// # Errors
    /// Code `no_entropy`: this browser cannot be used.
    pub fn create(passphrase: &str) -> Result<Self, Failure> {
        let (vault, data) = Vault::create(passphrase, &mut seeded_rng()?);
        Ok(Self {
            data,
            vault: vault.to_bytes(),
        })
    }

    /// The key that `vault` wraps.
    ///
    /// # Errors
    /// Code `wrong_passphrase`: ask again. `damaged_vault`: set the file aside and ask for help.
    pub fn unwrap(passphrase: &str, vault: &[u8]) -> Result<Self, Failure> {
        let data = Vault::from_bytes(vault).and_then(|vault| vault.open(passphrase))?;
        Ok(Self {
            data,
            vault: vault.to_vec(),
        })
    }

    /// The bytes to keep beside the store. Nothing opens the store without them.
    #[must_use]
    pub fn vault(&self) -> Vec<u8> {
        self.vault.clone()
    }
}
