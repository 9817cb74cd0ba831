//! What a document is: said by its first change, and what its id commits to.

use puente_record::{Compartment, DocumentId, Origin};

use crate::Reason;
use crate::entitlement::HOME_SITE;
use crate::guard::{self, GuardedChange};

/// What the first change `raw` of a document makes it, or `None` when it is no first change. It opens the
/// document's id with the key that signed it, and sets no home site: whoever begins a document cannot choose
/// where it is.
///
/// Reads bytes nobody has admitted yet, without automerge: a server asks this in its own process, of every
/// first change on every way in, so that no trial worker can let in a beginning by somebody else.
///
/// # Errors
/// [`Reason`]: the change will not be admitted. [`Reason::NotItsBeginning`] nobody can answer for.
pub fn begins(document: DocumentId, raw: &[u8], key: &[u8; 32]) -> Result<Option<Origin>, Reason> {
    if !guard::is_first(raw) {
        return Ok(None);
    }
    let change = guard::decode(raw)?;
    let origin = origin_of(&change)?;
    if origin.id(key) == Some(document) {
        Ok(Some(origin))
    } else {
        Err(Reason::NotItsBeginning)
    }
}

/// What a first change makes of its document.
pub(crate) fn origin_of(change: &GuardedChange<'_>) -> Result<Origin, Reason> {
    let value = |key| {
        let mut operations = change.operations.iter();
        operations.find(|op| op.key == key).and_then(|op| op.value)
    };
    let kind = value("kind").ok_or(Reason::KindMissing)?;
    let kind: Compartment = kind.parse().map_err(|_| Reason::KindUnknown)?;
    let core = match (kind.stands_alone(), value("core")) {
        (true, None) => None,
        (false, Some(core)) => Some(core.parse().map_err(|_| Reason::CorePointer)?),
        (true, Some(_)) | (false, None) => return Err(Reason::CorePointer),
    };
    let begun = value("begun").and_then(|text| text.parse().ok());
    let opening = begun.ok_or(Reason::NotItsBeginning)?;
    if change.operations.iter().any(|op| op.key == HOME_SITE) {
        return Err(Reason::NotItsBeginning);
    }
    Ok(Origin {
        kind,
        core,
        opening,
    })
}
