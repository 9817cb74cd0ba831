//! The input of a trial: pages that came, in a batch with the present documents.

use std::collections::{BTreeMap, BTreeSet};

use puente_admission::{Batch, CandidateChange, DocumentBatch, JoinedDocument};
use puente_protocol::change;
use puente_protocol::page::{PageChange, PageRow, WholeDocument};
use puente_record::id::DocumentId;
use rusqlite::Connection;

use super::page_buffer::PageGroup;
use crate::Error;
use crate::store::documents;
use crate::store::inbox::InboxPage;
use crate::store::row_id::InboxRowId;

/// What pages bring for one document.
#[derive(Default)]
pub(super) struct IncomingDocument<'a> {
    pub(super) whole: Option<&'a WholeDocument>,
    pub(super) changes: Vec<&'a PageChange>,
}

impl IncomingDocument<'_> {
    /// Do changes come of a document that never came whole? This happens when the device was away while the
    /// record came and left: a site is told the changes of a record until it leaves, but its documents only
    /// while it is there.
    pub(super) fn is_of_elsewhere(&self, is_here: bool) -> bool {
        self.whole.is_none() && !self.changes.is_empty() && !is_here
    }

    /// Where the verdicts on what came begin. If a whole document came, the verdicts on this device's changes stand before.
    pub(super) fn place_behind_mine(&self, outcome: &JoinedDocument) -> usize {
        match self.whole {
            Some(_) => outcome.verdicts.len().saturating_sub(self.changes.len()),
            None => 0,
        }
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

/// Pages in a trial, with the revisions of the documents when the trial began.
#[derive(Debug)]
pub(super) struct PageTrial {
    /// Identifies this trial, so that the late result of an earlier one is not taken for its result.
    pub(super) ticket: i64,
    pub(super) pages: TrialSource,
    revisions: Vec<(DocumentId, Option<i64>)>,
}

/// The pages that are tried.
#[derive(Debug)]
pub(super) enum TrialSource {
    /// Pages of the inbox with these numbers, joined into one.
    Stored(Vec<InboxRowId>, InboxPage),
    /// Pages of an answer that are not stored before they can be taken in, so that they are written once.
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
    /// Makes a trial of these pages, and the batch for it.
    ///
    /// When a whole document comes and the device has one already, the device's changes are brought into the
    /// new one: changes that it has not sent yet are candidates like the rest.
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
                    // Without an outcome the row counts as unusable.
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

    /// When its first page came; `None` if the pages are stored.
    pub(super) fn since_ms(&self) -> Option<i64> {
        match &self.pages {
            TrialSource::Stored(..) => None,
            TrialSource::Held(group) => group.since_ms(),
        }
    }

    /// The number of the last page; `None` unless the pages are stored.
    pub(super) fn last(&self) -> Option<InboxRowId> {
        match &self.pages {
            TrialSource::Stored(ids, _) => ids.last().copied(),
            TrialSource::Held(_) => None,
        }
    }

    /// Do both trials touch one document? Then the outcome of one depends on the result of the other.
    pub(super) fn touches(&self, next: &Self) -> bool {
        let here: BTreeSet<_> = self
            .revisions
            .iter()
            .map(|(document, _)| document)
            .collect();
        let mut there = next.revisions.iter();
        there.any(|(document, _)| here.contains(document))
    }

    /// Has a document changed since the trial began? A person may edit while it runs; its outcome is then
    /// outdated.
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
