//! From the inbox into the documents: every foreign byte is tried first, where nothing is at stake.

use std::collections::{BTreeMap, HashMap};

use puente_admission::{Batch, Candidate, DocumentBatch, Joined, Verdict, wire};
use puente_protocol::change;
use puente_protocol::page::{NewChange, Row, WholeDocument};
use puente_record::Compartment;
use puente_record::id::{ChangeHash, DocumentId};
use rusqlite::{Connection, Transaction};

use super::{SyncReport, purge, verdict};
use crate::device::Me;
use crate::store::inbox::{self, InboxPage};
use crate::store::{authors, documents, people};
use crate::{Error, Rng};

/// What one page brings for one document.
#[derive(Default)]
struct Incoming<'a> {
    whole: Option<&'a WholeDocument>,
    changes: Vec<&'a NewChange>,
}

impl Incoming<'_> {
    /// A document comes whole first. Whoever is sent changes of one that is not here was away while its
    /// record came and left: a site is told the changes of a record until it leaves, yet its documents
    /// only while it is there.
    fn is_of_elsewhere(&self, is_here: bool) -> bool {
        self.whole.is_none() && !self.changes.is_empty() && !is_here
    }
}

fn by_document(page: &InboxPage) -> BTreeMap<DocumentId, Incoming<'_>> {
    let mut incoming: BTreeMap<_, Incoming<'_>> = BTreeMap::new();
    for row in &page.rows {
        match row {
            Row::Document(whole) => incoming.entry(whole.document).or_default().whole = Some(whole),
            Row::Change(change) => incoming
                .entry(change.document)
                .or_default()
                .changes
                .push(change),
            Row::Verdict(_) | Row::Erased(_) => {}
        }
    }
    incoming
}

/// A page on its way through a trial, and the documents as they were when it left.
#[derive(Debug, Default)]
pub(super) struct Trying {
    pub(super) page: i64,
    revisions: Vec<(DocumentId, Option<i64>)>,
}

