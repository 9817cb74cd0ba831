//! Whose change an item of a segment brings.

use puente_record::id::ChangeHash;

use sha2::{Digest, Sha256};

use super::digest::{change_digest, listing_digest};
use super::item::Item;
use super::{KnownSender, Segment, SegmentError, SegmentHead};
use crate::change;
use crate::identity::{self, Actor};
use crate::limits::CHANGE_BYTES_MAX;

/// What a change in a segment is, besides its bytes. It is computed once, when the segment is opened or sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedChange {
    /// The change's hash, or the hash of bytes that are not a change.
    pub hash: ChangeHash,
    /// The actor of the segment's device for the document and branch.
    pub actor: Actor,
    /// Whose change it is.
    pub author: ItemAuthor,
}

/// Whose change an item brings. A broken or hostile device can sign bytes that are not a change, or another
/// actor's change. Such an item is stored and never applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemAuthor {
    /// The signing device's own.
    Own {
        /// Its sequence number among this actor's changes.
        seq: u64,
    },
    /// The change names another actor.
    Another,
    /// The bytes are not a change.
    Nobody,
}

/// What the item is when the segment's device brings it; `None` when it is not a change.
pub(super) fn named(
    item: &Item,
    head: &SegmentHead,
    key: &identity::PublicKey,
) -> Option<NamedChange> {
    let Item::Change {
        document,
        branch,
        raw,
    } = item
    else {
        return None;
    };
    let actor = identity::actor(key, head.install, *document, *branch);
    Some(name(raw, None, actor))
}

/// Reads a change of a segment. A given `hash` was verified before and is not computed again.
pub(super) fn name(raw: &[u8], hash: Option<ChangeHash>, actor: Actor) -> NamedChange {
    let read = match hash {
        Some(hash) => change::head(raw).map(|head| (hash, head)),
        None => change::read(raw),
    };
    match read {
        Ok((hash, head)) => NamedChange {
            hash,
            actor,
            author: if head.actor == actor {
                ItemAuthor::Own { seq: head.seq }
            } else {
                ItemAuthor::Another
            },
        },
        Err(_) => NamedChange {
            hash: change::hash_of_no_change(raw),
            actor,
            author: ItemAuthor::Nobody,
        },
    }
}

/// The digest of each item, which the segment's signature covers.
pub(super) fn digests(items: &[Item], named: &[Option<NamedChange>]) -> Vec<[u8; 32]> {
    let digests = items.iter().zip(named).map(|(item, named)| match item {
        Item::Change {
            document,
            branch,
            raw,
        } => {
            let hash = named.map_or_else(|| change::hash_of(raw), |named| named.hash);
            change_digest(document, *branch, &hash)
        }
        Item::Erased(digest) => *digest,
        Item::Sealed(body) => body.digest(),
        Item::Carried(carried) => listing_digest(carried.listed()),
        other => {
            let (tag, body) = other.plain();
            let hasher = Sha256::new().chain_update(tag.to_be_bytes());
            hasher.chain_update(body).finalize().into()
        }
    });
    digests.collect()
}

/// The changes of a segment that is about to be sealed: each must be the device's own and within the limit.
pub(super) fn name_own(
    segment: &Segment,
    known: &KnownSender<'_>,
) -> Result<Vec<Option<NamedChange>>, SegmentError> {
    let items = segment.items.iter().map(|item| {
        let Item::Change {
            document,
            branch,
            raw,
        } = item
        else {
            return Ok(None);
        };
        let actor = identity::actor(&known.key, segment.head.install, *document, *branch);
        let (hash, head) = change::read(raw)?;
        if raw.len() > CHANGE_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        if head.actor != actor {
            return Err(SegmentError::Signature);
        }
        Ok(Some(NamedChange {
            hash,
            actor,
            author: ItemAuthor::Own { seq: head.seq },
        }))
    });
    items.collect()
}
