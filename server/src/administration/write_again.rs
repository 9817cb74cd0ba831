//! Writing the readable values of a quarantined change again: a change that can never enter, of which
//! what it says may still be the only copy. The new one says whose it was.

use puente_admission::Origin;
use puente_audit::EntryKind;
use puente_document::{Basis, Document, Edit};
use puente_policy::{Duty, allows_duty};
use puente_protocol::page::ChangeState;
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, ChangeHash, Key, Value};
use rusqlite::Connection;

use super::quarantine::{leave_out, log, noted, raw_of};
use super::{AdministrationError, By};
use crate::Server;
use crate::exchange::{Desk, Draft, Stop, Writing};
use crate::store::quarantine::Kept;
use crate::store::{StoreError, account, document, record};

impl Server {
    /// Writes what a quarantined change says again, in the name of `account`, who answers for it, and
    /// leaves the change itself out. Values that others wrote meanwhile stand beside these as
    /// candidates; nothing is deleted. Its author's device is told, with the reason.
    ///
    /// # Errors
    /// The change is not quarantined, nothing in it can be read, the account may not do this, or the
    /// values do not enter either.
    pub fn write_again(
        &self,
        now_ms: i64,
        number: i64,
        account: AccountId,
        by: Option<By>,
        reason: &str,
    ) -> Result<(), AdministrationError> {
        let reason = noted(reason)?;
        let account_nr = self.entitled(account)?;
        let kept = self.kept(number)?;
        // What stands in it is read to be written: that somebody decided so comes first.
        let shown = kept.clone();
        let raw = self.store.write(move |write| {
            let (leaf, key) = log(write, EntryKind::QuarantineShown, &shown, by, now_ms)?;
            raw_of(write.connection(), &shown, key.as_ref(), leaf)
        })?;
        let unreadable = || AdministrationError::NotReadable;
        let raw = raw.ok_or_else(unreadable)?;
        let edits = edits_of(&raw).ok_or_else(unreadable)?;
        let writing = Writing {
            account,
            account_nr,
            is_vouched: true,
        };
        let draft = |connection: &Connection, desk: &Desk| -> Result<Vec<Draft>, Stop> {
            self.again(connection, desk, &kept, &raw, &edits, now_ms)
        };
        let (of, told) = (kept.clone(), reason);
        let also = move |write: &mut crate::store::Write<'_>| {
            let (leaf, _) = log(write, EntryKind::ChangeWrittenAgain, &of, by, now_ms)?;
            leave_out(write, &of, ChangeState::WrittenAgain, &told, now_ms, leaf)
        };
        match self.write_at_desk(now_ms, writing, draft, also) {
            Err(Stop::Problem(ProblemCode::NotPossible)) => Err(unreadable()),
            Err(Stop::Problem(code)) => Err(AdministrationError::NotEntered(code.to_string())),
            done => Ok(done?),
        }
    }

    /// The row of an account that manages quarantine now.
    pub(super) fn entitled(&self, account: AccountId) -> Result<i64, AdministrationError> {
        let nr = self.account_row(account)?;
        let grants = self
            .store
            .read(|connection| account::grants(connection, nr))?;
        let may = grants
            .iter()
            .filter(|grant| grant.lasts())
            .any(|grant| allows_duty(grant.role, Duty::ManageQuarantine));
        if may {
            Ok(nr)
        } else {
            Err(AdministrationError::Invalid(
                "this account does not manage quarantine",
            ))
        }
    }

    /// The change to be: on what its author saw of the document, so that whatever came since stays.
    fn again(
        &self,
        connection: &Connection,
        desk: &Desk,
        kept: &Kept,
        raw: &[u8],
        edits: &[Edit],
        now_ms: i64,
    ) -> Result<Vec<Draft>, Stop> {
        let basis = Basis::written_again(kept.account);
        let branch = desk.branch(connection, kept.document)?;
        let authorship = desk.authorship((kept.document, branch), basis, false, now_ms);
        let row = document::load(connection, kept.document_nr)?.ok_or(StoreError::Outdated)?;
        let record = record::load(connection, &[row.record])?.pop();
        let record = record.ok_or(StoreError::Damaged("a document without its record's key"))?;
        let refused = |_| Stop::from(ProblemCode::NotPossible);
        let change = match &row.sealed {
            None => {
                let origin = Origin::peek(raw).ok().flatten();
                let origin = origin.ok_or(ProblemCode::NotPossible)?;
                let (kind, core) = (origin.kind, origin.core);
                let rng = &mut self.rng();
                let created = Document::create(kept.document, kind, core, &authorship, edits, rng);
                Some(created.map_err(refused)?.1)
            }
            Some(sealed) => {
                let saved = record.key.open_document(&row.id, sealed)?;
                let mut document = Document::load(row.id, &saved)
                    .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
                let seen = seen(&document, raw);
                let rng = &mut self.rng();
                document
                    .edit_at(&seen, &authorship, edits, rng)
                    .map_err(refused)?
            }
        };
        let change = change.ok_or(ProblemCode::NotPossible)?;
        Ok(vec![Draft {
            document: kept.document,
            branch,
            raw: change.raw,
        }])
    }
}

/// What the author of a change had seen of a document; of one whose past is not here, its beginning.
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

/// The readable values of a change as edits; nothing if there are none.
fn edits_of(raw: &[u8]) -> Option<Vec<Edit>> {
    let writes = puente_admission::guard::writes(raw).ok()?;
    let edits = writes.into_iter().filter_map(|(key, text)| {
        let text = text?;
        let value = Value::from_stored(&text);
        match Key::parse(&key).ok()? {
            Key::Kind | Key::Core => None,
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