impl Trying {
    /// A person may edit while a trial runs; its outcome is then about a document that is no more.
    fn is_stale(&self, conn: &Connection) -> Result<bool, Error> {
        for (document, revision) in &self.revisions {
            if documents::load(conn, *document)?.map(|row| row.revision) != *revision {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The oldest page that waits, as a batch for a trial.
///
/// Where a whole document comes and one is here already, ours is brought into theirs: what this
/// device wrote and has not sent is a candidate like the rest.
pub(super) fn next(conn: &Connection) -> Result<Option<(Trying, Vec<u8>)>, Error> {
    let Some((id, page)) = inbox::first(conn)? else {
        return Ok(None);
    };
    let mut trying = Trying {
        page: id,
        revisions: Vec::new(),
    };
    let mut documents = Vec::new();
    for (document, incoming) in by_document(&page) {
        let mine = documents::load(conn, document)?;
        trying
            .revisions
            .push((document, mine.as_ref().map(|row| row.revision)));
        if incoming.is_of_elsewhere(mine.is_some()) {
            continue;
        }
        let mine = mine.filter(|row| !row.saved.is_empty());
        let mut raws = Vec::new();
        let saved = match (incoming.whole, &mine) {
            (Some(whole), Some(mine)) => {
                raws.extend(mine.open()?.changes().into_iter().map(|(_, raw)| raw));
                Some(whole.saved.clone())
            }
            (Some(whole), None) => Some(whole.saved.clone()),
            (None, mine) => mine.as_ref().map(|row| row.saved.clone()),
        };
        raws.extend(incoming.changes.iter().filter_map(|change| expand(change)));
        let candidates = raws
            .into_iter()
            .map(|raw| Candidate { raw, authority: 0 })
            .collect();
        documents.push(DocumentBatch {
            document,
            saved,
            record_sites: Vec::new(),
            candidates,
        });
    }
    let batch = Batch {
        authorities: Vec::new(),
        documents,
    };
    Ok(Some((trying, wire::encode_batch(&batch))))
}

fn expand(change: &NewChange) -> Option<Vec<u8>> {
    change::expand(&change.slim, None, 0, |_| None).ok()
}

/// Takes a tried page into the documents and off the inbox, in one transaction. A page whose
/// documents changed in the meantime stays and is tried again.
pub(super) fn absorb(
    conn: &mut Connection,
    me: &Me,
    trying: &Trying,
    outcomes: Option<&[u8]>,
    report: &mut SyncReport,
    rng: &mut Rng,
) -> Result<(), Error> {
    let tx = conn.transaction()?;
    let Some((id, page)) = inbox::first(&tx)?.filter(|(id, _)| *id == trying.page) else {
        return Ok(());
    };
    if trying.is_stale(&tx)? {
        return Ok(());
    }
    let outcomes = match outcomes {
        Some(bytes) => wire::decode_joined(bytes).map_err(|_| Error::Damaged("trial"))?,
        // The trial died of this page: its documents are left as they are, the page is kept aside.
        None => Vec::new(),
    };
    let mut interned = Vec::new();
    for author in &page.authors {
        interned.push(authors::intern(&tx, author)?);
    }
    let tried: HashMap<_, _> = outcomes
        .iter()
        .map(|outcome| (outcome.document, outcome))
        .collect();
    let mut unusable = Vec::new();
    for (document, incoming) in by_document(&page) {
        if incoming.is_of_elsewhere(documents::load(&tx, document)?.is_some()) {
            continue;
        }
        let is_whole = match tried.get(&document) {
            Some(outcome) => {
                let wrote = Written {
                    authors: &interned,
                    by_ms: page.at_ms,
                };
                take_document(&tx, document, &incoming, outcome, &wrote)?
            }
            None => false,
        };
        if !is_whole {
            let outcome = tried.get(&document).copied();
            unusable.push((document, outcome.filter(|_| incoming.whole.is_none())));
        }
    }
    let mut blocked = 0;
    for (document, outcome) in unusable {
        blocked += u64::from(!has_left(&tx, document, outcome)?);
    }
    report.unusable += blocked;
    if blocked > 0 {
        inbox::set_aside(&tx, id)?;
    } else {
        inbox::remove(&tx, id)?;
    }
    for row in &page.rows {
        match row {
            Row::Verdict(of) => verdict::take(&tx, me, of, report, rng)?,
            Row::Erased(of) => report.purged += purge::erase(&tx, me, of.record)?,
            Row::Document(_) | Row::Change(_) => {}
        }
    }
    tx.commit()?;
    Ok(())
}

/// Whether what could not be used are changes that follow others which did not come: then the record
/// has left this person's sites meanwhile, as above. What the device still holds of it is doubted: it
/// goes, unless the server sends it again.
fn has_left(
    tx: &Transaction<'_>,
    document: DocumentId,
    outcome: Option<&Joined>,
) -> Result<bool, Error> {
    let waits = |verdict: &Verdict| {
        matches!(
            verdict,
            Verdict::Accepted | Verdict::Known | Verdict::Pending
        )
    };
    if !outcome.is_some_and(|outcome| outcome.verdicts.iter().all(waits)) {
        return Ok(false);
    }
    if let Some(row) = documents::load(tx, document)? {
        documents::doubt(tx, row.record)?;
    }
    Ok(true)
}

/// By whom the changes of a page were written, and by when.
struct Written<'a> {
    authors: &'a [i64],
    by_ms: i64,
}

impl Written<'_> {
    /// Notes who wrote a change: the author at this place of the page.
    fn attribute(
        &self,
        tx: &Transaction<'_>,
        document: DocumentId,
        change: ChangeHash,
        place: u32,
    ) -> Result<(), Error> {
        let place = usize::try_from(place).ok();
        match place.and_then(|place| self.authors.get(place)) {
            Some(author) => authors::attribute(tx, document, change, *author, Some(self.by_ms)),
            None => Ok(()),
        }
    }
}

/// Stores a document as the trial left it. Answers whether everything that came could be used.
fn take_document(
    tx: &Transaction<'_>,
    document: DocumentId,
    incoming: &Incoming<'_>,
    outcome: &Joined,
    wrote: &Written<'_>,
) -> Result<bool, Error> {
    let Some(state) = &outcome.state else {
        return Ok(false);
    };
    let record = state.core.unwrap_or(document);
    documents::put(tx, document, state.kind, record, &state.saved)?;
    if state.core.is_none() {
        documents::set_sites(tx, record, &state.sites)?;
        if state.kind == Compartment::Core {
            people::index(tx, record, &state.summary)?;
        }
    }
    if let Some(whole) = incoming.whole {
        documents::confirm(tx, document)?;
        attribute_runs(tx, document, &outcome.saved_order, &whole.authors, wrote)?;
    }
    for change in &incoming.changes {
        let hash = expand(change).and_then(|raw| change::read(&raw).ok().map(|(hash, _)| hash));
        if let Some(hash) = hash {
            wrote.attribute(tx, document, hash, change.author)?;
        }
    }
    Ok(outcome
        .verdicts
        .iter()
        .all(|verdict| matches!(verdict, Verdict::Accepted | Verdict::Known)))
}

/// The authors of a whole document come as runs over its own order of changes.
fn attribute_runs(
    tx: &Transaction<'_>,
    document: DocumentId,
    order: &[ChangeHash],
    runs: &[(u32, u32)],
    wrote: &Written<'_>,
) -> Result<(), Error> {
    let mut changes = order.iter();
    for (place, count) in runs {
        for change in changes.by_ref().take(*count as usize) {
            wrote.attribute(tx, document, *change, *place)?;
        }
    }
    Ok(())
}
