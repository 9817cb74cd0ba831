//! The way down: pages, each with the device's cursor after it.
//!
//! A reply is a sequence of pages, `length u32 BE ‖ flags u8 ‖ CBOR`. A device stores a page's rows
//! and its cursor in one transaction, so a cut line costs at most the page it was in.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_record::DocumentKind;
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId, InstallId, SiteId};

use crate::ChangeState;
use crate::bundle::ServerKeys;
use crate::exchange::{CompressionEffort, compress, expand};
use crate::identity::PublicKey;
use crate::limits::{CURSOR_BYTES_MAX, PAGE_PLAIN_BYTES_MAX};
use crate::sites::SignedSites;
use crate::whole::{self, ActorName};
use crate::wire;

/// Bytes before the body of each page.
pub const PAGE_HEAD_BYTES: usize = 5;

/// One page of a reply.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Page {
    /// What the server has of the asking install's log.
    #[n(0)]
    pub ack: Ack,
    /// Present when the device's generation of grants was not the current one.
    #[n(1)]
    pub grants: Option<Grants>,
    /// The people and devices that rows of this page name by their index in this list.
    #[n(2)]
    pub authors: Vec<Author>,
    /// News, in order. The reader leaves out rows of a later version.
    #[cbor(n(3), decode_with = "wire::known_only")]
    pub rows: Vec<PageRow>,
    /// The cursor to send after this page is stored.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub cursor: Vec<u8>,
    /// How many rows follow in later pages of this reply, as far as the server counted them; 0 in the last.
    #[n(5)]
    pub rows_left: u64,
}

/// The acknowledgement: everything before `next_n` is on the server's disk.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Ack {
    /// The number of the segment that the server expects next. When it is lower than before, the server
    /// lost its newest part, and the device sends again from there.
    #[n(0)]
    pub next_n: u64,
    /// The receipts for the segments of this exchange.
    #[n(1)]
    pub receipts: Vec<SegmentReceipt>,
}

/// The place of a segment in the server's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct SegmentReceipt {
    /// The segment's number in its install's log.
    #[n(0)]
    pub n: u64,
    /// The index of its leaf in the log's hash tree.
    #[n(1)]
    pub leaf: u64,
    /// When the server first had it, by its clock in ms since 1970: nothing in it was written later.
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
    /// The device was revoked: the server keeps what it sends in quarantine and sends nothing down.
    #[n(1)]
    pub revoked: bool,
    /// Roles by site. The reader leaves out a role of a later version, which gives no rights.
    #[cbor(n(2), decode_with = "wire::known_only")]
    pub at: Vec<Grant>,
    /// The keys for couriers.
    #[n(3)]
    pub keys: Option<ServerKeys>,
    /// The server's signed facts about its sites; absent when the device has them already.
    #[n(4)]
    pub sites: Option<SignedSites>,
    /// Every account that the server knows on this device; absent when the server does not say. Any other
    /// person on the device enrols again: the server was restored to a time before their enrolment.
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
    /// The site's name as people say it.
    #[n(1)]
    pub site_name: String,
    /// The role at this site.
    #[n(2)]
    pub role: puente_policy::Role,
    /// The account that holds the role when several people share the device; absent when it has one account or
    /// the role is everybody's.
    #[n(3)]
    pub account: Option<AccountId>,
    /// When the role is to end, by the server's clock in ms since 1970; absent if nobody said. Until the server says that
    /// it has ended it lasts: a phone's clock decides nothing.
    #[n(4)]
    pub ends_ms: Option<i64>,
}

