//! Builds documents again from their accepted changes and compares them with their caches.

use std::collections::{BTreeSet, HashMap};

use puente_admission::{Batch, CandidateChange, DocumentBatch, DocumentState, Verdict, begins};
use puente_document::{Document, Summary};
use puente_protocol::ChangeState;
use puente_protocol::identity::PublicKey;
use puente_record::{ChangeHash, DocumentId, DocumentKind, SiteId};

use super::log::Commitments;
use super::{CacheRebuilder, Progress, RebuildError};
use crate::exchange::{TouchedRecord, expand_stored, over_everything, publish_whole};
use crate::store::change;
use crate::store::document::{self, DocumentCache, Runs};
use crate::store::record::{self, RecordRow};
use crate::store::row_id::{AuthorRowId, DocumentRowId, RecordRowId};
use crate::store::vouch::Voucher;
use crate::store::{
    Connection, StoreError, WriteTransaction, author, check, count, erasure, projection,
};
use crate::trial::TriedDocument;

/// Documents that are read and tried together.
const DOCUMENTS_AT_ONCE: i64 = 200;

/// A document as it is stored.
struct RebuildSource {
    document: document::DocumentRow,
    record: RecordRow,
    authors: HashMap<ChangeHash, AuthorRowId>,
    runs: Option<Runs>,
    accepted: usize,
}

/// New values for a document's caches.
pub(super) struct CacheRepair {
    document: DocumentRowId,
    id: DocumentId,
    version: i64,
    record: RecordRowId,
    kind: DocumentKind,
    runs: Runs,
    order: Vec<ChangeHash>,
    sealed: Vec<u8>,
    sites: Vec<SiteId>,
    ever: Vec<SiteId>,
    summary: Summary,
    /// Only the caches for lists of records are wrong.
    only_lists: bool,
}

/// The difference to report when only the caches for lists are wrong.
const LISTS: &str = "lists show something else";

impl CacheRepair {
    pub(super) fn apply(&self, write: &mut WriteTransaction<'_>) -> Result<(), StoreError> {
        let stored = document::load(write.connection(), self.document)?;
        if stored.is_none_or(|stored| stored.version != self.version) {
            return Err(StoreError::Outdated);
        }
        if self.only_lists {
            return projection::store(write, self.record, &self.summary);
        }
        let connection = write.connection();
        let mut voucher = Voucher::load(connection)?;
        let vouch = voucher.vouch_for_all(connection, self.id, &self.order, &self.runs)?;
        let cache = DocumentCache {
            kind: self.kind,
            authors: &self.runs,
            sealed: &self.sealed,
            conflicts: self.summary.conflicts,
            vouch,
        };
        document::store(write, self.document, &cache)?;
        if self.kind.is_person() {
            projection::store(write, self.record, &self.summary)?;
            record::set_ever(write, self.record, &self.ever)?;
        }
        if self.kind.stands_alone() {
            TouchedRecord::corrected(self.record, self.sites.clone()).settle(write)?;
        }
        // Devices did not get the document while its cache was damaged.
        for (site, _) in record::sites(write.connection(), self.record)? {
            document::enter_site(write, self.document, self.kind, site)?;
            publish_whole(write, self.document, self.kind, site, None)?;
        }
        Ok(())
    }
}

