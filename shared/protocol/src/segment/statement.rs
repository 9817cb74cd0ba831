//! What a segment's signature proves by itself, when the bodies are elsewhere or erased.

use ed25519_dalek::{Signature, VerifyingKey};
use puente_record::id::{ChangeHash, DocumentId};
use sha2::{Digest, Sha256};

use super::{
    DOMAIN, Item, Listing, Segment, SegmentError, SegmentHash, SegmentHead, UnsealedChange,
    VerifiedSegment, digest, named_change,
};
use crate::bytes::Reader;
use crate::identity::{self, PublicKey};
use crate::wire;

/// The signed part of a segment, as [`super::VerifiedSegment::signed`] returned it and a server stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    head: SegmentHead,
    previous: SegmentHash,
    digests: Vec<[u8; 32]>,
    hash: SegmentHash,
}

impl Statement {
    /// Verifies a signature over stored signed bytes, and reads them.
    ///
    /// # Errors
    /// [`SegmentError::Signature`]: the key did not sign this. [`SegmentError::Malformed`]: it signed
    /// something other than a segment. Either way the stored bytes are damaged or were tampered with.
    pub fn verify(
        signed: &[u8],
        signature: &[u8; 64],
        key: &PublicKey,
    ) -> Result<Self, SegmentError> {
        VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify_strict(signed, &Signature::from_bytes(signature)))
            .map_err(|_| SegmentError::Signature)?;
        let statement = read(signed).ok_or(SegmentError::Malformed)?;
        if identity::device_id(key) == statement.head.device {
            Ok(statement)
        } else {
            Err(SegmentError::Signature)
        }
    }

    /// Rebuilds the segment with these changes in their places and all other items erased.
    ///
    /// # Errors
    /// [`SegmentError::Signature`]: an item is not what was signed for its place.
    pub fn with(
        self,
        signed: &[u8],
        signature: &[u8; 64],
        key: &PublicKey,
        bodies: impl IntoIterator<Item = (usize, UnsealedChange)>,
    ) -> Result<VerifiedSegment, SegmentError> {
        let mut items: Vec<Item> = self.digests.iter().copied().map(Item::Erased).collect();
        for (place, change) in bodies {
            *items.get_mut(place).ok_or(SegmentError::Signature)? = change.into();
        }
        let named: Vec<_> = items
            .iter()
            .map(|item| named_change::named(item, &self.head, key))
            .collect();
        if named_change::digests(&items, &named) != self.digests
            || self.hash != <SegmentHash>::from(Sha256::digest(signed))
        {
            return Err(SegmentError::Signature);
        }
        Ok(VerifiedSegment {
            segment: Segment {
                head: self.head,
                items,
            },
            named,
            hash: self.hash,
            signed: signed.to_vec(),
            signature: *signature,
        })
    }

    /// The place of the segment, and who answers for it.
    #[must_use]
    pub fn head(&self) -> &SegmentHead {
        &self.head
    }

    /// The hash of the segment before it.
    #[must_use]
    pub fn previous(&self) -> SegmentHash {
        self.previous
    }

    /// Its own hash, which the next segment of the install names.
    #[must_use]
    pub fn hash(&self) -> SegmentHash {
        self.hash
    }

    /// How many items the segment had.
    #[must_use]
    pub fn items(&self) -> usize {
        self.digests.len()
    }

    /// Was this change the item at this place?
    #[must_use]
    pub fn has_change(
        &self,
        place: usize,
        document: &DocumentId,
        branch: u32,
        change: &ChangeHash,
    ) -> bool {
        self.digests.get(place) == Some(&digest::change_digest(document, branch, change))
    }
}

impl Statement {
    /// Did the item at this place carry this change of another author, with this listing?
    #[must_use]
    pub fn has_carried_change(
        &self,
        place: usize,
        document: &DocumentId,
        listed: &[u8],
        change: &ChangeHash,
    ) -> bool {
        let Ok(listing) = wire::decode::<Listing>(listed) else {
            return false;
        };
        let by = listing.groups.iter().flat_map(|group| &group.by);
        // Bytes that are not a change stand in no listing.
        let mut changes = by.flat_map(super::WrittenBy::changes);
        self.digests.get(place) == Some(&digest::listing_digest(listed))
            && listing.document == *document
            && changes.any(|listed| listed == *change)
    }
}

fn read(signed: &[u8]) -> Option<Statement> {
    let body = signed.strip_prefix(DOMAIN)?;
    let mut decoder = minicbor::Decoder::new(body);
    let head: SegmentHead = decoder.decode().ok()?;
    let mut reader = Reader::new(body.get(decoder.position()..)?);
    let previous = reader.array().ok()?;
    let count = u32::from_be_bytes(reader.array().ok()?);
    let digests: Vec<[u8; 32]> = (0..count)
        .map(|_| reader.array().ok())
        .collect::<Option<_>>()?;
    reader.rest().is_empty().then(|| Statement {
        head,
        previous,
        digests,
        hash: Sha256::digest(signed).into(),
    })
}
