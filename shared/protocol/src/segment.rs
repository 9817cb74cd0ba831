//! Segments: the append-only log of one installation, its outbox.
//!
//! A [`PackedSegment`] is what travels and what a device keeps. [`PackedSegment::open`] turns it into a
//! [`VerifiedSegment`]; there is no other way to get one. The signature covers the hashes of the items and
//! not their bodies, so it still holds when bodies are packed differently or erased.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hpke::rand_core::CryptoRng;
use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId, RecordId};
use sha2::{Digest, Sha256};

use crate::change::ChangeError;
use crate::identity::{self, Actor, PublicKey};
use crate::limits::{SEGMENT_BYTES_MAX, SEGMENT_ITEMS_MAX};
use crate::server_keys::RecoveryKey;
use crate::wire;

mod carried;
mod digest;
mod item;
mod named_change;
mod pack;
mod sealed;
mod statement;
mod tag;
pub use carried::{CarriedChanges, Listing, ListingGroup, Vouch, WrittenBy};
pub use item::Item;
pub use named_change::{ItemAuthor, NamedChange};
pub use sealed::{RecoveryError, SealedBody, UnsealedChange};
pub use statement::Statement;

/// SHA-256 over what a segment's signature covers; the next segment names it.
pub type SegmentHash = [u8; 32];

/// The previous hash that the first segment of an install states.
pub const NO_SEGMENT: SegmentHash = [0; 32];

const DOMAIN: &[u8] = b"puente/segment/1";

/// The length of an erased item when packed: tag, length, digest.
const ERASED_BYTES: usize = 1 + 1 + 32;

/// The place of a segment, and who answers for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SegmentHead {
    /// The signing device.
    #[n(0)]
    pub device: DeviceId,
    /// The installation whose log this is.
    #[n(1)]
    pub install: InstallId,
    /// Its number in that log, from 0, without gaps.
    #[n(2)]
    pub n: u64,
    /// The account of the person who made its content.
    #[n(3)]
    pub account: AccountId,
    /// When the device sealed it, by its clock in ms since 1970, which may be wrong.
    #[n(4)]
    pub time_ms: i64,
    /// The generation of grants that the device had seen.
    #[n(5)]
    pub generation: u64,
}

/// The content of a segment before it is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its place and its author.
    pub head: SegmentHead,
    /// Its items, in the order in which the device made them.
    pub items: Vec<Item>,
}

/// A segment as it travels and is stored: head, slim bodies, signature. Nothing is verified.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct PackedSegment {
    /// Its place and its author, as it claims.
    #[n(0)]
    pub head: SegmentHead,
    /// The documents that its items name, each once.
    #[n(1)]
    documents: Vec<DocumentId>,
    /// The packed items, see `PROTOCOL.md` §3.
    #[cbor(n(2), with = "minicbor::bytes")]
    items: Vec<u8>,
    /// The device's Ed25519 signature.
    #[cbor(n(3), with = "minicbor::bytes")]
    signature: [u8; 64],
}

/// A segment whose signature, place and hashes were verified.
#[derive(Debug, Clone)]
pub struct VerifiedSegment {
    segment: Segment,
    named: Vec<Option<NamedChange>>,
    hash: SegmentHash,
    signed: Vec<u8>,
    signature: [u8; 64],
}

/// Why a segment is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// The bytes are not a segment, or exceed a limit.
    #[error("the segment is malformed")]
    Malformed,
    /// A change in it is malformed, or its predecessor is not known here.
    #[error("a change of the segment cannot be read: {0}")]
    Change(#[from] ChangeError),
    /// The signature does not fit the content, the key or the place in the log.
    #[error("the signature does not fit")]
    Signature,
}

/// What a receiver knows of a sender when it opens a segment.
pub struct KnownSender<'a> {
    /// The device's public key.
    pub key: PublicKey,
    /// The hash of the segment before; [`NO_SEGMENT`] for the first.
    pub previous: SegmentHash,
    /// Returns the hash of a change that the receiver holds, by document, actor and sequence number.
    pub change: &'a dyn Fn(&DocumentId, &Actor, u64) -> Option<ChangeHash>,
}

