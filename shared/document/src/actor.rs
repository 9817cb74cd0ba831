//! Actors: the authors of changes, as automerge knows them.

use puente_record::{DocumentId, InstallId};
use sha2::{Digest, Sha256};

/// Bytes of an actor.
pub const ACTOR_BYTES: usize = 16;

/// The actor under which a device writes in a document: the first 16 bytes of
/// `SHA-256("actor" ‖ public key ‖ install ‖ document ‖ branch)`, the branch as four big-endian bytes.
///
/// It is derived so that nobody can take another device's place in a document: a receiver that verifies the
/// signature knows the key and computes the actor again. The branch rises when the device cannot continue on
/// its last one: after a purge and re-entry, or after one of its changes was quarantined.
#[must_use]
pub fn actor(
    public_key: &[u8; 32],
    install: InstallId,
    document: DocumentId,
    branch: u32,
) -> [u8; ACTOR_BYTES] {
    let digest = Sha256::new()
        .chain_update(b"actor")
        .chain_update(public_key)
        .chain_update(install.as_bytes())
        .chain_update(document.as_bytes())
        .chain_update(branch.to_be_bytes())
        .finalize();
    let mut actor = [0; ACTOR_BYTES];
    actor.copy_from_slice(&digest[..ACTOR_BYTES]);
    actor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actor_is_the_start_of_a_hash_that_others_can_compute() {
        // (printf actor; head -c 32 /dev/zero; head -c 16 /dev/zero | tr '\0' '\1'; head -c 16 /dev/zero | tr '\0' '\2'; printf '\0\0\0\7') | sha256sum
        let actor = actor(
            &[0; 32],
            InstallId::from_bytes([1; 16]),
            DocumentId::from_bytes([2; 16]),
            7,
        );
        assert_eq!(
            DocumentId::from_bytes(actor).to_string(),
            "fdb2d8a5ea1978ddf87e613bfe1f7cc6"
        );
    }
}
