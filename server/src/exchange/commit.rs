//! Writing what was decided, in one savepoint: truth, caches, feeds and log together.

mod ever;
mod leavers;
mod sealed;

use std::collections::HashMap;

use puente_audit::{Entry, EntryKind, commit_public};
use puente_protocol::page::{Ack, ChangeState, Receipt};
use puente_record::{AccountId, Compartment, RecordId};

pub(super) use sealed::commit_recovered;

use self::ever::check_ever;
use super::authenticate::Asked;
use super::deliver::{Baseline, Delivery};
use super::plan::{
    ChangePlan, DocumentPlan, Fate, Plan, RecordPlan, StatePlan, Transition, Writer,
};
use super::scope::{Arrival, Touched};
use crate::store::change::{self, NewChange};
use crate::store::device::{self, Install};
use crate::store::document::{self, Cache, Runs};
use crate::store::feed::{FeedKey, NewRow, RowKind};
use crate::store::log::LeafIndex;
use crate::store::quarantine::{self, NewVerdict};
use crate::store::{Identity, StoreError, Write, author, projection, record, segment};

/// What was committed, and what is to be said now.
#[derive(Debug)]
pub(super) struct Committed {
    pub(super) delivery: Delivery,
    pub(super) touched: Vec<FeedKey>,
}

/// Rows that exist only within this write.
#[derive(Debug, Default)]
struct Rows {
    /// Device and install that the changes come from; nobody when a command decides.
    sender: Option<(i64, i64)>,
    segments: Vec<i64>,
    authors: HashMap<AccountId, i64>,
    records: HashMap<RecordId, i64>,
}

/// # Errors
/// [`StoreError::Outdated`]: the plan was made on something that has changed since.
pub(super) fn commit(
    write: &mut Write<'_>,
    asked: &Asked,
    plan: &Plan,
    identity: &Identity,
) -> Result<Committed, StoreError> {
    let before = Baseline::read(write.connection(), asked)?;
    let (install, receipts) = commit_taken(write, asked, plan)?;
    let ack = Ack {
        next_n: install.next_n,
        receipts,
    };
    let touched: Vec<FeedKey> = write.published().collect();
    write.flush_feeds()?;
    let asked = Asked {
        install: Some(install),
        ..asked.clone()
    };
    let reader = write.connection();
    let mut delivery = Delivery::plan(reader, &asked, ack, identity, &before, plan.now_ms)?;
    if delivery.must_log() {
        write.log(&delivery.entry(plan.now_ms))?;
        delivery.logged();
    }
    Ok(Committed { delivery, touched })
}

/// Writes what a request brought, and nothing of what it asks for. Fails as [`commit`] does.
pub(super) fn commit_taken(
    write: &mut Write<'_>,
    asked: &Asked,
    plan: &Plan,
) -> Result<(Install, Vec<Receipt>), StoreError> {
    asked.check_current(write.connection())?;
    let nr = device::install_row(write, asked.device.nr, asked.request.install)?;
    let (mut rows, mut receipts) = write_segments(write, asked, plan, nr)?;
    receipts.extend_from_slice(&plan.repeated);
    receipts.sort_unstable_by_key(|receipt| receipt.n);
    write_documents(write, &plan.documents, plan.now_ms, &mut rows)?;
    sealed::keep(write, plan, &rows.segments)?;
    let install = advance(write, asked, plan, nr)?;
    Ok((install, receipts))
}

/// Writes documents that no device sent: an administrator released something.
pub(super) fn commit_released(
    write: &mut Write<'_>,
    documents: &[DocumentPlan],
    now_ms: i64,
) -> Result<(), StoreError> {
    write_documents(write, documents, now_ms, &mut Rows::default())
}

fn write_documents(
    write: &mut Write<'_>,
    documents: &[DocumentPlan],
    now_ms: i64,
    rows: &mut Rows,
) -> Result<(), StoreError> {
    check_ever(write.connection(), documents)?;
    let mut touched: Vec<Touched> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for document in documents {
        let (record, arrival) = write_document(write, document, now_ms, rows)?;
        let Some(arrival) = arrival else { continue };
        let place = *places.entry(record).or_insert_with(|| {
            touched.push(Touched::new(record, document.record.known.is_none()));
            touched.len() - 1
        });
        touched[place].add(arrival, document.state.as_ref());
    }
    touched
        .into_iter()
        .try_for_each(|record| record.settle(write))
}

