//! The key that signs on this device.

use ed25519_dalek::SigningKey;
use puente_protocol::identity::PublicKey;
use puente_record::id::InstallId;
use rand_core::Rng as _;

use crate::Rng;

/// The signing key, and the install whose log it signs.
#[derive(Clone)]
pub(crate) struct LocalSigner {
    pub(crate) key: SigningKey,
    pub(crate) public: PublicKey,
    pub(crate) install: InstallId,
}

/// A random id for an install.
pub(crate) fn random_install(rng: &mut Rng) -> InstallId {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    InstallId::from_bytes(bytes)
}
