//! How the ids of devices and actors follow from keys.

use puente_record::id::{DeviceId, DocumentId, InstallId};
use sha2::{Digest, Sha256};

/// The Ed25519 public key of a device.
pub type PublicKey = [u8; 32];

/// An automerge actor: one device's install on one branch of one document.
pub type Actor = [u8; 16];

/// The device id of a key: the first 16 bytes of SHA-256("device" ‖ key).
#[must_use]
pub fn device_id(key: &PublicKey) -> DeviceId {
    DeviceId::of_public_key(key)
}

/// The actor of a device's install on a branch of a document.
///
/// A receiver derives the actor from the signer, so nobody can write in another's name, and the actor does
/// not travel. `install` is new after a reinstall or restore, and `branch` rises when a change of the
/// device was quarantined. So one actor never uses a sequence number twice.
#[must_use]
pub fn actor(key: &PublicKey, install: InstallId, document: DocumentId, branch: u32) -> Actor {
    first_16(
        Sha256::new()
            .chain_update(b"actor")
            .chain_update(key)
            .chain_update(install.as_bytes())
            .chain_update(document.as_bytes())
            .chain_update(branch.to_be_bytes()),
    )
}

/// Six digits that both screens show when a device joins: from SHA-256("sas" ‖ server ‖ device key).
///
/// They detect a mix-up, such as the wrong server or a colleague's phone. They do not stop an attacker who
/// already broke TLS: such an attacker tries a million keys in seconds.
#[must_use]
pub fn six_digits(server: &[u8; 16], key: &PublicKey) -> String {
    let digest = first_16(
        Sha256::new()
            .chain_update(b"sas")
            .chain_update(server)
            .chain_update(key),
    );
    let number = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]) % 1_000_000;
    format!("{number:06}")
}

fn first_16(hasher: Sha256) -> [u8; 16] {
    let digest: [u8; 32] = hasher.finalize().into();
    let mut out = [0; 16];
    out.copy_from_slice(&digest[..16]);
    out
}
