//! The two messages between a server and its trial worker: what goes into a trial and what comes out.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_document::Summary;
use puente_record::{ChangeHash, DocumentId, DocumentKind, Opening, SiteId};

use crate::Verdict;

/// The sites at which an author may do what. The server decides this from its grants; admission only compares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Authority {
    /// Sites at which the author may change documents of this kind.
    #[n(0)]
    pub writes: Vec<SiteId>,
    /// Sites at which the author may decide between concurrent values.
    #[n(1)]
    pub resolves: Vec<SiteId>,
    /// Sites from or to which the author may move a record.
    #[n(2)]
    pub moves: Vec<SiteId>,
    /// May write values again in another's name: true only for the server's own device.
    #[n(3)]
    pub may_write_again: bool,
    /// Sites at which the author may say which records are of one person.
    #[n(4)]
    pub links: Vec<SiteId>,
}

/// A change that asks to enter.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct CandidateChange {
    /// One uncompressed automerge change chunk.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub raw: Vec<u8>,
    /// Its author's authority: an index into [`Batch::authorities`]. An index out of range gives no right.
    #[n(1)]
    pub authority: u32,
    /// The device whose share of the document it uses, by a number of the caller's choice; `None` when shares
    /// do not apply, as for a change that an administrator releases.
    #[n(2)]
    pub device: Option<i64>,
}

/// Says which device an actor belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ActorOf {
    /// The actor.
    #[n(0)]
    pub actor: ByteArray<16>,
    /// The device, as in [`CandidateChange::device`].
    #[n(1)]
    pub device: i64,
}

/// The candidate changes of one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentBatch {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The document so far, as [`DocumentState::saved`] gave it; `None` when it is new here. [`crate::join`]
    /// also takes it as it travelled, without its heads.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub saved: Option<Vec<u8>>,
    /// For a contact or protection document, every site at which its record ever was ([`DocumentState::ever`]);
    /// empty while that is unknown. Ignored for a core document or a list, whose history states its sites.
    #[n(2)]
    pub record_sites: Vec<SiteId>,
    /// The changes, in any order.
    #[n(3)]
    pub candidates: Vec<CandidateChange>,
    /// The devices of the document's existing actors. An actor that is not listed uses no device's share.
    #[n(4)]
    pub devices: Vec<ActorOf>,
}

/// Many documents in one message, each judged independently.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Batch {
    /// The authors' authorities.
    #[n(0)]
    pub authorities: Vec<Authority>,
    /// The documents.
    #[n(1)]
    pub documents: Vec<DocumentBatch>,
    /// The sites that were set up here: a move to any other site waits. [`crate::join`] ignores them.
    #[n(2)]
    pub sites: Vec<SiteId>,
}

/// The result for one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentOutcome {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// One verdict for each candidate, in their order.
    #[n(1)]
    pub verdicts: Vec<Verdict>,
    /// The document with the accepted changes; `None` when none was accepted.
    #[n(2)]
    pub state: Option<DocumentState>,
    /// The saved document did not load, so every candidate stays pending. Rebuild the document from its changes
    /// and try again; no candidate is to blame.
    #[n(3)]
    pub saved_is_damaged: bool,
}

/// A document after a trial: what the server stores beside the changes. All of it can be rebuilt.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentState {
    /// The whole document, not deflated. The trial has loaded it once to prove that it loads.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub saved: Vec<u8>,
    /// What kind of document it is.
    #[n(1)]
    pub kind: DocumentKind,
    /// The core document that it belongs to; `None` for a core document or a list.
    #[n(2)]
    pub core: Option<DocumentId>,
    /// Every change, in the order in which a reader of `saved` meets them.
    #[n(3)]
    pub order: Vec<ChangeHash>,
    /// The changes that no other change depends on.
    #[n(4)]
    pub heads: Vec<ChangeHash>,
    /// The sites of the record, see [`puente_document::Document::sites`]; core documents and lists only.
    #[n(5)]
    pub sites: Vec<SiteId>,
    /// The fields that lists of records show.
    #[n(6)]
    pub summary: Summary,
    /// The opening of its id; `None` when its first changes disagree.
    #[n(7)]
    pub opening: Option<Opening>,
    /// Its first changes.
    #[n(8)]
    pub roots: Vec<ChangeHash>,
    /// The founding site and every home site ever written, ascending; core documents only. Empty
    /// where [`crate::join`] took a document as it came.
    #[n(9)]
    pub ever: Vec<SiteId>,
}