impl Segment {
    /// Signs and packs a segment. `known.previous` is the hash of the segment before.
    /// `known.change` may only return changes that travelled in earlier segments of this install.
    ///
    /// # Errors
    /// A segment that no receiver could open is not sealed, because it would block the log behind it.
    /// [`SegmentError::Malformed`]: a limit is exceeded; seal fewer items. [`SegmentError::Change`]: a
    /// change is malformed; leave it out. [`SegmentError::Signature`]: the key is not that of the
    /// segment's device, or the device did not write a change; leave that change out.
    pub fn seal(
        self,
        key: &SigningKey,
        known: &KnownSender<'_>,
    ) -> Result<(PackedSegment, SegmentHash), SegmentError> {
        if self.items.len() > SEGMENT_ITEMS_MAX {
            return Err(SegmentError::Malformed);
        }
        let public = key.verifying_key().to_bytes();
        if public != known.key || identity::device_id(&public) != self.head.device {
            return Err(SegmentError::Signature);
        }
        let named = named_change::name_own(&self, known)?;
        let digests = named_change::digests(&self.items, &named);
        let signed = signed_bytes(&self.head, &known.previous, &digests);
        let signature = key.sign(&signed).to_bytes();
        let mut documents = Vec::new();
        let items = pack::pack(&self, &named, known, &mut documents)?;
        let packed = PackedSegment {
            head: self.head,
            documents,
            items,
            signature,
        };
        // Leave room to erase every item later, because an erased item may be longer than a tiny one.
        let bytes = packed.to_bytes().len() + ERASED_BYTES * self.items.len();
        if bytes > SEGMENT_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        Ok((packed, Sha256::digest(&signed).into()))
    }
}

impl PackedSegment {
    /// Its bytes on the wire.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory does not fail")
    }

    /// Reads a packed segment. Do not trust its content before [`PackedSegment::open`].
    ///
    /// # Errors
    /// The bytes are not a segment, or exceed [`SEGMENT_BYTES_MAX`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SegmentError> {
        if bytes.len() > SEGMENT_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        wire::decode(bytes).map_err(|_| SegmentError::Malformed)
    }

    /// The documents that it claims to touch. A segment that opens touches no others.
    #[must_use]
    pub fn documents(&self) -> &[DocumentId] {
        &self.documents
    }

    /// Expands the bodies, recomputes every hash and verifies the signature.
    ///
    /// # Errors
    /// [`SegmentError::Change`] with `PreviousUnknown`: ask for the earlier segments. Any other error means
    /// that this is not what the device signed.
    pub fn open(self, known: &KnownSender<'_>) -> Result<VerifiedSegment, SegmentError> {
        if identity::device_id(&known.key) != self.head.device {
            return Err(SegmentError::Signature);
        }
        let (items, named) = pack::unpack(&self, known)?;
        let digests = named_change::digests(&items, &named);
        let signed = signed_bytes(&self.head, &known.previous, &digests);
        VerifyingKey::from_bytes(&known.key)
            .and_then(|key| key.verify_strict(&signed, &Signature::from_bytes(&self.signature)))
            .map_err(|_| SegmentError::Signature)?;
        let hash = Sha256::digest(&signed).into();
        let segment = Segment {
            head: self.head,
            items,
        };
        Ok(VerifiedSegment {
            segment,
            named,
            hash,
            signed,
            signature: self.signature,
        })
    }
}

impl VerifiedSegment {
    /// Returns the same segment without the bodies of one document's changes. The signature still holds.
    ///
    /// # Errors
    /// A limit is exceeded. This does not happen to a segment that was opened.
    pub fn erase(
        self,
        document: &DocumentId,
        known: &KnownSender<'_>,
    ) -> Result<PackedSegment, SegmentError> {
        self.with_others(known, &mut |item, digest| {
            item.is_of(document).then_some(Item::Erased(*digest))
        })
    }

