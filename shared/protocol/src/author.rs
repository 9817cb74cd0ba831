//! Who wrote changes, as a page names them.

use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, DeviceId, InstallId, SiteId};

use crate::identity::PublicKey;

/// Who wrote a change, and on which device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Author {
    /// The author's account.
    #[n(0)]
    pub account: AccountId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// The person's name as given at enrolment.
    #[n(2)]
    pub name: String,
    /// The site whose code the device was enrolled with.
    #[n(3)]
    pub site: SiteId,
    /// Present when a row of the page names actors of this author.
    #[n(4)]
    pub signer: Option<Signer>,
}

/// An install whose actors follow from these two fields, see [`crate::identity::actor`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Signer {
    /// The device's public key.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub key: PublicKey,
    /// The installation.
    #[n(1)]
    pub install: InstallId,
}
