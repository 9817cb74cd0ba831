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
const AGAIN_DOMAIN: &[u8] = b"puente/again/2";

/// As devices said it that had no server's word to show.
const AGAIN_UNPROVEN_DOMAIN: &[u8] = b"puente/again/1";

const BINDING_DOMAIN: &[u8] = b"puente/account/1";

/// A server's word that it gave an account to a key at a site: who enrols again shows it. An account is nobody's
/// by being named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Binding {
    /// The site whose code was used.
    #[n(0)]
    pub site: SiteId,
    /// By the server's receipt key.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

impl Binding {
    /// Signs that a key was given an account.
    #[must_use]
    pub fn sign(
        server: ServerId,
        account: AccountId,
        site: SiteId,
        key: &PublicKey,
        by: &SigningKey,
    ) -> Self {
        let signed = Self::signed_bytes(server, account, site, key);
        let signature = by.sign(&signed).to_bytes();
        Self { site, signature }
    }

    /// Did this server give the account to this key?
    #[must_use]
    pub fn is_of(
        &self,
        server: ServerId,
        account: AccountId,
        key: &PublicKey,
        by: &VerifyingKey,
    ) -> bool {
        let signed = Self::signed_bytes(server, account, self.site, key);
        let signature = Signature::from_bytes(&self.signature);
        by.verify_strict(&signed, &signature).is_ok()
    }

    fn signed_bytes(
        server: ServerId,
        account: AccountId,
        site: SiteId,
        key: &PublicKey,
    ) -> Vec<u8> {
        [
            BINDING_DOMAIN,
            server.as_bytes(),
            account.as_bytes(),
            key,
            site.as_bytes(),
        ]
        .concat()
    }
}

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
    account: Option<AccountId>,
    /// That it was given this account.
    #[n(5)]
    binding: Option<Binding>,
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
    /// Kept for the day when the server does not know the device any more.
    #[n(4)]
    pub binding: Option<Binding>,
}

impl EnrolRequest {
    /// Signs an enrolment.
    #[must_use]
    pub fn new(code: String, name: String, key: &SigningKey) -> Self {
        Self::sign(code, name, (None, None), key)
    }

    /// Signs the enrolment of a device whose server was restored from a backup and does not know it.
    #[must_use]
    pub fn again(
        code: String,
        name: String,
        (account, binding): (AccountId, Option<Binding>),
        key: &SigningKey,
    ) -> Self {
        Self::sign(code, name, (Some(account), binding), key)
    }

    /// The account that its sender had before, with the server's word for that; nothing without one.
    #[must_use]
    pub fn before(&self) -> Option<(AccountId, Binding)> {
        self.account.zip(self.binding)
    }

    /// Did its sender enrol before, at a server that may have forgotten it?
    #[must_use]
    pub const fn is_again(&self) -> bool {
        self.account.is_some()
    }

    fn sign(
        code: String,
        name: String,
        (account, binding): (Option<AccountId>, Option<Binding>),
        key: &SigningKey,
    ) -> Self {
        let mut request = Self {
            code,
            key: key.verifying_key().to_bytes(),
            name,
            signature: [0; 64],
            account,
            binding,
        };
        request.signature = key.sign(&request.signed_bytes()).to_bytes();
        request
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut out = match (&self.account, &self.binding) {
            (None, _) => DOMAIN.to_vec(),
            (Some(account), None) => [AGAIN_UNPROVEN_DOMAIN, account.as_bytes()].concat(),
            (Some(account), Some(binding)) => [
                AGAIN_DOMAIN,
                account.as_bytes(),
                binding.site.as_bytes(),
                &binding.signature,
            ]
            .concat(),
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
        if request.account.is_none() && request.binding.is_some() {
            return Err(ProblemCode::Malformed);
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