impl CacheRebuilder {
    pub(super) fn compare_documents(
        &self,
        commitments: &Commitments,
        differences: &mut Vec<String>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<CacheRepair>, RebuildError> {
        let total = self.store.read(count::all)?.content[1];
        let (mut after, mut done, mut repairs) = (DocumentRowId::new(0), 0, Vec::new());
        loop {
            let read = self
                .store
                .read(|connection| read_some(connection, after, commitments, differences))?;
            let Some((last, batch, stored)) = read else {
                return Ok(repairs);
            };
            after = last;
            let tried = self.trial.run(&[batch])?;
            for (stored, tried) in stored.iter().zip(tried) {
                let wrong = self
                    .store
                    .read(|connection| wrong(connection, stored, &tried))?;
                if wrong.is_empty() {
                    continue;
                }
                let nr = stored.document.nr;
                differences.extend(wrong.iter().map(|wrong| format!("document {nr}: {wrong}")));
                if let Some(state) = tried.state {
                    let only_lists = wrong == [LISTS];
                    repairs.push(self.repair(stored, state, only_lists));
                }
            }
            done += stored.len() as u64;
            progress(Progress { done, total });
        }
    }

    fn repair(
        &self,
        stored: &RebuildSource,
        state: DocumentState,
        only_lists: bool,
    ) -> CacheRepair {
        let key = &stored.record.key;
        CacheRepair {
            document: stored.document.nr,
            id: stored.document.id,
            version: stored.document.version,
            record: stored.record.nr,
            kind: state.kind,
            runs: document::runs(&state.order, &stored.authors),
            order: state.order,
            sealed: key.seal_document(&stored.document.id, &state.saved, &mut self.rng.fork()),
            sites: state.sites,
            ever: state.ever,
            summary: state.summary,
            only_lists,
        }
    }
}

/// The next documents with accepted changes, as a batch to try.
fn read_some(
    connection: &Connection,
    after: DocumentRowId,
    commitments: &Commitments,
    differences: &mut Vec<String>,
) -> Result<Option<(DocumentRowId, Batch, Vec<RebuildSource>)>, StoreError> {
    let rows = check::documents_after(connection, after, DOCUMENTS_AT_ONCE)?;
    let Some(last) = rows.last() else {
        return Ok(None);
    };
    let mut batch = everything(connection)?;
    let mut stored = Vec::new();
    let mut keys = HashMap::new();
    for nr in &rows {
        let Some(document) = document::load(connection, *nr)? else {
            continue;
        };
        let records = record::load(connection, &[document.record])?;
        let Some(record) = records.into_iter().next() else {
            differences.extend(without_key(connection, &document)?);
            continue;
        };
        let (candidates, authors) = accepted_changes(
            connection,
            &document,
            &record,
            commitments,
            &mut keys,
            differences,
        )?;
        let accepted = candidates.len();
        if accepted == 0 && document.sealed.is_none() {
            continue;
        }
        batch.documents.push(DocumentBatch {
            document: document.id,
            saved: None,
            // An author with every right has it at any site; for other documents the sites do not matter.
            record_sites: batch.sites.clone(),
            candidates,
            devices: Vec::new(),
        });
        stored.push(RebuildSource {
            runs: document::runs_of(connection, *nr)?,
            document,
            record,
            authors,
            accepted,
        });
    }
    Ok(Some((*last, batch, stored)))
}

/// The accepted changes of a document with their authors. Each is checked against the log, its hash and the
/// document's id.
fn accepted_changes(
    connection: &Connection,
    document: &document::DocumentRow,
    record: &RecordRow,
    commitments: &Commitments,
    keys: &mut HashMap<AuthorRowId, Option<PublicKey>>,
    differences: &mut Vec<String>,
) -> Result<(Vec<CandidateChange>, HashMap<ChangeHash, AuthorRowId>), StoreError> {
    let mut candidates = Vec::new();
    let mut authors = HashMap::new();
    for change in change::of_document(connection, document.nr)? {
        // A document may turn out to be of an erased record after it waited under a record of its own. No body of
        // its changes is kept then, and the log names the later ones under a key that is destroyed.
        if change.state == ChangeState::SetAside && change.sealed.is_empty() {
            continue;
        }
        if !commitments.holds(&record.key.opening(change.hash).commitment()) {
            differences.push(format!("change {}: it is not in the log", change.nr));
        }
        let raw = record
            .key
            .open_change(&change.hash, &change.sealed)
            .and_then(|slim| expand_stored(&slim));
        let Ok(raw) = raw else {
            differences.push(format!("change {}: it does not open", change.nr));
            continue;
        };
        if puente_protocol::change::hash_of(&raw) != change.hash {
            differences.push(format!("change {}: it has another hash", change.nr));
        }
        if change.state == ChangeState::Accepted {
            let key = signer(connection, change.author, keys)?;
            if key.is_none_or(|key| begins(document.id, &raw, &key).is_err()) {
                differences.push(format!("change {}: it is not its beginning", change.nr));
            }
            authors.insert(change.hash, change.author);
            candidates.push(CandidateChange {
                raw,
                authority: 0,
                device: None,
            });
        }
    }
    Ok((candidates, authors))
}

/// An empty batch with one authority: every right at every site.
fn everything(connection: &Connection) -> Result<Batch, StoreError> {
    let authority = over_everything(connection)?;
    Ok(Batch {
        sites: authority.writes.clone(),
        authorities: vec![authority],
        documents: Vec::new(),
    })
}

/// The key of an author's device.
fn signer(
    connection: &Connection,
    author: AuthorRowId,
    keys: &mut HashMap<AuthorRowId, Option<PublicKey>>,
) -> Result<Option<PublicKey>, StoreError> {
    if let Some(key) = keys.get(&author) {
        return Ok(*key);
    }
    let key = author::load(connection, author)?.signer.map(|of| of.key);
    keys.insert(author, key);
    Ok(key)
}

/// The differences of a document whose record has no key. An erased one has no caches any more; otherwise
/// something is wrong.
fn without_key(
    connection: &Connection,
    document: &document::DocumentRow,
) -> Result<Option<String>, StoreError> {
    let is_erased = erasure::is_erased(connection, document.record)?;
    let is_wrong = !is_erased || document.sealed.is_some();
    Ok(is_wrong.then(|| format!("document {}: its record has no key", document.nr)))
}

/// The differences between a document and its caches, in words without values.
fn wrong(
    connection: &Connection,
    stored: &RebuildSource,
    tried: &TriedDocument,
) -> Result<Vec<&'static str>, StoreError> {
    let mut wrong = Vec::new();
    let entered = tried
        .verdicts
        .iter()
        .filter(|verdict| **verdict == Verdict::Accepted);
    if entered.count() != stored.accepted {
        wrong.push("an accepted change does not enter again");
    }
    let Some(state) = &tried.state else {
        wrong.push("it cannot be built from its changes");
        return Ok(wrong);
    };
    if stored.document.kind != Some(state.kind) {
        wrong.push("it is cached as another kind");
    }
    if document::conflicts(connection, stored.document.nr)? != state.summary.conflicts {
        wrong.push("its conflicts are counted otherwise");
    }
    if state.core.unwrap_or(stored.document.id) != stored.record.id {
        wrong.push("it is kept under another record");
    }
    let sealed = stored.document.sealed.as_deref().unwrap_or_default();
    match stored.record.key.open_document(&stored.document.id, sealed) {
        Err(_) => wrong.push("its saved form does not open"),
        Ok(saved) => match Document::load(stored.document.id, &saved) {
            Err(_) => wrong.push("its saved form does not load"),
            Ok(cached) => {
                if sorted(cached.heads()) != sorted(state.heads.clone()) {
                    wrong.push("its saved form holds other changes");
                } else if Some(document::runs(&cached.order(), &stored.authors)) != stored.runs {
                    wrong.push("its authors are cached otherwise");
                }
            }
        },
    }
    if state.kind.is_person() {
        let shown = projection::find(connection, stored.record.nr)?;
        let expected = Summary {
            home_sites: Vec::new(),
            households: Vec::new(),
            joined: Vec::new(),
            aliases: Vec::new(),
            facts: Vec::new(),
            closed_arrival_ms: None,
            ..state.summary.clone()
        };
        if shown != Some(expected) {
            wrong.push(LISTS);
        }
    }
    if state.kind.is_person() && state.ever != stored.record.ever {
        wrong.push("its record was at other sites");
    }
    if state.kind.stands_alone() {
        let sites: BTreeSet<SiteId> = state.sites.iter().copied().collect();
        let cached = stored.record.sites.iter().map(|(_, id)| *id).collect();
        if sites != cached {
            wrong.push("its record is kept at other sites");
        }
    }
    Ok(wrong)
}

fn sorted(mut heads: Vec<ChangeHash>) -> Vec<ChangeHash> {
    heads.sort_unstable();
    heads
}
