//! Writes the readable values of a quarantined change again. Such a change can never enter, but its values may
//! be the only copy. The new change names the author of the old one.

use puente_admission::guard::{is_first, writes};
use puente_audit::EntryKind;
use puente_document::{Basis, Document, Edit};
use puente_policy::{Duty, Rights};
use puente_protocol::ChangeState;
use puente_protocol::problem::ProblemCode;
use puente_record::{
    AccountId, ChangeHash, DocumentId, DocumentKind, HOME_SITE, Key, Opening, Origin, Value,
};
use sha2::{Digest as _, Sha256};

use super::quarantine::{checked_note, leave_out, log, raw_of};
use super::{Administration, AdministrationError, DecidedBy};
use crate::exchange::{DraftChange, ExchangeError, OnBehalfOf, ServerDevice, expand_stored};
use crate::store::account::GrantRow;
use crate::store::quarantine::QuarantinedChange;
use crate::store::row_id::{AccountRowId, ChangeRowId};
use crate::store::{Connection, StoreError, account, change, document, record};

impl Administration {
    /// Writes the values of a quarantined change again, in the name of `account`, who answers for them, and
    /// leaves the change itself out. Values that others wrote in the meantime stay as candidates; nothing is
    /// deleted. The author's device is told, with the reason.
    ///
    /// # Errors
    /// The change is not quarantined, nothing in it can be read, the account may not do this, or the values do
    /// not enter either.
    pub fn write_again(
        &self,
        now_ms: i64,
        number: ChangeRowId,
        account: AccountId,
        by: Option<DecidedBy>,
        reason: &str,
    ) -> Result<(), AdministrationError> {
        let reason = checked_note(reason)?;
        let account_nr = self.entitled(account)?;
        let kept = self.quarantined_change(number)?;
        // The content is read in order to write it, so the log entry that it was shown comes first.
        let shown = kept.clone();
        let raw = self.store.write(move |write| {
            let (leaf, key) = log(write, EntryKind::QuarantineShown, &shown, by, now_ms)?;
            raw_of(write.connection(), &shown, key.as_ref(), leaf)
        })?;
        let unreadable = || AdministrationError::NotReadable;
        let raw = raw.ok_or_else(unreadable)?;
        let edits = edits_of(&raw).ok_or_else(unreadable)?;
        let writing = OnBehalfOf {
            account,
            account_nr,
            is_vouched: true,
        };
        let draft = |connection: &Connection,
                     server_device: &ServerDevice|
         -> Result<Vec<DraftChange>, ExchangeError> {
            self.again(connection, server_device, &kept, &raw, &edits, now_ms)
        };
        let (of, told) = (kept.clone(), reason);
        let also = move |write: &mut crate::store::WriteTransaction<'_>| {
            let (leaf, _) = log(write, EntryKind::ChangeWrittenAgain, &of, by, now_ms)?;
            leave_out(write, &of, ChangeState::WrittenAgain, &told, now_ms, leaf)
        };
        match self.writer.write(now_ms, writing, draft, also) {
            Err(ExchangeError::Problem(ProblemCode::NotPossible)) => Err(unreadable()),
            Err(ExchangeError::Problem(code)) => {
                Err(AdministrationError::NotEntered(code.to_string()))
            }
            done => Ok(done?),
        }
    }

    /// The row of an account, if it manages quarantine now.
    pub(super) fn entitled(&self, account: AccountId) -> Result<AccountRowId, AdministrationError> {
        let nr = self.account_row(account)?;
        let grants = self
            .store
            .read(|connection| account::grants(connection, nr))?;
        let rights = Rights::lasting(grants.iter().map(GrantRow::period));
        if rights.has_duty(Duty::ManageQuarantine) {
            Ok(nr)
        } else {
            Err(AdministrationError::Invalid("account_quarantine"))
        }
    }

    /// The new change, based on what its author saw of the document, so that later changes stay. If the
    /// document never came to be, the change begins another document by the server's device.
    fn again(
        &self,
        connection: &Connection,
        server_device: &ServerDevice,
        kept: &QuarantinedChange,
        raw: &[u8],
        edits: &[Edit],
        now_ms: i64,
    ) -> Result<Vec<DraftChange>, ExchangeError> {
        let basis = Basis::written_again(kept.account);
        let row = document::load(connection, kept.document_nr)?.ok_or(StoreError::Outdated)?;
        let (row, origin) = match row.sealed {
            Some(_) => (Some(row), None),
            None => {
                let origin = successor(connection, kept, raw)?;
                let origin = origin.ok_or(ProblemCode::NotPossible)?;
                let id = origin
                    .id(&server_device.public())
                    .ok_or(ProblemCode::NotPossible)?;
                let begun = document::find(connection, &[id], usize::MAX)?.pop();
                (begun.map(|found| found.document), Some((id, origin)))
            }
        };
        let document = match (&row, origin) {
            (Some(row), _) => row.id,
            (None, Some((id, _))) => id,
            (None, None) => return Err(ProblemCode::NotPossible.into()),
        };
        let branch = server_device.branch(connection, document)?;
        let authorship = server_device.authorship(document, branch, basis, false, now_ms);
        let refused = |_| ExchangeError::from(ProblemCode::NotPossible);
        let rng = &mut self.rng.fork();
        let change = match (row, origin) {
            (Some(row), _) => {
                let record = record::load(connection, &[row.record])?.pop();
                let record =
                    record.ok_or(StoreError::Damaged("a document without its record's key"))?;
                let sealed = row.sealed.ok_or(ProblemCode::NotPossible)?;
                let saved = record.key.open_document(&row.id, &sealed)?;
                let mut document = Document::load(row.id, &saved)
                    .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
                let seen = seen(&document, raw);
                let edited = document.edit_at(&seen, &authorship, edits, rng);
                edited.map_err(refused)?
            }
            (None, Some((id, origin))) => {
                let created = Document::create(id, &origin, &authorship, edits, rng);
                Some(created.map_err(refused)?.1)
            }
            (None, None) => None,
        };
        let change = change.ok_or(ProblemCode::NotPossible)?;
        Ok(vec![DraftChange {
            document,
            branch,
            raw: change.raw,
        }])
    }
}

