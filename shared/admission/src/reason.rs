//! Why a change is not simply part of its document. The log, tables and answers contain the codes, so retired
//! codes are not reused.

use minicbor::{Decode, Encode};

use crate::guard::GuardError;

/// The limit that a document has reached.
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
    /// [`crate::limits::DOCUMENT_OPERATIONS_MAX`], for operations or for the values they replace.
    #[n(3)]
    Operations,
}

impl DocumentLimit {
    const ALL: [Self; 4] = [Self::Changes, Self::Bytes, Self::Actors, Self::Operations];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Changes => "document_full_changes",
            Self::Bytes => "document_full_bytes",
            Self::Actors => "document_full_actors",
            Self::Operations => "document_full_operations",
        }
    }
}

/// What an administrator can do about a change that was quarantined for a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Remedy {
    /// Release it: the reason is about the author or about room, and an administrator may answer for both.
    Release,
    /// Nothing: the reason is about the change itself, or is never a reason to quarantine.
    None,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $number:literal $name:ident = $code:literal, $remedy:ident;)*) => {
        /// Why a change is not simply part of its document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        pub enum Reason {
            /// Its bytes fail the structure guard.
            #[n(0)]
            Structure(#[n(0)] GuardError),
            /// The document has reached a limit.
            #[n(15)]
            DocumentFull(#[n(0)] DocumentLimit),
            $($(#[$doc])* #[n($number)] $name,)*
        }

        impl Reason {
            /// The reasons without data.
            const SIMPLE: &[Self] = &[$(Self::$name,)*];

            /// The stable code, snake case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::Structure(fault) => fault.as_str(),
                    Self::DocumentFull(limit) => limit.as_str(),
                    $(Self::$name => $code,)*
                }
            }

            const fn remedy(self) -> Remedy {
                match self {
                    Self::Structure(_) | Self::DocumentFull(_) => Remedy::None,
                    $(Self::$name => Remedy::$remedy,)*
                }
            }
        }
    };
}

reasons! {
    /// It depends on a quarantined change.
    1 DependsOnQuarantined = "depends_on_quarantined", Release;
    /// Another change has this actor and sequence number: the device was cloned, or somebody forged it.
    2 ActorReused = "actor_reused", None;
    /// Its actor's previous change is not among its ancestors.
    3 SequenceGap = "sequence_gap", None;
    /// Its operation numbers do not continue those of its ancestors.
    4 OperationNumber = "operation_number", None;
    /// It replaces an operation that its ancestors do not have on this key.
    5 UnknownPredecessor = "unknown_predecessor", None;
    /// It does not replace exactly the values that its author saw on a key.
    6 PartialPredecessors = "partial_predecessors", None;
    /// A first change that does not say what kind of document it begins.
    7 KindMissing = "kind_missing", None;
    /// A first change of a kind that this version does not know.
    8 KindUnknown = "kind_unknown", None;
    /// A first change that lacks the core document it belongs to, or a core document that names one.
    9 CorePointer = "core_pointer", None;
    /// It writes what only the first change of a document may.
    10 ImmutableKey = "immutable_key", None;
    /// Another first change made this document something else.
    11 OriginDiffers = "origin_differs", None;
    /// Its author may not write at any site of the record.
    12 NotEntitled = "not_entitled", Release;
    /// It decides between concurrent values; its author has no right to do so at any site of the record.
    13 MayNotResolve = "may_not_resolve", Release;
    /// It moves the record to another site; its author has no right to do so.
    14 MayNotMove = "may_not_move", Release;
    /// The document could not be read back with it.
    16 Unloadable = "unloadable", None;
    /// Applying it made the document library panic.
    17 Panicked = "panicked", None;
    /// It says that somebody decided, or that it was written again for another; its author may not say so.
    18 BasisNotYours = "basis_not_yours", None;
    /// Its device has used up its share of the document.
    19 OwnShareFull = "own_share_full", Release;
    /// A first change that does not open the document's id: it states another kind, record or site, or another
    /// key signed it.
    20 NotItsBeginning = "not_its_beginning", None;
    /// It deletes the home site, or sets it to something that is not a site.
    21 HomeSite = "home_site_malformed", None;
    /// It killed the process that tried it, or the process ran out of time.
    22 TrialKilled = "trial_killed", None;
    /// It waits for a change it depends on, or for one that may give its author the right.
    23 DependenciesMissing = "dependencies_missing", None;
    /// It waits until a repair makes room in its document.
    24 NoRoom = "no_room", None;
    /// It waits because its segment touches more documents than the server tries at once.
    25 TooMuchAtOnce = "too_much_at_once", None;
    /// Its device was revoked before it arrived.
    26 DeviceRevoked = "device_revoked", Release;
    /// Its segment names an account that is not, or no longer, an account of its device.
    27 AccountNotBound = "account_not_bound", Release;
    /// Its actor does not belong to the install that sent it as its own.
    28 ActorOfAnother = "actor_of_another", None;
    /// A device brought it for another author, and this server never accepted it.
    29 NotVouchedFor = "not_vouched_for", None;
    /// A quarantined copy of a change that entered by another road.
    30 EnteredOtherwise = "entered_otherwise", None;
    /// Its record was erased.
    31 RecordErased = "record_erased", None;
    /// An administrator's repair took it out of its document.
    32 DocumentRepaired = "document_repaired", None;
    /// Its author's rights ended before the device sent it: a device gives this reason to itself.
    33 NoLongerAllowed = "no_longer_allowed", None;
}

impl Reason {
    /// Every reason.
    pub fn all() -> impl Iterator<Item = Self> {
        let faults = GuardError::ALL.iter().copied().map(Self::Structure);
        let limits = DocumentLimit::ALL.into_iter().map(Self::DocumentFull);
        faults.chain(limits).chain(Self::SIMPLE.iter().copied())
    }

    /// The reason with this code. `None` for the words of a person, and for a code of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|reason| reason.as_str() == code)
    }

    /// Is the reason about the author or about room, and not about the change? Then an administrator may answer
    /// for it and release the change.
    #[must_use]
    pub fn is_releasable(self) -> bool {
        self.remedy() == Remedy::Release
    }

    /// Would the same person's next change on the same device have this reason too? Then writing it again does
    /// not help.
    #[must_use]
    pub const fn is_about_the_sender(self) -> bool {
        matches!(self, Self::DeviceRevoked | Self::AccountNotBound)
    }
}

impl From<GuardError> for Reason {
    fn from(refusal: GuardError) -> Self {
        Self::Structure(refusal)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_is_one_reason() {
        let codes: BTreeSet<_> = Reason::all().map(Reason::as_str).collect();
        assert_eq!(codes.len(), Reason::all().count());
        for reason in Reason::all() {
            assert_eq!(Reason::from_code(reason.as_str()), Some(reason));
        }
    }

    #[test]
    fn words_of_a_person_are_no_code() {
        assert_eq!(Reason::from_code("it was typed on the wrong record"), None);
        assert_eq!(Reason::from_code(""), None);
    }

    #[test]
    fn codes_stay_what_they_are() {
        let mut codes: Vec<_> = Reason::all()
            .map(|reason| {
                let releasable = if reason.is_releasable() {
                    " releasable"
                } else {
                    ""
                };
                format!("{}{releasable}\n", reason.as_str())
            })
            .collect();
        codes.sort_unstable();
        assert_eq!(codes.concat(), include_str!("reason/codes.txt"));
    }
}
