//! What goes through a trial: pages that came, as a batch beside the documents that are here.

use std::collections::{BTreeMap, BTreeSet};

use puente_admission::{Batch, CandidateChange, DocumentBatch};
use puente_protocol::change;
use puente_protocol::page::{PageChange, PageRow, WholeDocument};
use puente_record::id::DocumentId;
use rusqlite::Connection;

use super::page_buffer::PageGroup;
use crate::Error;
use crate::store::documents;
use crate::store::inbox::InboxPage;

/// What pages bring for one document.
#[derive(Default)]
pub(super) struct IncomingDocument<'a> {
    pub(super) whole: Option<&'a WholeDocument>,
    pub(super) changes: Vec<&'a PageChange>,
}

impl IncomingDocument<'_> {
    /// A document comes whole first. Whoever is sent changes of one that is not here was away while its
    /// record came and left: a site is told the changes of a record until it leaves, yet its documents
    /// only while it is there.
    pub(super) fn is_of_elsewhere(&self, is_here: bool) -> bool {
        self.whole.is_none() && !self.changes.is_empty() && !is_here
    }
}

pub(super) fn by_document(rows: &[PageRow]) -> BTreeMap<DocumentId, IncomingDocument<'_>> {
    let mut incoming: BTreeMap<_, IncomingDocument<'_>> = BTreeMap::new();
    for row in rows {
        match row {
            PageRow::Document(whole) => {
                incoming.entry(whole.document).or_default().whole = Some(whole);
            }
            PageRow::Change(change) => incoming
                .entry(change.document)
                .or_default()
                .changes
                .push(change),
            PageRow::Verdict(_)
            | PageRow::Erased(_)
            | PageRow::LeftOut(_)
            | PageRow::Elsewhere(_) => {}
        }
    }
    incoming
}

/// Pages on their way through a trial, and the documents as they were when they left.
#[derive(Debug)]
pub(super) struct PageTrial {
    /// Names this one trial: an answer to another is about documents that may be no more.
    pub(super) ticket: i64,
    pub(super) pages: TrialSource,
    revisions: Vec<(DocumentId, Option<i64>)>,
}

/// Which pages are tried.
#[derive(Debug)]
pub(super) enum TrialSource {
    /// Those of the inbox with these numbers, as one.
    Stored(Vec<i64>, InboxPage),
    /// Those of an answer that are not stored before they can be taken in: they are written once.
    Held(PageGroup),
}

impl TrialSource {
    fn page(&self) -> &InboxPage {
        match self {
            Self::Stored(_, page) => page,
            Self::Held(group) => &group.page,
        }
    }
}

impl PageTrial {
    /// A trial of these pages, and the batch for it.
    ///
    /// Where a whole document comes and one is here already, ours is brought into theirs: what this
    /// device wrote and has not sent is a candidate like the rest.
    pub(super) fn begin(
        conn: &Connection,
        ticket: i64,
        pages: TrialSource,
    ) -> Result<(Self, Batch), Error> {
        let page = pages.page();
        let mut revisions = Vec::new();
        let mut documents = Vec::new();
        for (document, incoming) in by_document(&page.rows) {
            let mine = documents::load(conn, document)?;
            revisions.push((document, mine.as_ref().map(|row| row.revision)));
            if incoming.is_of_elsewhere(mine.is_some()) {
                continue;
            }
            let mine = mine.filter(|row| !row.saved.is_empty());
            let mut raws = Vec::new();
            let saved = match (incoming.whole, mine) {
                (Some(whole), mine) => {
                    // Without an outcome it counts as unusable.
                    let Some(saved) = whole.expand(&page.authors) else {
                        continue;
                    };
                    if let Some(mine) = mine {
                        raws.extend(mine.open()?.changes().into_iter().map(|(_, raw)| raw));
                    }
                    Some(saved)
                }
                (None, mine) => mine.map(|row| row.saved),
            };
            raws.extend(incoming.changes.iter().filter_map(|change| expand(change)));
            let candidates = raws
                .into_iter()
                .map(|raw| CandidateChange {
                    raw,
                    authority: 0,
                    device: None,
                })
                .collect();
            documents.push(DocumentBatch {
                document,
                saved,
                record_sites: Vec::new(),
                candidates,
                devices: Vec::new(),
            });
        }
        let batch = Batch {
            authorities: Vec::new(),
            documents,
            sites: Vec::new(),
        };
        let trying = Self {
            ticket,
            pages,
            revisions,
        };
        Ok((trying, batch))
    }

    /// When its first page came, unless they are stored.
    pub(super) fn since_ms(&self) -> Option<i64> {
        match &self.pages {
            TrialSource::Stored(..) => None,
            TrialSource::Held(group) => group.since_ms(),
        }
    }

    /// The number of the last page, if they are stored.
    pub(super) fn last(&self) -> Option<i64> {
        match &self.pages {
            TrialSource::Stored(ids, _) => ids.last().copied(),
            TrialSource::Held(_) => None,
        }
    }

    /// Are both about one document? Then the outcome of one is about what the other makes of it.
    pub(super) fn touches(&self, next: &Self) -> bool {
        let here: BTreeSet<_> = self
            .revisions
            .iter()
            .map(|(document, _)| document)
            .collect();
        let mut there = next.revisions.iter();
        there.any(|(document, _)| here.contains(document))
    }

    /// A person may edit while a trial runs; its outcome is then about a document that is no more.
    pub(super) fn is_stale(&self, conn: &Connection) -> Result<bool, Error> {
        for (document, revision) in &self.revisions {
            if documents::revision(conn, *document)? != *revision {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

pub(super) fn expand(change: &PageChange) -> Option<Vec<u8>> {
    change::expand(&change.slim, None, 0, |_| None).ok()
}
