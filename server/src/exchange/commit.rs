//! Writes what was decided, in one savepoint: changes, caches, feeds and log together.

mod carried;
mod ever;
mod forks;
mod leavers;
mod moved;
mod rows;
mod sealed;

use std::collections::HashMap;

use puente_admission::{Reason, Verdict};
use puente_audit::{Entry, EntryKind, commit_public};
use puente_protocol::page::{Ack, SegmentReceipt};
use puente_protocol::segment::Vouch;

pub(super) use sealed::commit_recovered;

use self::ever::check_ever;
use self::rows::WrittenRows;
use super::authenticate::SenderContext;
use super::deliver::{Baseline, Delivery};
use super::plan::{ChangePlan, DocumentPlan, ExchangePlan, Transition};
use super::scope::{DocumentArrival, TouchedRecord};
use crate::store::change::{self, NewChangeRow};
use crate::store::device::{self, InstallRow};
use crate::store::document::{self, DocumentCache, Runs};
use crate::store::feed::{FeedKey, FeedTarget, NewFeedRow};
use crate::store::log::LeafIndex;
use crate::store::quarantine::{self, NewVerdict};
use crate::store::row_id::{
    ChangeRowId, DeviceRowId, DocumentRowId, InstallRowId, RecordRowId, VerdictRowId,
};
use crate::store::{
    ServerIdentity, StoreError, WriteTransaction, author, carrier, projection, quota, record,
    retry, segment, vouch,
};

/// The result of a commit, and the reply to send.
#[derive(Debug)]
pub(super) struct Committed {
    pub(super) delivery: Delivery,
    pub(super) touched: Vec<FeedKey>,
}

/// # Errors
/// [`StoreError::Outdated`]: something that the plan depends on has changed since.
pub(super) fn commit(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
    identity: &ServerIdentity,
) -> Result<Committed, StoreError> {
    let before = Baseline::read(write.connection(), context)?;
    let (install, receipts) = commit_taken(write, context, plan)?;
    let ack = Ack {
        next_n: install.next_n,
        receipts,
    };
    let touched: Vec<FeedKey> = write.published().collect();
    write.flush_feeds()?;
    let context = SenderContext {
        install: Some(install),
        ..context.clone()
    };
    let reader = write.connection();
    let context = context.with_rights_now(reader)?;
    let mut delivery = Delivery::plan(reader, &context, ack, identity, &before, plan.now_ms)?;
    if delivery.must_log() {
        write.log(&delivery.entry(plan.now_ms))?;
        delivery.logged();
    }
    Ok(Committed { delivery, touched })
}

/// Writes what a request brought, and prepares no reply. Fails like [`commit`].
pub(super) fn commit_taken(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
) -> Result<(InstallRow, Vec<SegmentReceipt>), StoreError> {
    context.check_current(write.connection())?;
    let nr = device::install_row(write, context.device.nr, context.request.install)?;
    if context.install.is_none() {
        forks::note_fork(write, context, nr, plan.now_ms)?;
    }
    let (mut rows, mut receipts) = write_segments(write, context, plan, nr)?;
    let bytes = rows.stored_bytes + plan.changes_bytes();
    quota::charge(write, context.device.nr, plan.now_ms, bytes, plan.day_bytes)?;
    receipts.extend_from_slice(&plan.repeated);
    receipts.sort_unstable_by_key(|receipt| receipt.n);
    write_documents(write, &plan.documents, plan.now_ms, &mut rows)?;
    retry::schedule(write, &plan.not_read)?;
    carried::note_questions(write, context.device.nr, &plan.segments)?;
    sealed::store_bodies(write, plan, &rows.segments)?;
    let install = advance(write, context, plan, nr)?;
    Ok((install, receipts))
}

/// Writes documents that no device sent, after an administrator released something.
pub(super) fn commit_released(
    write: &mut WriteTransaction<'_>,
    documents: &[DocumentPlan],
    now_ms: i64,
) -> Result<(), StoreError> {
    write_documents(write, documents, now_ms, &mut WrittenRows::default())
}

