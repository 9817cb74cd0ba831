//! Changes of other authors that a device brings to a server that lost them. After a restore every device
//! that holds a change helps to refill the server.
//!
//! A device keeps no signatures of others: one for each change would enlarge a first pull from 0.65 to 0.97 MB.
//! Every row carries a *vouch* instead: eight bytes under a key of the server, over the changes of a document
//! that it accepted and their authors. The server recognises its own vouch, whoever brings it.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId};

use crate::identity::PublicKey;
use crate::limits::CHANGE_BYTES_MAX;
use crate::wire;

/// The server's statement about a set of changes, see `PROTOCOL.md` §9.
pub type Vouch = [u8; 8];

/// Which changes of a document are brought, and who wrote them. It contains no personal data, so it may stay
/// when bodies are erased.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Listing {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The sets of changes; each set came to the device in one row.
    #[n(1)]
    pub groups: Vec<ListingGroup>,
}

/// The changes that came in one row.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ListingGroup {
    /// The server's vouch for all of them together; absent when it gave none.
    #[n(0)]
    pub vouch: Option<ByteArray<8>>,
    /// Their authors.
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
    /// The device's public key, if the bringer knows it.
    #[n(2)]
    pub key: Option<ByteArray<32>>,
    /// The hashes, concatenated.
    #[n(3)]
    pub changes: ByteVec,
    /// The install and branch that wrote them, when the bringer wrote them itself under an earlier install. Its
    /// signature then proves its authorship.
    #[n(4)]
    pub own: Option<(InstallId, u32)>,
}

impl Listing {
    /// The hashes of all changes in the listing.
    pub fn hashes(&self) -> impl Iterator<Item = ChangeHash> {
        let by = self.groups.iter().flat_map(|group| &group.by);
        by.flat_map(WrittenBy::changes)
    }
}

impl WrittenBy {
    /// The hashes of these changes.
    pub fn changes(&self) -> impl Iterator<Item = ChangeHash> {
        let (changes, _) = self.changes.as_chunks();
        changes.iter().copied().map(ChangeHash::from_bytes)
    }

    /// The device's public key, if the bringer gave it and it matches the device.
    #[must_use]
    pub fn key(&self) -> Option<PublicKey> {
        let key = self.key.map(PublicKey::from)?;
        (crate::identity::device_id(&key) == self.device).then_some(key)
    }
}

#[derive(Encode, Decode)]
#[cbor(array)]
struct Body {
    /// Kept as a byte string, because the digest covers these very bytes.
    #[n(0)]
    listing: ByteVec,
    #[n(1)]
    changes: Vec<ByteVec>,
}

/// Changes of one document, with a listing of their authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedChanges {
    packed: Vec<u8>,
    listed: Vec<u8>,
    listing: Listing,
    changes: Vec<Vec<u8>>,
}

impl CarriedChanges {
    /// Packs changes with their listing. Each is an uncompressed chunk. The listing may name more changes.
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

    /// Asks where the record of a document is now. A device sends it for a document that it holds and was not
    /// sent again.
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

    /// The bytes of the listing, over which the digest goes.
    #[must_use]
    pub fn listed(&self) -> &[u8] {
        &self.listed
    }

    /// The changes that are brought, and their authors.
    #[must_use]
    pub fn listing(&self) -> &Listing {
        &self.listing
    }

    /// How much a receiver has to check: the number of changes, groups and authors in groups.
    #[must_use]
    pub fn weight(&self) -> usize {
        let authors: usize = self.listing.groups.iter().map(|of| of.by.len()).sum();
        self.changes.len() + self.listing.groups.len() + authors
    }

    /// The changes as they were brought, unchecked.
    #[must_use]
    pub fn changes(&self) -> &[Vec<u8>] {
        &self.changes
    }
}