/// The origin of the document for the values of one that never came to be: the server's device can begin only
/// its own documents. It is the same for every change of the old document.
fn successor(
    connection: &Connection,
    kept: &QuarantinedChange,
    raw: &[u8],
) -> Result<Option<Origin>, StoreError> {
    let salt = derived_salt(kept.document);
    if is_first(raw) {
        return Ok(founded_anew(raw, salt));
    }
    let record = document::record_of(connection, kept.document_nr)?;
    let Some(record) = record::load(connection, &[record])?.pop() else {
        return Ok(None);
    };
    for stored in change::of_document(connection, kept.document_nr)? {
        let body = record.key.open_change(&stored.hash, &stored.sealed);
        let first = body.and_then(|slim| expand_stored(&slim));
        if let Ok(first) = first
            && is_first(&first)
            && let Some(origin) = founded_anew(&first, salt)
        {
            return Ok(Some(origin));
        }
    }
    Ok(None)
}

/// The first sixteen bytes of `SHA-256("puente/written-again/1" ‖ old document)`.
fn derived_salt(document: DocumentId) -> [u8; 16] {
    let hash = Sha256::new()
        .chain_update(b"puente/written-again/1")
        .chain_update(document.as_bytes())
        .finalize();
    let mut salt = [0; 16];
    salt.copy_from_slice(&hash[..16]);
    salt
}

/// The origin of the same kind of document, at the site or of the record that a first change names. The person
/// who decides has seen the change and answers for this.
fn founded_anew(raw: &[u8], salt: [u8; 16]) -> Option<Origin> {
    let writes = writes(raw).ok()?;
    let said = |key: &str| {
        let mut writes = writes.iter();
        writes
            .find(|(of, _)| of == key)
            .and_then(|(_, text)| text.as_deref())
    };
    let kind: DocumentKind = said("kind")?.parse().ok()?;
    if !kind.stands_alone() {
        return Some(Origin::added(kind, said("core")?.parse().ok()?, salt));
    }
    let opening: Opening = said("begun")?.parse().ok()?;
    Some(Origin::made(kind, opening.site()?, salt))
}

/// The changes that the author of a change had seen of a document; if they are not here, the document's
/// beginning.
fn seen(document: &Document, raw: &[u8]) -> Vec<ChangeHash> {
    let deps = puente_protocol::change::read(raw).map(|(_, head)| head.deps);
    let here = deps.unwrap_or_default().into_iter();
    let here: Vec<ChangeHash> = here.filter(|dep| document.has(*dep)).collect();
    if here.is_empty() {
        document.order().into_iter().take(1).collect()
    } else {
        here
    }
}

/// The readable values of a change as edits; `None` if there are none.
fn edits_of(raw: &[u8]) -> Option<Vec<Edit>> {
    let writes = writes(raw).ok()?;
    let edits = writes.into_iter().filter_map(|(key, text)| {
        let text = text?;
        let value = Value::from_stored(&text);
        match Key::parse(&key).ok()? {
            Key::Kind | Key::Core | Key::Begun => None,
            // Nobody may move a record by having something else written again.
            Key::Field(HOME_SITE)
            | Key::Claim {
                field: HOME_SITE, ..
            } => None,
            Key::Field(field) | Key::Claim { field, .. } => Some(Edit::put(field, value)),
            Key::Set { field, value } => Some(Edit::Add {
                field: field.to_owned(),
                value: value.to_owned(),
            }),
            Key::Entry { kind, id, field } => Some(Edit::PutEntry {
                kind: kind.to_owned(),
                id,
                field: field.to_owned(),
                value,
            }),
        }
    });
    let edits: Vec<Edit> = edits.collect();
    (!edits.is_empty()).then_some(edits)
}