fn write_documents(
    write: &mut WriteTransaction<'_>,
    documents: &[DocumentPlan],
    now_ms: i64,
    rows: &mut WrittenRows,
) -> Result<(), StoreError> {
    check_ever(write.connection(), documents)?;
    let mut touched: Vec<TouchedRecord> = Vec::new();
    let mut places: HashMap<RecordRowId, usize> = HashMap::new();
    for document in documents {
        let (record, arrival) = write_document(write, document, now_ms, rows)?;
        let Some(arrival) = arrival else { continue };
        let place = *places.entry(record).or_insert_with(|| {
            touched.push(TouchedRecord::new(record, document.record.known.is_none()));
            touched.len() - 1
        });
        touched[place].add(arrival, document.state.as_ref());
    }
    touched
        .into_iter()
        .try_for_each(|record| record.settle(write))
}

fn write_segments(
    write: &mut WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
    install: InstallRowId,
) -> Result<(WrittenRows, Vec<SegmentReceipt>), StoreError> {
    let mut rows = WrittenRows {
        sender: Some((context.device.nr, install)),
        ..WrittenRows::default()
    };
    let mut receipts = Vec::with_capacity(plan.segments.len());
    for received in &plan.segments {
        let account = received.head().account;
        let leaf = write.log(&Entry {
            account: Some(account),
            device: Some(context.device.id),
            commitment: Some(commit_public(&received.hash())),
            ..Entry::new(EntryKind::SegmentReceived, plan.now_ms)
        })?;
        let author = rows.author(write, account)?;
        let (nr, bytes) = segment::insert(write, install, author, received, plan.now_ms, leaf)?;
        rows.stored_bytes += bytes;
        rows.segments.push(nr);
        leavers::unbind(write, context, received, plan.now_ms)?;
        receipts.push(SegmentReceipt {
            n: received.head().n,
            leaf: leaf.get(),
            received_ms: Some(plan.now_ms),
        });
    }
    Ok((rows, receipts))
}

/// Writes a document's row, its changes and its state.
fn write_document(
    write: &mut WriteTransaction<'_>,
    plan: &DocumentPlan,
    now_ms: i64,
    rows: &mut WrittenRows,
) -> Result<(RecordRowId, Option<DocumentArrival>), StoreError> {
    let version = document::version(write.connection(), plan.id)?;
    if version != plan.known.map(|known| known.version) {
        return Err(StoreError::Outdated);
    }
    let record = rows.record(write, &plan.record)?;
    let (authors, vouch) = match &plan.state {
        Some(state) => rows.runs(write, plan.id, state)?,
        None => (Runs::new(), Vouch::default()),
    };
    let cache = plan.state.as_ref().map(|state| DocumentCache {
        kind: state.kind,
        authors: &authors,
        sealed: &state.sealed,
        conflicts: state.summary.conflicts,
        vouch,
    });
    let nr = match plan.known {
        None => document::create(write, plan.id, record, cache.as_ref())?,
        Some(known) => {
            if known.record != record {
                let from = known.record;
                moved::move_document(write, known.nr, from, record, &plan.record, now_ms)?;
            }
            match &cache {
                Some(cache) => document::store(write, known.nr, cache)?,
                None => document::touch(write, known.nr)?,
            }
            known.nr
        }
    };
    let mut accepted = Vec::new();
    for change in &plan.changes {
        let row = write_change(write, nr, change, now_ms, rows)?;
        if change.verdict.is_in_document() {
            accepted.push(row);
        }
    }
    vouch::note_waiting(write, &plan.vouched)?;
    let entered = write_transitions(write, nr, &plan.transitions, now_ms)?;
    let is_ours = entered.is_empty();
    accepted.extend(entered);
    carried::tell_what_stays(write, nr, &plan.brought, rows)?;
    carried::settle_copies(write, nr, &accepted, now_ms)?;
    let Some(state) = &plan.state else {
        return Ok((record, None));
    };
    if state.kind.is_person() {
        projection::store(write, record, &state.summary)?;
        if state.ever != plan.record.ever {
            record::set_ever(write, record, &state.ever)?;
        }
    }
    let arrival = DocumentArrival {
        document: nr,
        kind: state.kind,
        is_new: plan.known.is_none_or(|known| !known.was_visible),
        changes: accepted,
        origin: rows
            .sender
            .filter(|_| is_ours && !rows.was_let_go)
            .map(|(_, install)| install),
    };
    Ok((record, Some(arrival)))
}

