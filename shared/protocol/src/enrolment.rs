//! How a device joins: a one-time code binds the device's key to a person, a site and a role.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, ServerId, SiteId};

use crate::identity::PublicKey;
use crate::limits::{ACCOUNT_NAME_BYTES_MAX, ENROL_BYTES_MAX};
use crate::page::Grants;
use crate::problem::ProblemCode;
use crate::wire;

const DOMAIN: &[u8] = b"puente/enrol/1";

/// A different domain than that of a first enrolment, so that a name cannot be read as an account.
const AGAIN_DOMAIN: &[u8] = b"puente/again/2";

/// The domain for a device that has no [`Binding`] to show.
const AGAIN_UNPROVEN_DOMAIN: &[u8] = b"puente/again/1";

const BINDING_DOMAIN: &[u8] = b"puente/account/1";

/// The server's signed statement that it gave an account to a key at a site. A device that enrols again shows
/// it: naming an account alone proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Binding {
    /// The site whose code was used.
    #[n(0)]
    pub site: SiteId,
    /// The signature by the server's receipt key.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: [u8; 64],
}

impl Binding {
    /// Signs that the server gave `account` to a key at `site`.
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

    /// Did this server give the account to this key at this site?
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
    /// The signature that proves that the device holds the key.
    #[cbor(n(3), with = "minicbor::bytes")]
    signature: [u8; 64],
    /// The account that the device had before its server was restored from a backup. Its log names this
    /// account.
    #[n(4)]
    account: Option<AccountId>,
    /// The server's proof that it gave the device this account.
    #[n(5)]
    binding: Option<Binding>,
}

/// The answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct EnrolReply {
    /// The server. Every later request is signed for it.
    #[n(0)]
    pub server: ServerId,
    /// The person's account.
    #[n(1)]
    pub account: AccountId,
    /// The site whose code was used: the home site of what this device registers.
    #[n(2)]
    pub site: SiteId,
    /// What the person may do, and where.
    #[n(3)]
    pub grants: Grants,
    /// The server's proof of the account. The device keeps it in case the server forgets the device in a
    /// restore.
    #[n(4)]
    pub binding: Option<Binding>,
}

impl EnrolRequest {
    /// Signs a first enrolment.
    #[must_use]
    pub fn new(code: String, name: String, key: &SigningKey) -> Self {
        Self::sign(code, name, None, None, key)
    }

    /// Signs the enrolment of a device whose server was restored from a backup and no longer knows it.
    #[must_use]
    pub fn again(
        code: String,
        name: String,
        account: AccountId,
        binding: Option<Binding>,
        key: &SigningKey,
    ) -> Self {
        Self::sign(code, name, Some(account), binding, key)
    }

    /// The account that the sender had before, with the server's proof; `None` unless the sender gives both.
    #[must_use]
    pub fn before(&self) -> Option<(AccountId, Binding)> {
        self.account.zip(self.binding)
    }

    /// Does the sender claim to have enrolled before, at a server that may have forgotten it?
    #[must_use]
    pub const fn is_again(&self) -> bool {
        self.account.is_some()
    }

    fn sign(
        code: String,
        name: String,
        account: Option<AccountId>,
        binding: Option<Binding>,
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
    /// The bytes are not a reply of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProblemCode> {
        wire::decode(bytes).map_err(|_| ProblemCode::Malformed)
    }
}
