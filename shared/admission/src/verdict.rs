//! What becomes of a change, and why. The codes stand in the log and in answers: retired ones are not reused.

use minicbor::{Decode, Encode};

use crate::guard::GuardError;

/// What becomes of one change. Nothing is ever dropped: what does not enter is kept and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Verdict {
    /// It is part of the document now.
    #[n(0)]
    Accepted,
    /// It was part of the document before.
    #[n(1)]
    Known,
    /// A change it depends on is not here yet, or one that may give its author the right: keep it and try again
    /// when more of its record arrives.
    #[n(2)]
    Pending,
    /// It may not enter. Keep the bytes, show them to somebody who may decide.
    #[n(3)]
    Quarantined(#[n(0)] Reason),
    /// Its document has no room for it now: keep it and try again, as one that waits. A repair makes room.
    #[n(4)]
    NoRoom,
}

/// Which limit of a document is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum DocumentLimit {
    /// [`crate::limits::DOCUMENT_CHANGES_MAX`].
    #[n(0)]
    Changes,
    /// [`crate::limits::DOCUMENT_BYTES_MAX`].
    #[n(1)]
    Bytes,
    /// [`crate::limits::DOCUMENT_ACTORS_MAX`].
    #[n(2)]
    Actors,
    /// [`crate::limits::DOCUMENT_OPERATIONS_MAX`], or what these replace.
    #[n(3)]
    Operations,
}

/// Why a change may not enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Reason {
    /// Its bytes are not those of a change of ours.
    #[n(0)]
    Structure(#[n(0)] GuardError),
    /// It follows a change that is quarantined.
    #[n(1)]
    DependsOnQuarantined,
    /// Another change has this actor and sequence number: a cloned device, or a forger.
    #[n(2)]
    ActorReused,
    /// Its actor's previous change is not among its ancestors.
    #[n(3)]
    SequenceGap,
    /// Its operations are not numbered on from its ancestors'.
    #[n(4)]
    OperationNumber,
    /// It replaces an operation that its ancestors do not have on this key.
    #[n(5)]
    UnknownPredecessor,
    /// It leaves standing, or replaces again, what its author did not see so.
    #[n(6)]
    PartialPredecessors,
    /// A first change that does not say what kind of document it begins.
    #[n(7)]
    KindMissing,
    /// A first change of a kind this version does not know.
    #[n(8)]
    KindUnknown,
    /// A first change without the record it belongs to, or a record that claims to belong to one.
    #[n(9)]
    CorePointer,
    /// It writes what only the first change of a document may.
    #[n(10)]
    ImmutableKey,
    /// Another first change made this document a different one.
    #[n(11)]
    OriginDiffers,
    /// Its author may not write at any site of the record.
    #[n(12)]
    NotEntitled,
    /// It decides between concurrent values, which its author may not at any site of the record.
    #[n(13)]
    MayNotResolve,
    /// It moves the record to another site, which its author may not.
    #[n(14)]
    MayNotMove,
    /// The document has reached a limit.
    #[n(15)]
    DocumentFull(#[n(0)] DocumentLimit),
    /// With it, the document could not be read back.
    #[n(16)]
    Unloadable,
    /// Applying it broke the library.
    #[n(17)]
    Panicked,
    /// It says that somebody decided, or that it was written again for another, and its author may not.
    #[n(18)]
    BasisNotYours,
    /// Its device has had its share of the document.
    #[n(19)]
    OwnShareFull,
    /// A first change that does not open the document's id: another kind, record, site or device than it was
    /// founded as, by, or at.
    #[n(20)]
    NotItsBeginning,
    /// It deletes the home site, or writes there what is no site.
    #[n(21)]
    HomeSite,
}

impl Reason {
    /// The stable code, snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Structure(refusal) => refusal.as_str(),
            Self::DependsOnQuarantined => "depends_on_quarantined",
            Self::ActorReused => "actor_reused",
            Self::SequenceGap => "sequence_gap",
            Self::OperationNumber => "operation_number",
            Self::UnknownPredecessor => "unknown_predecessor",
            Self::PartialPredecessors => "partial_predecessors",
            Self::KindMissing => "kind_missing",
            Self::KindUnknown => "kind_unknown",
            Self::CorePointer => "core_pointer",
            Self::ImmutableKey => "immutable_key",
            Self::OriginDiffers => "origin_differs",
            Self::NotEntitled => "not_entitled",
            Self::MayNotResolve => "may_not_resolve",
            Self::MayNotMove => "may_not_move",
            Self::DocumentFull(DocumentLimit::Changes) => "document_full_changes",
            Self::DocumentFull(DocumentLimit::Bytes) => "document_full_bytes",
            Self::DocumentFull(DocumentLimit::Actors) => "document_full_actors",
            Self::DocumentFull(DocumentLimit::Operations) => "document_full_operations",
            Self::Unloadable => "unloadable",
            Self::Panicked => "panicked",
            Self::BasisNotYours => "basis_not_yours",
            Self::OwnShareFull => "own_share_full",
            Self::NotItsBeginning => "not_its_beginning",
            Self::HomeSite => "home_site_malformed",
        }
    }
}

impl From<GuardError> for Reason {
    fn from(refusal: GuardError) -> Self {
        Self::Structure(refusal)
    }
}
