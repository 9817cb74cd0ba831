//! The credential of `GET /v1/events`: it proves which device wants to hear of news.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use puente_record::id::{DeviceId, InstallId, ServerId};

use crate::bytes::{Reader, TruncatedBytes};
use crate::identity::{self, PublicKey};
use crate::problem::ProblemCode;

const DOMAIN: &[u8] = b"puente/events/1";

/// The value behind `Authorization: Puente-Device`, which is sent in base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventsCredential {
    /// The device.
    pub device: DeviceId,
    /// The device's install.
    pub install: InstallId,
    /// Rises with every stream that this install opens.
    pub counter: u64,
    signature: [u8; 64],
}

impl EventsCredential {
    /// Signs a credential for one server.
    #[must_use]
    pub fn new(server: ServerId, install: InstallId, counter: u64, key: &SigningKey) -> Self {
        let signature = key.sign(&signed_bytes(server, install, counter)).to_bytes();
        Self {
            device: identity::device_id(&key.verifying_key().to_bytes()),
            install,
            counter,
            signature,
        }
    }

    /// The 104 bytes of the credential.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.device.as_bytes().to_vec();
        out.extend_from_slice(self.install.as_bytes());
        out.extend_from_slice(&self.counter.to_be_bytes());
        out.extend_from_slice(&self.signature);
        out
    }

    /// Reads a credential; check it with [`EventsCredential::verify`].
    ///
    /// # Errors
    /// The bytes are not a credential.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProblemCode> {
        let mut reader = Reader::new(bytes);
        let mut read = || {
            let credential = Self {
                device: DeviceId::from_bytes(reader.array()?),
                install: InstallId::from_bytes(reader.array()?),
                counter: u64::from_be_bytes(reader.array()?),
                signature: reader.array()?,
            };
            if reader.rest().is_empty() {
                Ok(credential)
            } else {
                Err(TruncatedBytes)
            }
        };
        read().map_err(|TruncatedBytes| ProblemCode::Malformed)
    }

    /// Verifies the signature. The caller checks that the counter rises.
    ///
    /// # Errors
    /// The signature is not by this key, or not for this server.
    pub fn verify(&self, server: ServerId, key: &PublicKey) -> Result<(), ProblemCode> {
        if identity::device_id(key) != self.device {
            return Err(ProblemCode::BadSignature);
        }
        let signed = signed_bytes(server, self.install, self.counter);
        VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify_strict(&signed, &Signature::from_bytes(&self.signature)))
            .map_err(|_| ProblemCode::BadSignature)
    }
}

fn signed_bytes(server: ServerId, install: InstallId, counter: u64) -> Vec<u8> {
    [
        DOMAIN,
        &server.as_bytes()[..],
        &install.as_bytes()[..],
        &counter.to_be_bytes(),
    ]
    .concat()
}
