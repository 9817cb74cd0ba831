//! The public keys of a server.

use minicbor::{Decode, Encode};

use crate::identity::PublicKey;

/// The public key that bundles are encrypted to (X25519).
pub type CourierKey = [u8; 32];

/// The X25519 public key whose secret half is kept offline, see [`crate::segment::SealedBody`].
pub type RecoveryKey = [u8; 32];

/// The keys that a device needs to use couriers. The server sends them with the grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ServerKeys {
    /// The server's epoch. It rises when the server is restored from a backup.
    #[n(0)]
    pub epoch: u32,
    /// Devices encrypt bundles to this key.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub courier: CourierKey,
    /// The server signs receipts with this key (Ed25519).
    #[cbor(n(2), with = "minicbor::bytes")]
    pub receipt: PublicKey,
    /// A device seals to this key what it must delete; absent where the server's operator made no such key.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub recovery: Option<RecoveryKey>,
}
