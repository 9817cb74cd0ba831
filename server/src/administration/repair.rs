//! Repairs a document that one device filled: takes that device's changes out, and the server's own device
//! writes again what others wrote on top of them, in their authors' names.
//!
//! This takes two steps, each in one transaction. The first takes the changes out and tells every holder of the
//! document; what others wrote on top stays in quarantine for the second, so that nothing is lost between the
//! two. The record's sites stay unchanged until the second step: without the moves that others wrote, the
//! record would return to its first site, and that site would be sent what came to it since.
//! and that site would be sent what came to it since.

use std::collections::{BTreeSet, HashMap};

use puente_admission::Reason;
use puente_audit::{Entry, EntryKind};
use puente_document::{AuthoredChange, Basis, Document, Repaired, RewriteAs};
use puente_protocol::ChangeState;
use puente_record::{AccountId, ChangeHash, DeviceId, DocumentId, DocumentKind};
use serde::Serialize;

use super::quarantine::{leave_out, noted};
use super::{Administration, AdministrationError, DecidedBy};
use crate::exchange::{DraftChange, OnBehalfOf, ServerDevice, TouchedRecord};
use crate::store::change::{self, ChangeAuthor};
use crate::store::document::{self, DocumentCache, Runs};
use crate::store::feed::{FeedKey, FeedTarget, NewFeedRow};
use crate::store::quarantine::{self, NewVerdict, QuarantinedChange};
use crate::store::record::{self, RecordRow};
use crate::store::row_id::{AccountRowId, ChangeRowId};
use crate::store::vouch::Voucher;
use crate::store::{Connection, StoreError, WriteTransaction, author, projection};

/// The result for a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RepairedDocument {
    /// Changes of the device that were left out.
    pub left_out: u64,
    /// Changes of others that depended on them and were written again.
    pub written_again: u64,
}

/// A document as it is stored, with the authors of its changes.
struct FilledDocument {
    row: document::DocumentRow,
    record: RecordRow,
    kind: DocumentKind,
    document: Document,
    changes: Vec<RepairSource>,
}

#[derive(Clone)]
struct RepairSource {
    nr: ChangeRowId,
    by: ChangeAuthor,
    account: AccountId,
    device_id: DeviceId,
}

impl Administration {
    /// Takes all changes of a device out of a document, except the one that begins it, and writes again what
    /// others wrote on top of them. Every device that holds the document does the same at its next exchange.
    ///
    /// # Errors
    /// There is no such document, or nothing of this device in it; the account does not manage quarantine.
    pub fn repair_document(
        &self,
        now_ms: i64,
        (document, device): (DocumentId, DeviceId),
        account: AccountId,
        by: Option<DecidedBy>,
        reason: &str,
    ) -> Result<RepairedDocument, AdministrationError> {
        let reason = noted(reason)?;
        let account_nr = self.entitled(account)?;
        let server_device = self.writer.server_device(now_ms)?;
        let (filled, branch) = self.store.read(|connection| {
            let filled = FilledDocument::read(connection, document)?;
            let branch = server_device.unused_branch(connection, document)?;
            Ok((filled, branch))
        })?;
        let filled = filled.ok_or(AdministrationError::Missing("document"))?;
        let left_out = filled.of_device(device);
        if left_out.is_empty() {
            return Err(AdministrationError::Missing(
                "change of this device in this document",
            ));
        }
        let accounts: HashMap<_, _> = filled
            .changes
            .iter()
            .map(|of| (of.by.hash, of.account))
            .collect();
        let hand = RewriteAs {
            actor_of: &|place| server_device.actor(document, branch_at(branch, place)),
            basis_of: &|hash| {
                accounts
                    .get(&hash)
                    .map_or(Basis::Device, |of| Basis::written_again(*of))
            },
        };
        let repaired = filled.document.repaired(&left_out, &hand);
        let repaired = repaired.ok_or(AdministrationError::NotReadable)?;
        let done = RepairedDocument {
            left_out: left_out.len() as u64,
            written_again: repaired.written_again.len() as u64,
        };
        let again = self.leave_out_of(now_ms, filled, left_out, repaired, by, &reason)?;
        self.write_all_again(
            now_ms,
            document,
            branch,
            again,
            (account, account_nr),
            &reason,
        )?;
        Ok(done)
    }

