//! From the inbox into the documents. Every foreign byte is tried first, where a crash costs nothing.

mod document;

use std::collections::{BTreeSet, HashMap};

use puente_admission::{JoinedDocument, Verdict};
use puente_policy::{Action, Rights};
use puente_protocol::page::PageRow;
use puente_record::id::{DocumentId, RecordId};
use rusqlite::{Connection, Transaction};

use self::document::{PageAuthors, Used, take_document};
use super::context::AbsorbContext;
use super::page_trial::{PageTrial, TrialSource, by_document};
use super::{purge, receive, verdict};
use crate::Error;
use crate::store::inbox::{self, InboxPage};
use crate::store::{self, authors, documents, dormant, enrolment};
use crate::write::allowed_at;

/// The result for pages that were tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absorbed {
    /// Their rows are in the documents or held back.
    Done,
    /// One of the documents changed in the meantime: the pages wait in the inbox.
    Wait,
    /// Something in them cannot be used: they wait to be tried one by one, so that the rest is not held up.
    Apart,
    /// A copy of this store is in use, and the pages answer that copy.
    Outrun,
}

/// Takes tried pages into the documents and removes them from the inbox, in one transaction. Pages whose
/// documents changed in the meantime stay and are tried again.
pub(super) fn absorb(
    conn: &mut Connection,
    cx: &mut AbsorbContext<'_>,
    trying: PageTrial,
    // Empty when the trial died: the documents stay as they are, and the page is held back.
    outcomes: &[JoinedDocument],
) -> Result<Absorbed, Error> {
    let before = cx.report.clone();
    let absorbed = take_in(conn, cx, &trying, outcomes)?;
    if absorbed == Absorbed::Done {
        return Ok(absorbed);
    }
    // Nothing of it was committed.
    *cx.report = before;
    match trying.pages {
        TrialSource::Held(group) if absorbed != Absorbed::Outrun => {
            let is_mine =
                receive::store(conn, cx.me.install, group.into_single_pages(), cx.report)?;
            Ok(if is_mine { absorbed } else { Absorbed::Outrun })
        }
        TrialSource::Held(_) | TrialSource::Stored(..) => Ok(absorbed),
    }
}

fn take_in(
    conn: &mut Connection,
    cx: &mut AbsorbContext<'_>,
    trying: &PageTrial,
    outcomes: &[JoinedDocument],
) -> Result<Absorbed, Error> {
    let tx = conn.transaction()?;
    if trying.is_stale(&tx)? {
        return Ok(Absorbed::Wait);
    }
    let (many, page) = match &trying.pages {
        TrialSource::Held(group) if receive::enter(&tx, cx.me.install, group, cx.report)? => {
            (group.heads.len(), &group.page)
        }
        TrialSource::Held(_) => return Ok(Absorbed::Outrun),
        // Another program with this store may have taken them in.
        TrialSource::Stored(ids, _) if !inbox::wait(&tx, ids)? => return Ok(Absorbed::Wait),
        TrialSource::Stored(ids, page) => (ids.len(), page),
    };
    let blocked = take_documents(&tx, cx, page, outcomes)?;
    if !blocked.is_empty() && many > 1 {
        return Ok(Absorbed::Apart);
    }
    cx.report.unusable += blocked.len() as u64;
    if let TrialSource::Stored(ids, _) = &trying.pages {
        inbox::remove(&tx, ids)?;
    }
    if !blocked.is_empty() {
        inbox::set_aside(&tx, page, &blocked)?;
    }
    for row in &page.rows {
        match row {
            PageRow::Verdict(of) => verdict::take(&tx, cx, of, page.at_ms)?,
            PageRow::Erased(of) => cx.report.purged += purge::erase(&tx, cx.me, of.record)?,
            PageRow::LeftOut(of) => verdict::leave_out(&tx, cx, of)?,
            // The document is purged once the server has all changes that were written in it here, unless it
            // comes again.
            PageRow::Elsewhere(of) => {
                dormant::remove(&tx, of.record)?;
                documents::doubt(&tx, of.record)?;
            }
            PageRow::Document(_) | PageRow::Change(_) => {}
        }
    }
    tx.commit()?;
    Ok(Absorbed::Done)
}

