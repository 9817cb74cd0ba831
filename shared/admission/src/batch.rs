//! What goes into a trial and what comes out of it: the two messages between a server and its trial worker.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use puente_document::Summary;
use puente_record::{ChangeHash, Compartment, DocumentId, Opening, SiteId};

use crate::Verdict;

/// Where an author may do what. Facts the server decided, from the grants it gave; admission only compares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Authority {
    /// Sites at which the author may change records in this compartment.
    #[n(0)]
    pub writes: Vec<SiteId>,
    /// Sites at which the author may decide between concurrent values.
    #[n(1)]
    pub resolves: Vec<SiteId>,
    /// Sites from or to which the author may move a record.
    #[n(2)]
    pub moves: Vec<SiteId>,
    /// May write values again in another's name, and say so: the server's own device.
    #[n(3)]
    pub may_write_again: bool,
}

/// A change that asks to enter.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct CandidateChange {
    /// One uncompressed automerge change chunk.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub raw: Vec<u8>,
    /// Its author's authority: an index into [`Batch::authorities`]. An index beyond them is no authority.
    #[n(1)]
    pub authority: u32,
    /// Whose share of the document it takes, by any number of the caller's; none of what an administrator
    /// answers for, and of what is not to be judged by shares.
    #[n(2)]
    pub device: Option<i64>,
}

/// Whose an actor of a document is.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct ActorOf {
    /// The actor.
    #[n(0)]
    pub actor: ByteArray<16>,
    /// The device, by the number of [`Candidate::device`].
    #[n(1)]
    pub device: i64,
}

/// The candidates of one document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentBatch {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// The document so far, as [`DocumentState::saved`] gave it; none when it is new here. To [`crate::join`]
    /// also as it travelled, without its heads.
    #[n(1)]
    #[cbor(with = "minicbor::bytes")]
    pub saved: Option<Vec<u8>>,
    /// For a contact or protection document every site at which its record ever was ([`DocumentState::ever`]);
    /// empty while that is not known. Not looked at for a core document or a list, which says so itself.
    #[n(2)]
    pub record_sites: Vec<SiteId>,
    /// The changes, in any order.
    #[n(3)]
    pub candidates: Vec<CandidateChange>,
    /// Whose the actors of the document so far are. Those that are not here take no device's share.
    #[n(4)]
    pub devices: Vec<ActorOf>,
}

/// Many documents in one message, each judged by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Batch {
    /// The authors' authorities.
    #[n(0)]
    pub authorities: Vec<Authority>,
    /// The documents.
    #[n(1)]
    pub documents: Vec<DocumentBatch>,
    /// The sites that were set up here: a move to another one waits. [`crate::join`] does not look at them.
    #[n(2)]
    pub sites: Vec<SiteId>,
}

/// What became of one document's candidates.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentOutcome {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// One for each candidate, in their order.
    #[n(1)]
    pub verdicts: Vec<Verdict>,
    /// The document with what was accepted; none when nothing was.
    #[n(2)]
    pub state: Option<DocumentState>,
    /// The saved document did not load: every candidate stays pending. Rebuild it from its changes
    /// and try again; no candidate is to blame.
    #[n(3)]
    pub saved_is_damaged: bool,
}

/// A document after a trial: what the server stores beside the changes, all of it rebuildable.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DocumentState {
    /// The whole document, not deflated; it was loaded again to prove that it can be.
    #[n(0)]
    #[cbor(with = "minicbor::bytes")]
    pub saved: Vec<u8>,
    /// Which compartment it is.
    #[n(1)]
    pub kind: Compartment,
    /// The record it belongs to; none for a core document, which is the record, and for a list.
    #[n(2)]
    pub core: Option<DocumentId>,
    /// Every change, in the order a reader of `saved` meets them.
    #[n(3)]
    pub order: Vec<ChangeHash>,
    /// The changes nothing follows.
    #[n(4)]
    pub heads: Vec<ChangeHash>,
    /// Where the record belongs, see [`puente_document::Document::sites`]; core documents and lists only.
    #[n(5)]
    pub sites: Vec<SiteId>,
    /// What lists show.
    #[n(6)]
    pub summary: Summary,
    /// What opens its id; none where its first changes disagree.
    #[n(7)]
    pub opening: Option<Opening>,
    /// Its first changes.
    #[n(8)]
    pub roots: Vec<ChangeHash>,
    /// The founding site and every home site that was ever written, ascending; core documents only, and not
    /// where [`crate::join`] took a document as it came.
    #[n(9)]
    pub ever: Vec<SiteId>,
}
