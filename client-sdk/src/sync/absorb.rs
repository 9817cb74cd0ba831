//! From the inbox into the documents. Every foreign byte is tried first, where a crash costs nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use puente_admission::{DocumentState, JoinedDocument, Verdict};
use puente_policy::{Action, Rights};
use puente_protocol::change;
use puente_protocol::identity::PublicKey;
use puente_protocol::page::{PageChange, PageRow, WholeDocument};
use puente_protocol::segment::Vouch;
use puente_record::Origin;
use puente_record::id::{ChangeHash, DocumentId, RecordId};
use rusqlite::{Connection, Transaction};

use super::displaced::{self, WrittenBeside};
use super::page_trial::{IncomingDocument, PageTrial, TrialSource, by_document, expand};
use super::{SyncReport, purge, receive, refill, verdict};
use crate::local_signer::LocalSigner;
use crate::store::authors::{self, Authorships, WrittenByProof};
use crate::store::documents::{self, NewDocumentState};
use crate::store::inbox::{self, InboxPage};
use crate::store::row_id::AuthorRowId;
use crate::store::{self, dormant, enrolment, journal, people};
use crate::write::allowed_at;
use crate::{Error, Rng};

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
    me: &LocalSigner,
    trying: PageTrial,
    // Empty when the trial died: the documents stay as they are, and the page is held back.
    outcomes: &[JoinedDocument],
    (report, rng): (&mut SyncReport, &mut Rng),
) -> Result<Absorbed, Error> {
    let before = report.clone();
    let absorbed = take_in(conn, me, &trying, outcomes, (report, rng))?;
    if absorbed == Absorbed::Done {
        return Ok(absorbed);
    }
    // Nothing of it was committed.
    *report = before;
    match trying.pages {
        TrialSource::Held(group) if absorbed != Absorbed::Outrun => {
            let is_mine = receive::store(conn, me.install, group.apart(), report)?;
            Ok(if is_mine { absorbed } else { Absorbed::Outrun })
        }
        TrialSource::Held(_) | TrialSource::Stored(..) => Ok(absorbed),
    }
}