    /// The first step. Returns what must be written again.
    fn leave_out_of(
        &self,
        now_ms: i64,
        filled: FilledDocument,
        left_out: BTreeSet<ChangeHash>,
        repaired: Repaired,
        by: Option<DecidedBy>,
        reason: &str,
    ) -> Result<Vec<(QuarantinedChange, AuthoredChange)>, AdministrationError> {
        let (words, kept) = (reason.to_owned(), repaired.kept);
        let (summary, key) = (kept.summary(), &filled.record.key);
        let sealed = key.seal_document(&filled.row.id, &kept.save(), &mut self.rng.fork());
        let mut again: HashMap<_, _> = repaired.written_again.into_iter().collect();
        let (again, touched) = self.store.write(move |write| {
            if document::version(write.connection(), filled.row.id)? != Some(filled.row.version) {
                return Err(StoreError::Outdated);
            }
            let mut waits = Vec::new();
            for stored in &filled.changes {
                let kept = stored.as_kept(&filled);
                if left_out.contains(&stored.by.hash) {
                    let how = (EntryKind::ChangeSetAside, by);
                    take_out(write, &filled, stored, how, now_ms)?;
                    tell_reason(write, &kept, ChangeState::SetAside, &words, now_ms)?;
                } else if let Some(change) = again.remove(&stored.by.hash) {
                    let how = (EntryKind::ChangeQuarantined, by);
                    take_out(write, &filled, stored, how, now_ms)?;
                    match change {
                        Some(change) => waits.push((kept, change)),
                        // It says nothing that the document does not say without it.
                        None => {
                            tell_reason(write, &kept, ChangeState::WrittenAgain, &words, now_ms)?;
                        }
                    }
                }
            }
            let (order, connection) = (kept.order(), write.connection());
            let runs = filled.runs(&order);
            let mut voucher = Voucher::load(connection)?;
            let cache = DocumentCache {
                kind: filled.kind,
                authors: &runs,
                sealed: &sealed,
                conflicts: summary.conflicts,
                vouch: voucher.vouch_for_all(connection, filled.row.id, (&order, &runs))?,
            };
            document::store(write, filled.row.nr, &cache)?;
            if filled.kind.is_person() {
                projection::store(write, filled.record.nr, &summary)?;
            }
            filled.publish(write)?;
            if filled.kind.stands_alone() && waits.is_empty() {
                record::set_ever(write, filled.record.nr, &kept.ever())?;
                TouchedRecord::corrected(filled.record.nr, kept.sites()).settle(write)?;
            }
            Ok((waits, write.published().collect::<Vec<_>>()))
        })?;
        self.listeners.wake(&touched, None);
        Ok(again)
    }

    /// The second step.
    fn write_all_again(
        &self,
        now_ms: i64,
        document: DocumentId,
        branch: u32,
        again: Vec<(QuarantinedChange, AuthoredChange)>,
        (account, account_nr): (AccountId, AccountRowId),
        reason: &str,
    ) -> Result<(), AdministrationError> {
        let writing = OnBehalfOf {
            account,
            account_nr,
            is_vouched: true,
        };
        if again.is_empty() {
            return Ok(());
        }
        let server_device = self.writer.server_device(now_ms)?;
        let (mut drafts, mut kept) = (Vec::new(), Vec::new());
        for (of, change) in again {
            let branch = server_device.branch_of(document, &change.raw, branch);
            let branch = branch.ok_or(StoreError::Damaged("a change at no branch"))?;
            drafts.push((branch, change.raw));
            kept.push(of);
        }
        let draft = |_: &Connection, _: &ServerDevice| {
            let drafts = drafts.iter().cloned();
            Ok(drafts
                .map(|(branch, raw)| DraftChange {
                    document,
                    branch,
                    raw,
                })
                .collect())
        };
        let words = reason.to_owned();
        let also = move |write: &mut WriteTransaction<'_>| {
            for of in &kept {
                tell_reason(write, of, ChangeState::WrittenAgain, &words, now_ms)?;
            }
            Ok(())
        };
        let done = self.writer.write(now_ms, writing, draft, also);
        done.map_err(AdministrationError::from)
    }
}

/// The branch on which the server's device writes again the changes of the actor at this index.
fn branch_at(first: u32, place: usize) -> u32 {
    first.saturating_add(u32::try_from(place).unwrap_or(u32::MAX))
}

