//! The state of a change, as the server tells devices and as both store it.

use minicbor::{Decode, Encode};

/// Where a change is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum ChangeState {
    /// Held back until somebody at the office decides. The device writes later edits on another branch.
    #[n(0)]
    Quarantined,
    /// Released from quarantine: it is part of the document now.
    #[n(1)]
    Released,
    /// Somebody looked at it and left it out for good, with a reason.
    #[n(2)]
    SetAside,
    /// Waits for changes that the server does not have, for a right of its author, or for room.
    #[n(3)]
    Pending,
    /// No longer waits: it is part of the document now.
    #[n(4)]
    Accepted,
    /// Left out, but somebody entitled wrote its readable values again and named its author.
    #[n(5)]
    WrittenAgain,
}

impl ChangeState {
    /// Every state, in the order of the wire numbers.
    pub const ALL: [Self; 6] = [
        Self::Quarantined,
        Self::Released,
        Self::SetAside,
        Self::Pending,
        Self::Accepted,
        Self::WrittenAgain,
    ];

    /// The stable code, snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quarantined => "quarantined",
            Self::Released => "released",
            Self::SetAside => "set_aside",
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::WrittenAgain => "written_again",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    /// The number on the wire and in tables of verdicts.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Quarantined => 0,
            Self::Released => 1,
            Self::SetAside => 2,
            Self::Pending => 3,
            Self::Accepted => 4,
            Self::WrittenAgain => 5,
        }
    }

    /// The state with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Is the change part of its document?
    #[must_use]
    pub const fn is_in_document(self) -> bool {
        matches!(self, Self::Accepted | Self::Released)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_is_the_same_as_a_number_a_code_and_on_the_wire() {
        for (place, state) in ChangeState::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(state.number()), place);
            assert_eq!(ChangeState::from_number(state.number()), Some(state));
            assert_eq!(ChangeState::from_code(state.as_str()), Some(state));
            assert_eq!(minicbor::to_vec(state).unwrap(), [state.number()]);
        }
        assert_eq!(ChangeState::from_number(6), None);
        assert_eq!(ChangeState::from_code("kept"), None);
    }
}