/// Updates changes that had waited, and returns the rows of those that entered.
fn write_transitions(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    transitions: &[Transition],
    now_ms: i64,
) -> Result<Vec<ChangeRowId>, StoreError> {
    let mut entered = Vec::new();
    for transition in transitions {
        let leaf = write.log(&transition.entry)?;
        change::set_state(write, transition.change, transition.verdict.state(), leaf)?;
        if matches!(transition.verdict, Verdict::SetAside(_)) {
            change::reseal(write, transition.change, &[])?;
        }
        let device = author::device_of(write.connection(), transition.author)?;
        let verdict = NewVerdict {
            change: transition.change,
            state: transition.told,
            reason: code(transition.verdict),
            note: None,
            at_ms: now_ms,
        };
        publish_verdict(write, document, &verdict, device, leaf)?;
        if transition.verdict.is_in_document() {
            entered.push(transition.change);
        }
    }
    Ok(entered)
}

/// The reason code that a device is told.
fn code(verdict: Verdict) -> &'static str {
    verdict.reason().map_or("", Reason::as_str)
}

fn write_change(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    plan: &ChangePlan,
    now_ms: i64,
    rows: &mut WrittenRows,
) -> Result<ChangeRowId, StoreError> {
    let leaf = write.log(&plan.entry)?;
    let author = match plan.carried {
        None => rows.author(write, plan.account)?,
        Some(of) => rows.carried(write, plan.account, of)?,
    };
    let row = change::insert(
        write,
        &NewChangeRow {
            document,
            hash: plan.hash,
            actor: plan.actor,
            seq: plan.seq,
            segment: rows.segments[plan.segment],
            item: plan.item,
            branch: plan.branch,
            author,
            state: plan.verdict.state(),
            received_ms: plan.is_ahead.then_some(now_ms),
            sealed: &plan.sealed,
        },
        leaf,
    )?;
    if plan.is_vouched && plan.verdict.is_pending() {
        vouch::note_waiting(write, &[row])?;
    }
    let (Some((device, _)), true) = (rows.sender, !plan.verdict.is_in_document()) else {
        return Ok(row);
    };
    // When a change was carried, its author's device hears of the verdict too, should it come.
    let device = match plan.carried {
        None => device,
        Some(_) => {
            carrier::insert(write, row, device)?;
            author::device_of(write.connection(), author)?
        }
    };
    let verdict = NewVerdict {
        change: row,
        state: plan.verdict.state(),
        reason: code(plan.verdict),
        note: None,
        at_ms: now_ms,
    };
    publish_verdict(write, document, &verdict, device, leaf)?;
    Ok(row)
}

/// Stores a verdict and puts it into the feeds of the device that wrote the change and of those that brought
/// it.
pub(crate) fn publish_verdict(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    verdict: &NewVerdict<'_>,
    device: DeviceRowId,
    logged: LeafIndex,
) -> Result<(), StoreError> {
    let row = quarantine::insert(write, verdict, logged)?;
    let mut devices = carrier::devices_of(write.connection(), verdict.change)?;
    devices.push(device);
    devices
        .into_iter()
        .try_for_each(|device| announce(write, document, row, device))
}

fn announce(
    write: &mut WriteTransaction<'_>,
    document: DocumentRowId,
    verdict: VerdictRowId,
    device: DeviceRowId,
) -> Result<(), StoreError> {
    write.publish(
        FeedKey::Device(device),
        &NewFeedRow {
            target: FeedTarget::Verdict(verdict),
            document: Some(document),
            origin: None,
        },
    )
}

fn advance(
    write: &WriteTransaction<'_>,
    context: &SenderContext,
    plan: &ExchangePlan,
    nr: InstallRowId,
) -> Result<InstallRow, StoreError> {
    let (next_n, last_hash) = match (plan.segments.last(), context.install) {
        (Some(last), _) => (last.head().n + 1, last.hash()),
        (None, Some(install)) => (install.next_n, install.last_hash),
        (None, None) => (0, puente_protocol::segment::NO_SEGMENT),
    };
    // Only exchanges move the counter: a bundle may come later than exchanges that were made after it.
    let (counter, fingerprint) = match (context.is_carried, context.install) {
        (false, _) => (context.request.counter, context.fingerprint),
        (true, Some(install)) => (install.counter, install.fingerprint),
        (true, None) => (0, context.fingerprint),
    };
    let install = InstallRow {
        nr,
        next_n,
        last_hash,
        counter,
        fingerprint,
    };
    device::advance(write, &install)?;
    Ok(install)
}
