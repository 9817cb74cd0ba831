//! What a document is: its first change states it, and its id commits to it.

use puente_record::{DocumentId, DocumentKind, HOME_SITE, Origin};

use crate::Reason;
use crate::guard::{self, GuardedChange};

/// What the first change `raw` makes the document; `None` when it is not a first change. A first change must
/// open the document's id with the key that signed it, and set no home site: its author cannot choose where the
/// document is.
///
/// Reads bytes that were not admitted, without automerge. A server calls this in its own process for every
/// first change on every road, so that a trial worker under an attacker's control cannot let somebody else
/// begin a document.
///
/// # Errors
/// [`Reason`]: quarantine the change under it. Nobody may release [`Reason::NotItsBeginning`].
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

/// What a first change makes its document.
pub(crate) fn origin_of(change: &GuardedChange<'_>) -> Result<Origin, Reason> {
    let value = |key| {
        let mut operations = change.operations.iter();
        operations.find(|op| op.key == key).and_then(|op| op.value)
    };
    let kind = value("kind").ok_or(Reason::KindMissing)?;
    let kind: DocumentKind = kind.parse().map_err(|_| Reason::KindUnknown)?;
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
