//! Changes of others that a device brings to a server that lost them: after a restore every holder of a change
//! helps to refill.
//!
//! A device keeps no signatures of others: one for each change would take a first pull from 0.65 to 0.97 MB. With
//! every row comes a *vouch* instead, eight bytes under a key of the server, over which changes of a document it let
//! enter and by whom each is. The server knows its own word again, whoever brings it.

use std::collections::HashSet;

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId};

use super::Item;
use crate::identity::PublicKey;
use crate::limits::CHANGE_BYTES_MAX;
use crate::wire;

/// The server's own word on a set of changes, see `PROTOCOL.md` §9.
pub type Vouch = [u8; 8];

/// Which changes of a document are brought, and whose they are. Nothing in it is of a person, so it may stay
/// when bodies go.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Listing {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The sets of changes, each as one row brought it.
    #[n(1)]
    pub groups: Vec<ListingGroup>,
}

/// Changes that one row brought.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ListingGroup {
    /// The server's word on all of them together; nothing when it gave none.
    #[n(0)]
    pub vouch: Option<ByteArray<8>>,
    /// By whom they are.
    #[n(1)]
    pub by: Vec<WrittenBy>,
}

/// The changes of one person on one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct WrittenBy {
    /// The person.
    #[n(0)]
    pub account: AccountId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// Its public key, where the bringer was told.
    #[n(2)]
    pub key: Option<ByteArray<32>>,
    /// The hashes, one behind the other.
    #[n(3)]
    pub changes: ByteVec,
    /// The installation and branch that wrote them, where they are the bringer's own of an earlier installation:
    /// its signature then says enough.
    #[n(4)]
    pub own: Option<(InstallId, u32)>,
}

impl Listing {
    /// The hashes of all that it names.
    pub fn hashes(&self) -> impl Iterator<Item = ChangeHash> {
        let by = self.groups.iter().flat_map(|group| &group.by);
        by.flat_map(WrittenBy::changes)
    }
}

impl WrittenBy {
    /// The hashes.
    pub fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        let (changes, _) = self.changes.as_chunks();
        changes.iter().copied().map(ChangeHash::from_bytes)
    }

    /// The device's public key, where the bringer was told and it fits the device.
    #[must_use]
    pub fn key(&self) -> Option<PublicKey> {
        let key = self.key.map(PublicKey::from)?;
        (crate::identity::device_id(&key) == self.device).then_some(key)
    }
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Body {
    /// A byte string: the digest is of these very bytes.
    #[n(0)]
    listing: ByteVec,
    #[n(1)]
    changes: Vec<ByteVec>,
}

/// Changes of a document with a listing of whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedChanges {
    packed: Vec<u8>,
    listed: Vec<u8>,
    listing: Listing,
    changes: Vec<Vec<u8>>,
}

impl CarriedChanges {
    /// Packs changes, each an uncompressed chunk, with their listing, which may name more.
    #[must_use]
    pub fn new(listing: Listing, changes: Vec<Vec<u8>>) -> Self {
        let listed = minicbor::to_vec(&listing).expect("writing to memory does not fail");
        let body = Body {
            listing: listed.clone().into(),
            changes: changes.iter().cloned().map(ByteVec::from).collect(),
        };
        Self {
            packed: minicbor::to_vec(&body).expect("writing to memory does not fail"),
            listed,
            listing,
            changes,
        }
    }

    /// Asks where the record of a document is now, which a device holds and was not sent.
    #[must_use]
    pub fn question(document: DocumentId) -> Self {
        let groups = Vec::new();
        Self::new(Listing { document, groups }, Vec::new())
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let body: Body = wire::decode(bytes).ok()?;
        let listed = Vec::from(body.listing);
        let listing = wire::decode(&listed).ok()?;
        let changes: Vec<Vec<u8>> = body.changes.into_iter().map(Vec::from).collect();
        if changes.iter().any(|change| change.len() > CHANGE_BYTES_MAX) {
            return None;
        }
        Some(Self {
            packed: bytes.to_vec(),
            listed,
            listing,
            changes,
        })
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.packed
    }

    /// The bytes of the listing, which the digest is of.
    #[must_use]
    pub fn listed(&self) -> &[u8] {
        &self.listed
    }

    /// Which changes, and whose.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// How much there is to look at: changes, groups, and authors in them.
    #[must_use]
    pub fn weight(&self) -> usize {
        let authors: usize = self.listing.groups.iter().map(|of| of.by.len()).sum();
        self.changes.len() + self.listing.groups.len() + authors
    }

    /// The changes, as they were brought.
    #[must_use]
    pub fn changes(&self) -> &[Vec<u8>] {
        &self.changes
    }
}

/// What a segment says it touches is what a receiver makes room for, before anything else of it is looked at.
pub(super) fn are_named(items: &[Item], documents: &[DocumentId]) -> bool {
    let mut carried = items.iter().filter_map(Item::carried).peekable();
    let named = carried.peek().map(|_| documents.iter().collect());
    let named: HashSet<&DocumentId> = named.unwrap_or_default();
    carried.all(|carried| named.contains(&carried.listing().document))
}