/// Takes a change out of its document: quarantines it with the verdict `DocumentRepaired` and a log entry.
fn take_out(
    write: &mut WriteTransaction<'_>,
    filled: &FilledDocument,
    stored: &RepairSource,
    (kind, by): (EntryKind, Option<DecidedBy>),
    now_ms: i64,
) -> Result<(), StoreError> {
    let key = &filled.record.key;
    let leaf = write.log(&Entry {
        account: by.map(|by| by.account),
        device: by.map(|by| by.device),
        object: Some(key.pseudonym()),
        commitment: Some(key.opening(stored.by.hash).commitment()),
        ..Entry::new(kind, now_ms)
    })?;
    change::set_state(write, stored.nr, ChangeState::Quarantined, leaf)?;
    let verdict = NewVerdict {
        change: stored.nr,
        state: ChangeState::Quarantined,
        reason: Reason::DocumentRepaired.as_str(),
        note: None,
        at_ms: now_ms,
    };
    quarantine::insert(write, &verdict, leaf)?;
    Ok(())
}

/// Leaves a change out for good and tells its device the reason.
fn tell_reason(
    write: &mut WriteTransaction<'_>,
    kept: &QuarantinedChange,
    state: ChangeState,
    reason: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let kind = match state {
        ChangeState::WrittenAgain => EntryKind::ChangeWrittenAgain,
        _ => EntryKind::ChangeSetAside,
    };
    let (leaf, _) = super::quarantine::log(write, kind, kept, None, now_ms)?;
    leave_out(write, kept, state, reason, now_ms, leaf)
}

impl RepairSource {
    fn as_kept(&self, filled: &FilledDocument) -> QuarantinedChange {
        QuarantinedChange {
            nr: self.nr,
            document: filled.row.id,
            document_nr: filled.row.nr,
            hash: self.by.hash,
            account: self.account,
            device: self.device_id,
            device_nr: self.by.device,
            reason: Reason::DocumentRepaired.as_str().to_owned(),
            at_ms: 0,
        }
    }
}

impl FilledDocument {
    fn read(connection: &Connection, id: DocumentId) -> Result<Option<Self>, StoreError> {
        let found = document::find(connection, &[id], usize::MAX)?.pop();
        let Some(row) = found.map(|found| found.document) else {
            return Ok(None);
        };
        let record = record::load(connection, &[row.record])?.pop();
        let (Some(record), Some(kind), Some(sealed)) = (record, row.kind, &row.sealed) else {
            return Ok(None);
        };
        let saved = record.key.open_document(&row.id, sealed)?;
        let document = Document::load(row.id, &saved)
            .map_err(|_| StoreError::Damaged("a saved document does not load"))?;
        let mut by: HashMap<_, _> = change::authors_of(connection, &[row.nr])?
            .into_iter()
            .map(|by| (by.hash, by))
            .collect();
        let mut changes = Vec::new();
        for stored in change::of_document(connection, row.nr)? {
            if stored.state != ChangeState::Accepted {
                continue;
            }
            let by = by.remove(&stored.hash);
            let by = by.ok_or(StoreError::Damaged("a change of nobody"))?;
            let wrote = author::load(connection, by.author)?;
            changes.push(RepairSource {
                nr: stored.nr,
                by,
                account: wrote.account,
                device_id: wrote.device,
            });
        }
        Ok(Some(Self {
            row,
            record,
            kind,
            document,
            changes,
        }))
    }

    /// The changes of this device, except the one that begins the document.
    fn of_device(&self, device: DeviceId) -> BTreeSet<ChangeHash> {
        let first = self.document.order().first().copied();
        let theirs = self.changes.iter().filter(|of| of.device_id == device);
        theirs
            .map(|of| of.by.hash)
            .filter(|hash| Some(*hash) != first)
            .collect()
    }

    /// The authors of these changes.
    fn runs(&self, order: &[ChangeHash]) -> Runs {
        let authors: HashMap<_, _> = self
            .changes
            .iter()
            .map(|of| (of.by.hash, of.by.author))
            .collect();
        document::runs(order, &authors)
    }

    /// Tells everybody who may hold the document.
    fn publish(&self, write: &mut WriteTransaction<'_>) -> Result<(), StoreError> {
        for (site, _) in record::sites(write.connection(), self.record.nr)? {
            let row = NewFeedRow {
                target: FeedTarget::LeftOut(self.row.nr),
                document: Some(self.row.nr),
                origin: None,
            };
            write.publish(FeedKey::Site(site, self.kind), &row)?;
        }
        Ok(())
    }
}
