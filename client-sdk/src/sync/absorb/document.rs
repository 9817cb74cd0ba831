//! Stores one document as its trial left it, with the authors of what came.

use std::collections::{BTreeSet, HashMap, HashSet};

use puente_admission::{DocumentState, JoinedDocument};
use puente_protocol::change;
use puente_protocol::identity::PublicKey;
use puente_protocol::page::{PageChange, WholeDocument};
use puente_protocol::segment::Vouch;
use puente_record::Origin;
use puente_record::id::{ChangeHash, DocumentId, RecordId};
use rusqlite::Transaction;

use crate::Error;
use crate::store::authors::{Authorships, WrittenByProof};
use crate::store::documents::{self, NewDocumentState};
use crate::store::row_id::AuthorRowId;
use crate::store::{self, journal, people};
use crate::sync::context::AbsorbContext;
use crate::sync::displaced::{self, WrittenBeside};
use crate::sync::page_trial::{IncomingDocument, expand};
use crate::sync::refill;

/// How much of what came for a document could be used.
pub(super) enum Used {
    Everything,
    Part,
    /// Nothing, and the document is unchanged.
    Nothing,
}

/// The authors of a page's changes, and the latest time at which they can have been written.
pub(super) struct PageAuthors<'a> {
    /// The server is in another epoch and has not said yet what it has of every document.
    pub(super) is_another_life: bool,
    pub(super) authors: &'a [AuthorRowId],
    /// The keys of authors, by author row.
    pub(super) keys: &'a HashMap<AuthorRowId, PublicKey>,
    pub(super) by_ms: i64,
}

impl PageAuthors<'_> {
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

/// Stores a document as the trial left it, and notes its record as touched.
pub(super) fn take_document(
    tx: &Transaction<'_>,
    cx: &mut AbsorbContext<'_>,
    incoming: &IncomingDocument<'_>,
    outcome: &JoinedDocument,
    senders: &PageAuthors<'_>,
    touched: &mut BTreeSet<RecordId>,
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
        beside = displaced::take_out(tx, cx.me, outcome, senders.by_ms, cx.rng)?;
        beside.attribute(tx, document, &mut written)?;
        cx.report.written_again += beside.edits;
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
            refill::compare(tx, cx.me, document, &outcome.saved_order, senders.by_ms)?;
        }
    }
    let is_used = theirs.iter().all(|verdict| verdict.is_in_document());
    Ok(match is_used {
        true => Used::Everything,
        false => Used::Part,
    })
}