/// Who wrote a change, and on which device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(array)]
pub struct Author {
    /// The author's account.
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

/// An install whose actors follow from these two fields, see [`crate::identity::actor`].
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
    /// What became of a change of this device that was not simply accepted.
    #[n(2)]
    Verdict(#[n(0)] VerdictRow),
    /// The server erased a record for good.
    #[n(3)]
    Erased(#[n(0)] ErasedRecord),
    /// An administrator took changes out of a document.
    #[n(4)]
    LeftOut(#[n(0)] LeftOut),
    /// The answer about a record that has left every site of the device's people.
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
    pub kind: DocumentKind,
    /// The core document of its record; for a core, the document itself.
    #[n(2)]
    pub record: DocumentId,
    /// The actors of the saved document, in its order.
    #[n(3)]
    pub actors: Vec<ActorName>,
    /// The rest of the saved document, columns not deflated, see [`crate::whole`].
    #[cbor(n(4), with = "minicbor::bytes")]
    pub slim: Vec<u8>,
    /// Who wrote its changes, in the order of the changes: (index in [`Page::authors`], number of changes).
    #[n(5)]
    pub authors: Vec<(u32, u32)>,
    /// When the server received the changes that claim a later time; absent when there are none.
    #[n(6)]
    pub received: Option<Vec<ReceivedAt>>,
    /// The server's statement that it accepted all of these changes, see [`crate::segment::CarriedChanges`].
    #[n(7)]
    pub vouch: Option<ByteArray<8>>,
}

/// When the server received a change that claims a later time because its device's clock runs ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ReceivedAt {
    /// The change.
    #[n(0)]
    pub change: ChangeHash,
    /// By the server's clock, ms since 1970.
    #[n(1)]
    pub at_ms: i64,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct PageChange {
    /// The document that it belongs to.
    #[n(0)]
    pub document: DocumentId,
    /// The index of its author in [`Page::authors`].
    #[n(1)]
    pub author: u32,
    /// The change in its slim form, with its actor and dependencies listed and its time relative to 0.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub slim: Vec<u8>,
    /// When the server received it, by its clock in ms since 1970, if it claims a later time; absent otherwise.
    #[n(3)]
    pub received_ms: Option<i64>,
    /// As [`WholeDocument::vouch`], for this change alone.
    #[n(4)]
    pub vouch: Option<ByteArray<8>>,
}

/// What became of a change that was not simply accepted.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct VerdictRow {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The change.
    #[n(1)]
    pub change: ChangeHash,
    /// The change's state now.
    #[n(2)]
    pub state: ChangeState,
    /// The reason: a stable code of `puente_admission::Reason`, or the words of the person who decided.
    #[n(3)]
    pub reason: String,
}

/// An erased record. The device deletes everything of it, sent or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ErasedRecord {
    /// Its core document; for a list of arrivals, the list itself.
    #[n(0)]
    pub record: DocumentId,
}

/// The answer to [`crate::segment::CarriedChanges::question`]: the record has left the device's scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct RecordElsewhere {
    /// Its core document; for a list of arrivals, the list itself.
    #[n(0)]
    pub record: DocumentId,
}

/// Accepted changes that an administrator took out of a document again. A device that holds the document takes
/// out these changes and all that depend on them.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct LeftOut {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The changes to take out.
    #[n(1)]
    pub changes: Vec<ChangeHash>,
}

impl WholeDocument {
    /// The saved document, still without its heads, see [`whole::expand`]. `None` when it names an author that
    /// is not in the list, or is cut.
    #[must_use]
    pub fn expand(&self, authors: &[Author]) -> Option<Vec<u8>> {
        whole::expand(self.document, &self.actors, &self.slim, authors)
    }
}

/// The bytes are not a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the reply is damaged")]
pub struct PageError;

impl Page {
    /// The page's bytes on the wire, with their head.
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

    /// Removes the first page from the front of `buffer` and returns it; `None` while it is not complete.
    ///
    /// # Errors
    /// The bytes are not a page: drop the connection and ask again from the last cursor.
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

    /// Are its numbers small enough that a device can store them and send them back?
    fn is_storable(&self) -> bool {
        let generation = self.grants.iter().map(|grants| grants.generation);
        let receipts = self.ack.receipts.iter();
        let numbers = receipts.flat_map(|receipt| [receipt.n, receipt.leaf]);
        let mut numbers = numbers.chain(generation).chain([self.ack.next_n]);
        self.cursor.len() <= CURSOR_BYTES_MAX && numbers.all(|number| i64::try_from(number).is_ok())
    }
}
