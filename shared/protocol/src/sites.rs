//! Site facts as they travel: signed by the server, whoever hands them on.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::SiteFacts;
use puente_record::id::ServerId;

use crate::identity::PublicKey;
use crate::wire;

const DOMAIN: &[u8] = b"puente/sites/1";
const SIGNATURE_BYTES: usize = 64;

/// What a server knows of its sites.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Sites {
    /// Which server.
    #[n(0)]
    pub server: ServerId,
    /// In which of its lives.
    #[n(1)]
    pub epoch: u32,
    /// When, by the server's clock, in ms since 1970.
    #[n(2)]
    pub as_of_ms: i64,
    /// Every site that was set up, closed ones too.
    #[n(3)]
    pub at: Vec<SiteFacts>,
}

/// Site facts with the server's signature. Nothing in them is to be believed before [`SignedSites::open`].
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct SignedSites(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>);

/// Why site facts are not believed. Keep those of before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SitesError {
    /// The bytes are no site facts.
    #[error("not site facts")]
    Malformed,
    /// The server did not sign this.
    #[error("the signature of the site facts does not fit")]
    Signature,
}

impl Sites {
    /// Signs them with the key of the receipts.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> SignedSites {
        let content = minicbor::to_vec(self).expect("writing to memory does not fail");
        let signature = key.sign(&[DOMAIN, &content].concat()).to_bytes();
        SignedSites([&signature[..], &content].concat())
    }
}

impl SignedSites {
    /// Verifies the signature.
    ///
    /// # Errors
    /// [`SitesError`].
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