fn take_in(
    conn: &mut Connection,
    me: &LocalSigner,
    trying: &PageTrial,
    outcomes: &[JoinedDocument],
    (report, rng): (&mut SyncReport, &mut Rng),
) -> Result<Absorbed, Error> {
    let tx = conn.transaction()?;
    if trying.is_stale(&tx)? {
        return Ok(Absorbed::Wait);
    }
    let (many, page) = match &trying.pages {
        TrialSource::Held(group) if receive::enter(&tx, me.install, group, report)? => {
            (group.heads.len(), &group.page)
        }
        TrialSource::Held(_) => return Ok(Absorbed::Outrun),
        // Another program with this store may have taken them in.
        TrialSource::Stored(ids, _) if !inbox::wait(&tx, ids)? => return Ok(Absorbed::Wait),
        TrialSource::Stored(ids, page) => (ids.len(), page),
    };
    let blocked = take_documents(&tx, me, page, outcomes, (report, rng))?;
    if !blocked.is_empty() && many > 1 {
        return Ok(Absorbed::Apart);
    }
    report.unusable += blocked.len() as u64;
    if let TrialSource::Stored(ids, _) = &trying.pages {
        inbox::remove(&tx, ids)?;
    }
    if !blocked.is_empty() {
        inbox::set_aside(&tx, page, &blocked)?;
    }
    for row in &page.rows {
        match row {
            PageRow::Verdict(of) => verdict::take(&tx, me, of, page.at_ms, (report, rng))?,
            PageRow::Erased(of) => report.purged += purge::erase(&tx, me, of.record)?,
            PageRow::LeftOut(of) => verdict::leave_out(&tx, me, of, report, rng)?,
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
    me: &LocalSigner,
    page: &InboxPage,
    outcomes: &[JoinedDocument],
    (report, rng): (&mut SyncReport, &mut Rng),
) -> Result<BTreeSet<DocumentId>, Error> {
    let (mut interned, mut keys) = (Vec::new(), HashMap::new());
    for author in &page.authors {
        let row = authors::intern(tx, author)?;
        interned.push(row);
        keys.extend(author.signer.as_ref().map(|signer| (row, signer.key)));
    }
    let senders = Senders {
        me,
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
            Some(outcome) => {
                let noted = (&mut touched, &mut *report, &mut *rng);
                take_document(tx, &incoming, outcome, &senders, noted)?
            }
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

/// How much of what came for a document could be used.
enum Used {
    Everything,
    Part,
    /// Nothing, and the document is unchanged.
    Nothing,
}

/// The authors of a page's changes, and the latest time at which they can have been written.
struct Senders<'a> {
    me: &'a LocalSigner,
    /// The server is in another epoch and has not said yet what it has of every document.
    is_another_life: bool,
    authors: &'a [AuthorRowId],
    /// The keys of authors, by author row.
    keys: &'a HashMap<AuthorRowId, PublicKey>,
    by_ms: i64,
}

impl Senders<'_> {
    /// The row of the author at this index of the page.
    fn author(&self, place: u32) -> Option<AuthorRowId> {
        let place = usize::try_from(place).ok()?;
        self.authors.get(place).copied()
    }

    /// Does each first change of a document, except those in `before`, come from the author that the id proves?
    /// The server decides what may enter, but only the id decides whose a document is, even when the server was
    /// deceived.
    fn began(
        &self,
        id: DocumentId,
        state: &DocumentState,
        before: &Authorships,
        now: &Authorships,
    ) -> bool {
        let Some(opening) = state.opening else {
            return false;
        };
        let origin = Origin {
            kind: state.kind,
            core: state.core,
            opening,
        };
        let mut new = state.roots.iter().filter(|root| !before.knows(**root));
        new.all(|root| {
            let author = now.author_row(*root);
            let key = author.and_then(|author| self.keys.get(&author));
            key.is_some_and(|key| origin.id(key) == Some(id))
        })
    }

    /// Records the author of a change.
    fn attribute(&self, written: &mut Authorships, hash: ChangeHash, change: &PageChange) {
        if let Some(author) = self.author(change.author) {
            let vouch = change.vouch.map(Vouch::from);
            written.add(hash, author, self.proof(change.received_ms, vouch));
            if let (Some(vouch), false) = (vouch, written.is_vouched(hash)) {
                written.vouch_for(&[hash], vouch);
            }
        }
    }

    fn proof(&self, received_ms: Option<i64>, vouch: Option<Vouch>) -> WrittenByProof {
        WrittenByProof {
            arrived_ms: Some(self.by_ms),
            received_ms,
            vouch,
        }
    }

    /// Records the authors of a whole document, which come as runs over its own order of changes.
    fn attribute_runs(
        &self,
        written: &mut Authorships,
        order: &[ChangeHash],
        whole: &WholeDocument,
    ) {
        let received = whole.received.iter().flatten();
        let received: HashMap<_, _> = received.map(|of| (of.change, of.at_ms)).collect();
        let known: HashSet<ChangeHash> = written.changes().collect();
        let vouch = whole.vouch.map(Vouch::from);
        let mut changes = order.iter();
        for (place, count) in &whole.authors {
            let author = self.author(*place);
            for change in changes.by_ref().take(*count as usize) {
                if let (Some(author), false) = (author, known.contains(change)) {
                    let proof = self.proof(received.get(change).copied(), vouch);
                    written.add_unknown(*change, author, proof);
                }
            }
        }
        // The vouch covers all of them together, including changes that were known before.
        if let (Some(vouch), false) = (vouch, known.is_empty()) {
            written.vouch_for(order, vouch);
        }
    }
}

/// Stores a document as the trial left it.
fn take_document(
    tx: &Transaction<'_>,
    incoming: &IncomingDocument<'_>,
    outcome: &JoinedDocument,
    senders: &Senders<'_>,
    (touched, report, rng): (&mut BTreeSet<RecordId>, &mut SyncReport, &mut Rng),
) -> Result<Used, Error> {
    let document = outcome.document;
    let Some(state) = &outcome.state else {
        return Ok(Used::Part);
    };
    let before = Authorships::of(tx, document)?;
    let mut written = before.clone();
    if let Some(whole) = incoming.whole {
        senders.attribute_runs(&mut written, &outcome.saved_order, whole);
    }
    for change in &incoming.changes {
        let hash = expand(change).and_then(|raw| change::read(&raw).ok().map(|(hash, _)| hash));
        if let Some(hash) = hash {
            senders.attribute(&mut written, hash, change);
        }
    }
    if !senders.began(document, state, &before, &written) {
        return Ok(Used::Nothing);
    }
    let behind_mine = incoming.place_behind_mine(outcome);
    let (mine, theirs) = outcome.verdicts.split_at(behind_mine);
    let mut beside = WrittenBeside::default();
    if !mine.iter().all(|verdict| verdict.is_in_document()) {
        beside = displaced::take_out(tx, senders.me, outcome, senders.by_ms, rng)?;
        beside.attribute(tx, document, &mut written)?;
        report.written_again += beside.edits;
    }
    let record = state.core.unwrap_or(document);
    let is_core = state.core.is_none();
    let stored = NewDocumentState {
        id: document,
        kind: state.kind,
        record,
        sites: is_core.then_some(&state.sites),
        written: Some(&written),
        saved: &state.saved,
        opening: state.opening,
    };
    let nr = documents::store(tx, &stored)?;
    touched.insert(record);
    if is_core && state.kind.is_person() {
        people::index(tx, nr, record, &state.summary)?;
    }
    beside.put_in(tx, document)?;
    if incoming.whole.is_some() {
        documents::confirm(tx, document)?;
        journal::set_entered(tx, document, &outcome.saved_order)?;
        store::refill::set_entered(tx, document, &outcome.saved_order)?;
        if senders.is_another_life {
            refill::compare(
                tx,
                senders.me,
                document,
                &outcome.saved_order,
                senders.by_ms,
            )?;
        }
    }
    let is_used = theirs.iter().all(|verdict| verdict.is_in_document());
    Ok(match is_used {
        true => Used::Everything,
        false => Used::Part,
    })
}
