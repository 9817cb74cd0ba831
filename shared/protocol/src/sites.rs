//! Site facts as they travel. The server signs them, so anybody may hand them on.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::SiteFacts;
use puente_record::id::ServerId;

use crate::identity::PublicKey;
use crate::wire;

const DOMAIN: &[u8] = b"puente/sites/1";
const SIGNATURE_BYTES: usize = 64;

/// What a server knows about its sites.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Sites {
    /// The server that signs this.
    #[n(0)]
    pub server: ServerId,
    /// Its epoch, see [`crate::bundle::ServerKeys::epoch`].
    #[n(1)]
    pub epoch: u32,
    /// When the server stated this, by its clock in ms since 1970.
    #[n(2)]
    pub as_of_ms: i64,
    /// Every site that was set up, including closed ones.
    #[n(3)]
    pub at: Vec<SiteFacts>,
}

/// Site facts with the server's signature. Do not trust them before [`SignedSites::open`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct SignedSites(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>);

/// Why site facts are not accepted. Keep the previous ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SitesError {
    /// The bytes are not site facts.
    #[error("not site facts")]
    Malformed,
    /// The signature is not by this server.
    #[error("the signature of the site facts does not fit")]
    Signature,
}

impl Sites {
    /// Signs them with the server's receipt key.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> SignedSites {
        let content = minicbor::to_vec(self).expect("writing to memory does not fail");
        let signature = key.sign(&[DOMAIN, &content].concat()).to_bytes();
        SignedSites([&signature[..], &content].concat())
    }
}

impl SignedSites {
    /// Verifies the signature and decodes the facts.
    ///
    /// # Errors
    /// [`SitesError`]: keep the previous facts.
    pub fn open(&self, key: &PublicKey) -> Result<Sites, SitesError> {
        let (signature, content) = self
            .0
            .split_first_chunk::<SIGNATURE_BYTES>()
            .ok_or(SitesError::Malformed)?;
        VerifyingKey::from_bytes(key)
            .and_then(|key| {
                let signed = [DOMAIN, content].concat();
                key.verify_strict(&signed, &Signature::from_bytes(signature))
            })
            .map_err(|_| SitesError::Signature)?;
        wire::decode(content).map_err(|_| SitesError::Malformed)
    }
}
