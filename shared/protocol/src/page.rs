//! The way down: pages, each with the cursor that stands after it.
//!
//! A reply is a sequence of pages, `length u32 BE ‖ flags u8 ‖ CBOR`. A device stores a page's rows
//! and its cursor in one transaction, so a cut line costs at most the page it was in.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_record::Compartment;
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId, SiteId};

use crate::ChangeState;
use crate::bundle::ServerKeys;
use crate::exchange::{CompressionEffort, compress, expand};
use crate::identity::PublicKey;
use crate::limits::{CURSOR_BYTES_MAX, PAGE_PLAIN_BYTES_MAX};
use crate::sites::SignedSites;
use crate::whole::{self, ActorName};
use crate::wire;

/// Bytes in front of each page.
pub const PAGE_HEAD_BYTES: usize = 5;

/// One page of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Page {
    /// What the server holds of the asking install's log.
    #[n(0)]
    pub ack: Ack,
    /// Present when the device's generation of grants was not the current one.
    #[n(1)]
    pub grants: Option<Grants>,
    /// The people and devices that rows of this page name by their place in this list.
    #[n(2)]
    pub authors: Vec<Author>,
    /// What is new, in order. Rows of a later version are left out when they are read.
    #[cbor(n(3), decode_with = "wire::known_only")]
    pub rows: Vec<PageRow>,
    /// Where the device stands after this page.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub cursor: Vec<u8>,
    /// How many rows follow in later pages of this reply, as far as the server counted; 0 in the last.
    #[n(5)]
    pub rows_left: u64,
}

/// The acknowledgement: everything before `next_n` is on the server's disk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Ack {
    /// The number of the segment that the server expects next. Lower than before means that the
    /// server lost its newest part: the device sends again from there.
    #[n(0)]
    pub next_n: u64,
    /// The receipts of the segments of this exchange.
    #[n(1)]
    pub receipts: Vec<SegmentReceipt>,
}

/// Where a segment stands in the server's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SegmentReceipt {
    /// The segment.
    #[n(0)]
    pub n: u64,
    /// The index of its leaf.
    #[n(1)]
    pub leaf: u64,
    /// When the server first had it, by its clock: nothing in it is later than this.
    #[n(2)]
    pub received_ms: Option<i64>,
}

/// What the device's person may do, and where.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Grants {
    /// Rises with every change of the grants of the device's accounts; at least 1.
    #[n(0)]
    pub generation: u64,
    /// The device was revoked: what it sends is kept aside, nothing comes down.
    #[n(1)]
    pub revoked: bool,
    /// Role by site. A role of a later version gives nothing and is left out when it is read.
    #[cbor(n(2), decode_with = "wire::known_only")]
    pub at: Vec<Grant>,
    /// What devices know of the server to use couriers.
    #[n(3)]
    pub keys: Option<ServerKeys>,
    /// What is known of the sites, signed; absent where nothing new is to be told of them.
    #[n(4)]
    pub sites: Option<SignedSites>,
    /// Everybody whom the server knows on this device; absent where it does not say. Whoever else uses the device
    /// enrols again: the server was restored to before they did.
    #[n(5)]
    pub accounts: Option<Vec<AccountId>>,
}

/// One role at one site.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Grant {
    /// The site.
    #[n(0)]
    pub site: SiteId,
    /// Its name as people say it.
    #[n(1)]
    pub site_name: String,
    /// The role there.
    #[n(2)]
    pub role: puente_policy::Role,
    /// Whose it is, where several people share the device; absent where it has one, or it is everybody's.
    #[n(3)]
    pub account: Option<AccountId>,
}

/// Who wrote a change, and on which device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Author {
    /// The person.
    #[n(0)]
    pub account: AccountId,
    /// The device.
    #[n(1)]
    pub device: DeviceId,
    /// The person's name as given at enrolment.
    #[n(2)]
    pub name: String,
    /// The site whose code the device was enrolled with.
    #[n(3)]
    pub site: SiteId,
    /// Present when a row of the page names actors of this author.
    #[n(4)]
    pub signer: Option<Signer>,
}

/// An installation whose actors follow from these, see [`crate::identity::actor`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Signer {
    /// The device's public key.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub key: PublicKey,
    /// The installation.
    #[n(1)]
    pub install: InstallId,
}

