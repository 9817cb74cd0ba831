//! What a document is: said by its first change, for good.

use puente_record::{Compartment, DocumentId};

use crate::Reason;
use crate::guard::{self, Change};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Which compartment.
    pub kind: Compartment,
    /// The record it belongs to; none for a core document, which is the record.
    pub core: Option<DocumentId>,
}

impl Origin {
    /// What the first change `raw` of a document makes it, or `None` when it is no first change.
    /// Reads bytes nobody has admitted yet, without automerge: a server asks this to learn which
    /// record's sites go with a new document.
    ///
    /// # Errors
    /// [`Reason`]: the change will not be admitted.
    pub fn peek(raw: &[u8]) -> Result<Option<Self>, Reason> {
        let change = guard::decode(raw)?;
        if change.header.deps.is_empty() {
            Self::of(&change).map(Some)
        } else {
            Ok(None)
        }
    }

    /// What a first change makes of its document.
    pub(crate) fn of(change: &Change<'_>) -> Result<Self, Reason> {
        let value = |key| {
            let mut operations = change.operations.iter();
            operations.find(|op| op.key == key).and_then(|op| op.value)
        };
        let kind = value("kind").ok_or(Reason::KindMissing)?;
        let kind: Compartment = kind.parse().map_err(|_| Reason::KindUnknown)?;
        let core = match (kind, value("core")) {
            (Compartment::Core | Compartment::List, None) => None,
            (Compartment::Contact | Compartment::Protection, Some(core)) => {
                Some(core.parse().map_err(|_| Reason::CorePointer)?)
            }
            (Compartment::Core | Compartment::List, Some(_)) | (_, None) => {
                return Err(Reason::CorePointer);
            }
        };
        Ok(Self { kind, core })
    }
}
