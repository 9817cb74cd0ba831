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

/// Another first word: a name never reads as an account.
const AGAIN_DOMAIN: &[u8] = b"puente/again/1";

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
    /// Of a device that the server knew before a backup was restored: as whom. Its log names this account.
    #[n(4)]
    pub account: Option<AccountId>,
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
        Self::sign(code, name, None, key)
    }

    /// Signs the enrolment of a device whose server was restored from a backup and does not know it.
    #[must_use]
    pub fn again(code: String, name: String, account: AccountId, key: &SigningKey) -> Self {
        Self::sign(code, name, Some(account), key)
    }

    fn sign(code: String, name: String, account: Option<AccountId>, key: &SigningKey) -> Self {
        let mut request = Self {
            code,
            key: key.verifying_key().to_bytes(),
            name,
            signature: [0; 64],
            account,
        };
        request.signature = key.sign(&request.signed_bytes()).to_bytes();
        request
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut out = match &self.account {
            None => DOMAIN.to_vec(),
            Some(account) => [AGAIN_DOMAIN, account.as_bytes()].concat(),
        };
        out.extend_from_slice(&self.key);
        out.extend_from_slice(&(self.code.len() as u64).to_be_bytes());
        out.extend_from_slice(self.code.as_bytes());
        out.extend_from_slice(self.name.as_bytes());
        out
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
        let signed = request.signed_bytes();
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