/// Stores every document as its trial left it. Returns those of which something could not be used.
fn take_documents(
    tx: &Transaction<'_>,
    cx: &mut AbsorbContext<'_>,
    page: &InboxPage,
    outcomes: &[JoinedDocument],
) -> Result<BTreeSet<DocumentId>, Error> {
    let (mut interned, mut keys) = (Vec::new(), HashMap::new());
    for author in &page.authors {
        let row = authors::intern(tx, author)?;
        interned.push(row);
        keys.extend(author.signer.as_ref().map(|signer| (row, signer.key)));
    }
    let senders = PageAuthors {
        is_another_life: store::refill::is_under_way(tx)?,
        authors: &interned,
        keys: &keys,
        by_ms: page.at_ms,
    };
    let tried: HashMap<_, _> = outcomes
        .iter()
        .map(|outcome| (outcome.document, outcome))
        .collect();
    let mut touched = BTreeSet::new();
    let (mut whole, mut unusable) = (BTreeSet::new(), Vec::new());
    for (document, incoming) in by_document(&page.rows) {
        let is_here = incoming.whole.is_some() || documents::revision(tx, document)?.is_some();
        if incoming.is_of_elsewhere(is_here) {
            // Something may be open again about somebody of whom this device let go.
            if dormant::is_dormant(tx, document)? {
                store::refill::insert_question(tx, document)?;
            }
            continue;
        }
        let outcome = tried.get(&document).copied();
        let used = match outcome {
            Some(outcome) => take_document(tx, cx, &incoming, outcome, &senders, &mut touched)?,
            None => Used::Nothing,
        };
        match used {
            Used::Everything if incoming.whole.is_some() => _ = whole.insert(document),
            Used::Everything => {}
            Used::Nothing => unusable.push((document, None)),
            Used::Part => {
                unusable.push((document, outcome.filter(|_| incoming.whole.is_none())));
            }
        }
    }
    let rights = enrolment::rights_of_all(tx)?;
    for record in touched {
        if !stays(tx, &rights, record)? {
            documents::unsettle(tx, record)?;
        }
    }
    // Rows of these documents that were held back before are in them now, or were left out of them.
    inbox::forget(tx, &whole)?;
    let mut blocked = BTreeSet::new();
    for (document, outcome) in unusable {
        if !has_left(tx, document, outcome)? {
            blocked.insert(document);
        }
    }
    Ok(blocked)
}

/// May a record stay as it is now? Then it need not be checked when the answer is whole. Most incoming records
/// are of this kind.
fn stays(tx: &Transaction<'_>, rights: &Rights, record: RecordId) -> Result<bool, Error> {
    let sites = documents::scope(tx, record)?;
    let held = documents::held_of(tx, record)?;
    Ok(held.iter().all(|(_, kind, is_doubted)| {
        !is_doubted && allowed_at(rights, &sites, *kind, Action::Read)
    }))
}

/// Are the unusable changes only such that depend on changes which did not come? Then the record has left this
/// person's sites in the meantime, see [`IncomingDocument::is_of_elsewhere`], or something that came is here no more.
/// The device doubts what it still holds of it, asks, and purges it unless the server sends it again.
fn has_left(
    tx: &Transaction<'_>,
    document: DocumentId,
    outcome: Option<&JoinedDocument>,
) -> Result<bool, Error> {
    let waits = |verdict: &Verdict| verdict.is_in_document() || *verdict == Verdict::WAITS;
    if !outcome.is_some_and(|outcome| outcome.verdicts.iter().all(waits)) {
        return Ok(false);
    }
    if let Some(row) = documents::load(tx, document)? {
        documents::doubt(tx, row.record)?;
        store::refill::insert_question(tx, document)?;
    }
    Ok(true)
}
