use minicbor::{Decode, Encode};
use puente_protocol::ChangeState;

use crate::reason::Reason;

/// What becomes of one change. Nothing is ever dropped: a change that does not enter is stored and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Verdict {
    /// It is part of the document now.
    #[n(0)]
    Accepted,
    /// It was part of the document before.
    #[n(1)]
    Known,
    /// Keep it and try again when more of its record arrives, or when there is room.
    #[n(2)]
    Pending(#[n(0)] Reason),
    /// It may not enter. Keep the bytes and show them to somebody who may decide.
    #[n(3)]
    Quarantined(#[n(0)] Reason),
    /// It is left out for good, and nobody has to decide. No trial returns this: it is about the record, not
    /// the change.
    #[n(4)]
    SetAside(#[n(0)] Reason),
}

impl Verdict {
    /// A change that it depends on, or one that may give its author the right, is not here yet.
    pub const WAITS: Self = Self::Pending(Reason::DependenciesMissing);

    /// The change's state after this verdict, as devices are told.
    #[must_use]
    pub const fn state(self) -> ChangeState {
        match self {
            Self::Accepted | Self::Known => ChangeState::Accepted,
            Self::Pending(_) => ChangeState::Pending,
            Self::Quarantined(_) => ChangeState::Quarantined,
            Self::SetAside(_) => ChangeState::SetAside,
        }
    }

    /// Is the change part of its document?
    #[must_use]
    pub const fn is_in_document(self) -> bool {
        matches!(self, Self::Accepted | Self::Known)
    }

    /// Should the change be tried again?
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Pending(_))
    }

    /// Why the change is not part of its document.
    #[must_use]
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Accepted | Self::Known => None,
            Self::Pending(reason) | Self::Quarantined(reason) | Self::SetAside(reason) => {
                Some(reason)
            }
        }
    }
}