fn write_segments(
    write: &mut Write<'_>,
    asked: &Asked,
    plan: &Plan,
    install: i64,
) -> Result<(Rows, Vec<Receipt>), StoreError> {
    let mut rows = Rows {
        sender: Some((asked.device.nr, install)),
        ..Rows::default()
    };
    let mut receipts = Vec::with_capacity(plan.segments.len());
    for received in &plan.segments {
        let account = received.head().account;
        let leaf = write.log(&Entry {
            account: Some(account),
            device: Some(asked.device.id),
            commitment: Some(commit_public(&received.hash())),
            ..Entry::new(EntryKind::SegmentReceived, plan.now_ms)
        })?;
        let author = rows.author(write, account)?;
        let nr = segment::insert(write, install, author, received, plan.now_ms, leaf)?;
        rows.segments.push(nr);
        leavers::unbind(write, asked, received, plan.now_ms)?;
        receipts.push(Receipt {
            n: received.head().n,
            leaf: leaf.get(),
            received_ms: Some(plan.now_ms),
        });
    }
    Ok((rows, receipts))
}

impl Rows {
    fn author(&mut self, write: &Write<'_>, account: AccountId) -> Result<i64, StoreError> {
        if let Some(author) = self.authors.get(&account) {
            return Ok(*author);
        }
        let (device, _) = self
            .sender
            .ok_or(StoreError::Damaged("a change from nobody"))?;
        let author = author::row_of(write, account, device)?;
        self.authors.insert(account, author);
        Ok(author)
    }

    /// The authors of a document's changes, by row.
    fn runs(&mut self, write: &Write<'_>, state: &StatePlan) -> Result<Runs, StoreError> {
        let mut runs = Runs::with_capacity(state.runs.len());
        for (writer, count) in &state.runs {
            let author = match writer {
                Writer::Row(row) => *row,
                Writer::Account(account) => self.author(write, *account)?,
            };
            match runs.last_mut() {
                Some((last, run)) if *last == author => *run += count,
                _ => runs.push((author, *count)),
            }
        }
        Ok(runs)
    }

    fn record(&mut self, write: &Write<'_>, plan: &RecordPlan) -> Result<i64, StoreError> {
        if let Some(record) = plan.known {
            return Ok(record);
        }
        if let Some(record) = self.records.get(&plan.id) {
            return Ok(*record);
        }
        if record::exists(write.connection(), plan.id)? {
            return Err(StoreError::Outdated);
        }
        let record = record::create(write, plan.id, &plan.key)?;
        self.records.insert(plan.id, record);
        Ok(record)
    }
}

