//! The digests that cover something else than an item's body.

use puente_record::id::{ChangeHash, DocumentId};
use sha2::{Digest, Sha256};

use super::tag::{CARRIED, CHANGE};

/// The digest of carried changes. It covers only the listing, which names each change by its hash, so bodies
/// may be erased.
pub(super) fn listing_digest(listed: &[u8]) -> [u8; 32] {
    Sha256::new()
        .chain_update(CARRIED.to_be_bytes())
        .chain_update(listed)
        .finalize()
        .into()
}

/// The digest of a change. It covers the change's hash instead of its body.
pub(super) fn change_digest(document: &DocumentId, branch: u32, hash: &ChangeHash) -> [u8; 32] {
    Sha256::new()
        .chain_update(CHANGE.to_be_bytes())
        .chain_update(document.as_bytes())
        .chain_update(branch.to_be_bytes())
        .chain_update(hash.as_bytes())
        .finalize()
        .into()
}
