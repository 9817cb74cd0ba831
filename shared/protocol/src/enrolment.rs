//! How a device joins: a one-time code binds its key to a person, a site and a role.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, ServerId, SiteId};

use crate::identity::PublicKey;
use crate::limits::{ACCOUNT_NAME_BYTES_MAX, ENROL_BYTES_MAX};
use crate::page::Grants;
use crate::problem::ProblemCode;
use crate::wire;

const DOMAIN: &[u8] = b"puente/enrol/1";

/// Body of `POST /v1/enrol`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct EnrolRequest {
    /// The one-time code as it was handed over.
    #[n(0)]
    pub code: String,
    /// The device's Ed25519 public key.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub key: PublicKey,
    /// The person's name as colleagues say it.
    #[n(2)]
    pub name: String,
    /// Proves that the device holds the key.
    #[cbor(n(3), with = "minicbor::bytes")]
    signature: [u8; 64],
}

/// Answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct EnrolReply {
    /// The server that every later request is signed for.
    #[n(0)]
    pub server: ServerId,
    /// The person.
    #[n(1)]
    pub account: AccountId,
    /// The site whose code was used: the home site of what is registered here.
    #[n(2)]
    pub site: SiteId,
    /// What the person may do, and where.
    #[n(3)]
    pub grants: Grants,
}

impl EnrolRequest {
    /// Signs an enrolment.
    #[must_use]
    pub fn new(code: String, name: String, key: &SigningKey) -> Self {
        let public = key.verifying_key().to_bytes();
        let signature = key.sign(&signed_bytes(&code, &public, &name)).to_bytes();
        Self {
            code,
            key: public,
            name,
            signature,
        }
    }

    /// Its bytes on the wire.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads a request and verifies that its sender holds the key.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn open(body: &[u8]) -> Result<Self, ProblemCode> {
        if body.len() > ENROL_BYTES_MAX {
            return Err(ProblemCode::TooLarge);
        }
        let request: Self = wire::decode(body).map_err(|_| ProblemCode::Malformed)?;
        if request.name.len() > ACCOUNT_NAME_BYTES_MAX {
            return Err(ProblemCode::TooLarge);
        }
        let signed = signed_bytes(&request.code, &request.key, &request.name);
        VerifyingKey::from_bytes(&request.key)
            .and_then(|key| key.verify_strict(&signed, &Signature::from_bytes(&request.signature)))
            .map_err(|_| ProblemCode::BadSignature)?;
        Ok(request)
    }
}

impl EnrolReply {
    /// Its bytes on the wire.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads a reply.
    ///
    /// # Errors
    /// The bytes are no reply of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProblemCode> {
        wire::decode(bytes).map_err(|_| ProblemCode::Malformed)
    }
}

fn signed_bytes(code: &str, key: &PublicKey, name: &str) -> Vec<u8> {
    let mut out = DOMAIN.to_vec();
    out.extend_from_slice(key);
    out.extend_from_slice(&(code.len() as u64).to_be_bytes());
    out.extend_from_slice(code.as_bytes());
    out.extend_from_slice(name.as_bytes());
    out
}