/// The document's row in the record's, and what arrived there.
fn write_document(
    write: &mut Write<'_>,
    plan: &DocumentPlan,
    now_ms: i64,
    rows: &mut Rows,
) -> Result<(i64, Option<Arrival>), StoreError> {
    let version = document::version(write.connection(), plan.id)?;
    if version != plan.known.map(|known| known.version) {
        return Err(StoreError::Outdated);
    }
    let record = rows.record(write, &plan.record)?;
    let authors = match &plan.state {
        Some(state) => rows.runs(write, state)?,
        None => Runs::new(),
    };
    let cache = plan.state.as_ref().map(|state| Cache {
        kind: state.kind,
        authors: &authors,
        sealed: &state.sealed,
        conflicts: state.summary.conflicts,
    });
    let nr = match plan.known {
        None => document::create(write, plan.id, record, cache.as_ref())?,
        Some(known) => {
            if known.record != record {
                move_document(write, known.nr, known.record, record, &plan.record)?;
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
        if change.fate == Fate::Accepted {
            accepted.push(row);
        }
    }
    let entered = write_transitions(write, nr, &plan.transitions, now_ms)?;
    let is_ours = entered.is_empty();
    accepted.extend(entered);
    let Some(state) = &plan.state else {
        return Ok((record, None));
    };
    if state.kind == Compartment::Core {
        projection::store(write, record, &state.summary)?;
        if state.ever != plan.record.ever {
            record::set_ever(write, record, &state.ever)?;
        }
    }
    let arrival = Arrival {
        document: nr,
        kind: state.kind,
        is_new: plan.known.is_none_or(|known| !known.was_visible),
        changes: accepted,
        origin: rows.sender.filter(|_| is_ours).map(|(_, install)| install),
    };
    Ok((record, Some(arrival)))
}

/// Moves changes that waited on; the rows of those that entered.
fn write_transitions(
    write: &mut Write<'_>,
    document: i64,
    transitions: &[Transition],
    now_ms: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut entered = Vec::new();
    for transition in transitions {
        let leaf = write.log(&transition.entry)?;
        change::set_state(write, transition.change, transition.fate.state(), leaf)?;
        if matches!(transition.fate, Fate::SetAside(_)) {
            change::reseal(write, transition.change, &[])?;
        }
        let device = author::device_of(write.connection(), transition.author)?;
        let verdict = NewVerdict {
            change: transition.change,
            state: transition.told,
            reason: transition.fate.reason(),
            note: None,
            at_ms: now_ms,
        };
        tell(write, document, &verdict, device, leaf)?;
        if transition.fate == Fate::Accepted {
            entered.push(transition.change);
        }
    }
    Ok(entered)
}

fn write_change(
    write: &mut Write<'_>,
    document: i64,
    plan: &ChangePlan,
    now_ms: i64,
    rows: &mut Rows,
) -> Result<i64, StoreError> {
    let leaf = write.log(&plan.entry)?;
    let row = change::insert(
        write,
        &NewChange {
            document,
            hash: plan.hash,
            actor: plan.actor,
            seq: plan.seq,
            segment: rows.segments[plan.segment],
            item: plan.item,
            branch: plan.branch,
            author: rows.author(write, plan.account)?,
            state: plan.fate.state(),
            received_ms: plan.is_ahead.then_some(now_ms),
            sealed: &plan.sealed,
        },
        leaf,
    )?;
    let (Some((device, _)), true) = (rows.sender, plan.fate != Fate::Accepted) else {
        return Ok(row);
    };
    let verdict = NewVerdict {
        change: row,
        state: match plan.fate {
            Fate::Pending => ChangeState::Pending,
            Fate::SetAside(_) => ChangeState::SetAside,
            _ => ChangeState::Quarantined,
        },
        reason: plan.fate.reason(),
        note: None,
        at_ms: now_ms,
    };
    tell(write, document, &verdict, device, leaf)?;
    Ok(row)
}

/// Stores a verdict and puts it into the feed of the device that wrote the change.
pub(crate) fn tell(
    write: &mut Write<'_>,
    document: i64,
    verdict: &NewVerdict<'_>,
    device: i64,
    logged: LeafIndex,
) -> Result<(), StoreError> {
    let row = quarantine::insert(write, verdict, logged)?;
    write.publish(
        FeedKey::Device(device),
        &NewRow {
            kind: RowKind::Verdict,
            document,
            row,
            origin: None,
        },
    )
}

/// A document that waited under a record of its own belongs to another: its bodies change key.
fn move_document(
    write: &Write<'_>,
    document: i64,
    from: i64,
    to: i64,
    record: &RecordPlan,
) -> Result<(), StoreError> {
    let old = record::load(write.connection(), &[from])?;
    let old = old.first().ok_or(StoreError::Outdated)?;
    for stored in change::of_document(write.connection(), document)? {
        let body = old.key.open_change(&stored.hash, &stored.sealed)?;
        let sealed = record.key.seal_change(&stored.hash, &body);
        change::reseal(write, stored.nr, &sealed)?;
    }
    document::move_to(write, document, to)?;
    record::remove_if_empty(write, from)
}

fn advance(write: &Write<'_>, asked: &Asked, plan: &Plan, nr: i64) -> Result<Install, StoreError> {
    let (next_n, last_hash) = match (plan.segments.last(), asked.install) {
        (Some(last), _) => (last.head().n + 1, last.hash()),
        (None, Some(install)) => (install.next_n, install.last_hash),
        (None, None) => (0, puente_protocol::segment::NO_SEGMENT),
    };
    // The counter is of exchanges alone: a bundle may come later than what was exchanged after it.
    let (counter, fingerprint) = match (asked.is_carried, asked.install) {
        (false, _) => (asked.request.counter, asked.fingerprint),
        (true, Some(install)) => (install.counter, install.fingerprint),
        (true, None) => (0, asked.fingerprint),
    };
    let install = Install {
        nr,
        next_n,
        last_hash,
        counter,
        fingerprint,
    };
    device::advance(write, &install)?;
    Ok(install)
}