    /// As [`VerifiedSegment::erase`], but the holder of the recovery key's secret half can read the bodies
    /// again. Also returns how many bytes were sealed.
    ///
    /// # Errors
    /// [`SegmentError::Malformed`]: the sealed bodies exceed a limit; erase them instead.
    pub fn seal_bodies(
        self,
        document: &DocumentId,
        record: RecordId,
        to: &RecoveryKey,
        known: &KnownSender<'_>,
        rng: &mut impl CryptoRng,
    ) -> Result<(PackedSegment, usize), SegmentError> {
        let mut bytes = 0;
        let packed = self.with_others(known, &mut |item, digest| {
            if !item.is_of(document) {
                return None;
            }
            let change = item.to_unsealed();
            let sealed = change.and_then(|of| SealedBody::seal(&of, digest, record, to, rng));
            Some(match sealed {
                Some(sealed) => {
                    bytes += sealed.as_bytes().len();
                    Item::Sealed(sealed)
                }
                None => Item::Erased(*digest),
            })
        })?;
        if packed.to_bytes().len() > SEGMENT_BYTES_MAX {
            return Err(SegmentError::Malformed);
        }
        Ok((packed, bytes))
    }

    /// Returns the same segment without the sealed bodies of one record.
    ///
    /// # Errors
    /// As [`VerifiedSegment::erase`].
    pub fn erase_sealed(
        self,
        record: RecordId,
        known: &KnownSender<'_>,
    ) -> Result<PackedSegment, SegmentError> {
        self.with_others(known, &mut |item, digest| {
            let is_sealed = matches!(item, Item::Sealed(body) if body.record() == record);
            is_sealed.then_some(Item::Erased(*digest))
        })
    }

    /// Returns the same segment with some items replaced. Each new item must have the same digest.
    fn with_others(
        mut self,
        known: &KnownSender<'_>,
        other: &mut dyn FnMut(&Item, &[u8; 32]) -> Option<Item>,
    ) -> Result<PackedSegment, SegmentError> {
        let digests = named_change::digests(&self.segment.items, &self.named);
        for (item, digest) in self.segment.items.iter_mut().zip(digests) {
            if let Some(other) = other(item, &digest) {
                *item = other;
            }
        }
        let mut documents = Vec::new();
        let items = pack::pack(&self.segment, &self.named, known, &mut documents)?;
        Ok(PackedSegment {
            head: self.segment.head,
            documents,
            items,
            signature: self.signature,
        })
    }

    /// Its place and its author.
    #[must_use]
    pub fn head(&self) -> &SegmentHead {
        &self.segment.head
    }

    /// Its items, each with the hash of its change if it is one.
    pub fn items(&self) -> impl Iterator<Item = (&Item, Option<ChangeHash>)> {
        let hashes = self.named.iter().map(|named| Some((*named)?.hash));
        self.segment.items.iter().zip(hashes)
    }

    /// For each item, what its change is; `None` where the item is not a change.
    #[must_use]
    pub fn named(&self) -> &[Option<NamedChange>] {
        &self.named
    }

    /// Its hash, which the next segment of the install names.
    #[must_use]
    pub fn hash(&self) -> SegmentHash {
        self.hash
    }

    /// The bytes that the signature covers: head and hashes, no bodies. With the signature they
    /// prove for ever who brought which change, see [`Statement`].
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        &self.signed
    }

    /// The device's signature over [`VerifiedSegment::signed`].
    #[must_use]
    pub fn signature(&self) -> &[u8; 64] {
        &self.signature
    }
}

/// `DOMAIN ‖ CBOR(head) ‖ previous ‖ count u32 BE ‖ digests`. Every part has a fixed length or states it.
fn signed_bytes(head: &SegmentHead, previous: &SegmentHash, digests: &[[u8; 32]]) -> Vec<u8> {
    let mut out = DOMAIN.to_vec();
    minicbor::encode(head, &mut out).expect("writing to memory does not fail");
    out.extend_from_slice(previous);
    out.extend_from_slice(
        &u32::try_from(digests.len())
            .expect("at most 1,000 items")
            .to_be_bytes(),
    );
    for digest in digests {
        out.extend_from_slice(digest);
    }
    out
}
