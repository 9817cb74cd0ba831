//! Who signs on this device.

use ed25519_dalek::SigningKey;
use puente_protocol::identity::PublicKey;
use puente_record::id::InstallId;
use rand_core::Rng as _;

use crate::Rng;

/// The key that signs, and the install whose log is written.
#[derive(Clone)]
pub(crate) struct LocalSigner {
    pub(crate) key: SigningKey,
    pub(crate) public: PublicKey,
    pub(crate) install: InstallId,
}

/// A random id for an installation.
pub(crate) fn random_install(rng: &mut Rng) -> InstallId {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    InstallId::from_bytes(bytes)
}