/// One row of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum PageRow {
    /// A whole document, for a device that has none of it.
    #[n(0)]
    Document(#[n(0)] WholeDocument),
    /// One change of a document that the device holds.
    #[n(1)]
    Change(#[n(0)] PageChange),
    /// What became of one of the device's own changes that did not simply enter.
    #[n(2)]
    Verdict(#[n(0)] Verdict),
    /// A person was erased for good.
    #[n(3)]
    Erased(#[n(0)] ErasedRecord),
    /// A document was repaired.
    #[n(4)]
    LeftOut(#[n(0)] LeftOut),
    /// A record of which the device asked is at no site of those who use it.
    #[n(5)]
    Elsewhere(#[n(0)] RecordElsewhere),
}

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct WholeDocument {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// Its kind.
    #[n(1)]
    pub kind: Compartment,
    /// The core document of its record, itself for a core.
    #[n(2)]
    pub record: DocumentId,
    /// The actors of the saved document, in its order.
    #[n(3)]
    pub actors: Vec<ActorName>,
    /// The rest of the saved document, its columns not deflated, see [`crate::whole`].
    #[cbor(n(4), with = "minicbor::bytes")]
    pub slim: Vec<u8>,
    /// Who wrote its changes, in the document's own order: (place in [`Page::authors`], how many).
    #[n(5)]
    pub authors: Vec<(u32, u32)>,
    /// When the server had those changes that claim to be later; absent when there are none.
    #[n(6)]
    pub received: Option<Vec<ReceivedAt>>,
    /// The server's word that it let all of these changes enter, see [`crate::segment::Carried`].
    #[n(7)]
    pub vouch: Option<ByteArray<8>>,
}

/// When the server had a change that claims to be later than that: its device's clock runs ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ReceivedAt {
    /// The change.
    #[n(0)]
    pub change: ChangeHash,
    /// By the server's clock.
    #[n(1)]
    pub at_ms: i64,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct PageChange {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The place of its author in [`Page::authors`].
    #[n(1)]
    pub author: u32,
    /// The change in the slim form with its actor and dependencies listed, time from 0.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub slim: Vec<u8>,
    /// When the server had it, by its clock, if it claims to be later; absent otherwise.
    #[n(3)]
    pub received_ms: Option<i64>,
    /// As of a whole document, for this change alone.
    #[n(4)]
    pub vouch: Option<ByteArray<8>>,
}

/// What became of a change that did not simply enter.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Verdict {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The change.
    #[n(1)]
    pub change: ChangeHash,
    /// Where it is now.
    #[n(2)]
    pub state: ChangeState,
    /// Why, as a stable code of `puente_admission::Reason`, or the words of who decided.
    #[n(3)]
    pub reason: String,
}

/// A record that was erased: whatever the device holds of it goes, sent or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ErasedRecord {
    /// Its core document; of a list of arrivals the list itself.
    #[n(0)]
    pub record: DocumentId,
}

/// The answer to a listing without changes, see [`crate::segment::Carried::question`]: the record has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct RecordElsewhere {
    /// Its core document; of a list of arrivals the list itself.
    #[n(0)]
    pub record: DocumentId,
}

/// Changes that an administrator left out of a document after they had entered: whoever holds it takes them
/// and what grew from them out of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct LeftOut {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The changes.
    #[n(1)]
    pub changes: Vec<ChangeHash>,
}

impl WholeDocument {
    /// The saved document, still without its heads: see [`whole::expand`]. None when it names actors of
    /// an author that is not there, or is cut.
    #[must_use]
    pub fn expand(&self, authors: &[Author]) -> Option<Vec<u8>> {
        whole::expand(self.document, &self.actors, &self.slim, authors)
    }
}

/// Bytes that are no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the reply is damaged")]
pub struct PageError;

impl Page {
    /// Its bytes on the wire, with the head.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let plain = minicbor::to_vec(self).expect("writing to memory does not fail");
        let (flags, body) = compress(plain, CompressionEffort::Often);
        let length = u32::try_from(body.len() + 1).expect("a page is bounded");
        let mut out = Vec::with_capacity(body.len() + PAGE_HEAD_BYTES);
        out.extend_from_slice(&length.to_be_bytes());
        out.push(flags);
        out.extend_from_slice(&body);
        out
    }

    /// Takes the first whole page from the front of `buffer` and removes it there; nothing while
    /// it is not complete.
    ///
    /// # Errors
    /// The bytes are no page: drop the connection and ask again from the last cursor.
    pub fn take(buffer: &mut Vec<u8>) -> Result<Option<Self>, PageError> {
        let Some(head) = buffer.get(..PAGE_HEAD_BYTES) else {
            return Ok(None);
        };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if length == 0 || length > PAGE_PLAIN_BYTES_MAX {
            return Err(PageError);
        }
        let flags = head[4];
        let Some(body) = buffer.get(PAGE_HEAD_BYTES..4 + length) else {
            return Ok(None);
        };
        let plain = expand(flags, body, PAGE_PLAIN_BYTES_MAX).ok_or(PageError)?;
        buffer.drain(..4 + length);
        let page: Self = wire::decode(&plain).map_err(|_| PageError)?;
        if page.is_storable() {
            Ok(Some(page))
        } else {
            Err(PageError)
        }
    }

    /// Does it keep within what a device can store, and bring to its server again?
    fn is_storable(&self) -> bool {
        let generation = self.grants.iter().map(|grants| grants.generation);
        let receipts = self.ack.receipts.iter();
        let numbers = receipts.flat_map(|receipt| [receipt.n, receipt.leaf]);
        let mut numbers = numbers.chain(generation).chain([self.ack.next_n]);
        self.cursor.len() <= CURSOR_BYTES_MAX && numbers.all(|number| i64::try_from(number).is_ok())
    }
}
