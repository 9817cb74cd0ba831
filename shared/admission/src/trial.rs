//! The trial: judges every candidate of a document, applies the accepted ones and reads the result back.

mod decide;
mod join;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use puente_document::{Document, LoadError};
use puente_record::{DocumentId, HOME_SITE, entry_right};

use self::decide::{RuledDocument, decide};
pub use self::join::{JoinedDocument, join};
use crate::ancestry::Ancestry;
use crate::entitlement::{self, EntitlementRequest, EntryRightOf, Rule};
use crate::guard::{decode, guard, take_apart};
use crate::{Authority, Batch, DocumentBatch, DocumentOutcome, DocumentState, Reason, Verdict};

/// Judges every candidate of every document, each document independently.
///
/// The guard accepts only forms that automerge handles. If one still makes it panic, only that change is
/// quarantined. No code can catch exhausted memory or time: run this in a separate process, see the crate's
/// documentation.
#[must_use]
pub fn trial(batch: &Batch) -> Vec<DocumentOutcome> {
    trial_by(batch, entry_right)
}

/// [`trial`], by another table of entry kinds.
pub(crate) fn trial_by(batch: &Batch, entry_right: EntryRightOf) -> Vec<DocumentOutcome> {
    let documents = batch.documents.iter();
    documents
        .map(|document| try_document(batch, document, entry_right))
        .collect()
}

fn try_document(of: &Batch, batch: &DocumentBatch, entry_right: EntryRightOf) -> DocumentOutcome {
    let outcome = |verdicts, state, saved_is_damaged| DocumentOutcome {
        document: batch.document,
        verdicts,
        state,
        saved_is_damaged,
    };
    let mut raws = Vec::new();
    let Some(ancestry) = open(batch, &mut raws) else {
        let pending = vec![Verdict::WAITS; batch.candidates.len()];
        return outcome(pending, None, true);
    };
    let is_entitled = |claim: &EntitlementRequest<'_, '_>| {
        let authority = usize::try_from(claim.authority).ok();
        let authority = authority.and_then(|at| of.authorities.get(at));
        let none = Authority::default();
        entitlement::check(claim, authority.unwrap_or(&none), &of.sites, entry_right)
    };
    let (verdicts, state) = judge(&is_entitled, batch, ancestry);
    outcome(verdicts, state, false)
}

fn judge<'a>(
    is_entitled: &Rule<'_>,
    batch: &'a DocumentBatch,
    ancestry: Ancestry<'a>,
) -> (Vec<Verdict>, Option<DocumentState>) {
    let mut decision = decide(is_entitled, batch, ancestry);
    if decision.accepted.is_empty() {
        return (decision.verdicts, None);
    }
    let whole = put_together(batch.document, &decision).or_else(|| apply_all(batch, &decision));
    let state = match whole {
        Some(state) => Some(with_ever(state, &decision.ancestry)),
        None => apply_one_by_one(batch, &mut decision)
            .and_then(|state| with_ever_of_saved(state, batch.document)),
    };
    (decision.verdicts, state)
}

/// Runs code that calls automerge; `None` when it panicked.
fn quiet<T>(run: impl FnOnce() -> T) -> Option<T> {
    // After a panic nothing that the closure left half done is used.
    catch_unwind(AssertUnwindSafe(run)).ok()
}

/// The document before the trial. `raws` holds its changes when automerge had to extract them.
fn open<'a>(batch: &'a DocumentBatch, raws: &'a mut Vec<Vec<u8>>) -> Option<Ancestry<'a>> {
    let Some(saved) = &batch.saved else {
        return Some(Ancestry::default());
    };
    let changes = match take_apart(saved) {
        Ok(changes) => changes,
        // Unusually large, or damaged.
        Err(_) => {
            let taken = quiet(|| Some(Document::load(batch.document, saved).ok()?.changes()));
            raws.extend(taken.flatten()?.into_iter().map(|(_, raw)| raw));
            let changes = raws.iter().map(|raw| decode(raw).ok());
            changes.collect::<Option<Vec<_>>>()?
        }
    };
    Ancestry::of(&changes)
}

/// The usual path. Applying the changes takes automerge twice as long as loading the result, so this crate
/// writes the resulting document. Loading it proves as much: automerge builds each change from the written
/// bytes and hashes it, and these must be the accepted changes.
fn put_together(id: DocumentId, decision: &RuledDocument<'_>) -> Option<DocumentState> {
    quiet(|| proven(id, &decision.ancestry.save(), decision)).flatten()
}

/// Automerge's own path: one load before, one apply, one save, one load of the result.
fn apply_all(batch: &DocumentBatch, decision: &RuledDocument<'_>) -> Option<DocumentState> {
    let raw: Vec<&[u8]> = decision
        .accepted
        .iter()
        .map(|index| &*batch.candidates[*index].raw)
        .collect();
    quiet(|| {
        let document = match &batch.saved {
            None => None,
            Some(saved) => Some(Document::load(batch.document, saved).ok()?),
        };
        let document = joined(batch.document, document, &raw)?;
        proven(batch.document, &document.save(), decision)
    })
    .flatten()
}

/// The document in these bytes, if its changes are exactly the accepted ones.
fn proven(id: DocumentId, saved: &[u8], decision: &RuledDocument<'_>) -> Option<DocumentState> {
    let state = read_back(id, saved).ok()?;
    let ancestry = &decision.ancestry;
    let is_one_of_them = |hash| ancestry.contains(hash);
    let is_whole = state.order.len() == ancestry.len() && state.order.iter().all(is_one_of_them);
    is_whole.then_some(state)
}

fn joined(id: DocumentId, document: Option<Document>, raw: &[&[u8]]) -> Option<Document> {
    match document {
        None => Document::from_changes(id, raw).ok(),
        Some(mut document) => {
            document.apply(raw).ok()?;
            Some(document)
        }
    }
}

fn read_back(id: DocumentId, saved: &[u8]) -> Result<DocumentState, LoadError> {
    Ok(state_of(&Document::load(id, saved)?, saved))
}

/// The state of a document that was loaded from these bytes.
fn state_of(document: &Document, saved: &[u8]) -> DocumentState {
    let summary = document.summary();
    DocumentState {
        saved: saved.to_vec(),
        kind: document.kind(),
        core: document.core(),
        order: document.order(),
        heads: document.heads(),
        sites: document.sites(),
        summary,
        opening: document.opening(),
        roots: document.roots(),
        ever: Vec::new(),
    }
}

/// Adds the sites where the record ever was. Its contact and protection documents are judged by them, because
/// they only grow.
fn with_ever(mut state: DocumentState, ancestry: &Ancestry<'_>) -> DocumentState {
    if state.kind.is_person() {
        let values = ancestry.ever(HOME_SITE);
        state.ever = values.flat_map(str::parse).collect();
        let founding = state.opening.and_then(|opening| opening.site());
        state.ever.extend(founding);
        state.ever.sort_unstable();
        state.ever.dedup();
    }
    state
}

/// The same for a state that does not contain everything that was decided.
fn with_ever_of_saved(state: DocumentState, id: DocumentId) -> Option<DocumentState> {
    let batch = DocumentBatch {
        document: id,
        saved: Some(state.saved.clone()),
        record_sites: Vec::new(),
        candidates: Vec::new(),
        devices: Vec::new(),
    };
    let mut raws = Vec::new();
    let ancestry = open(&batch, &mut raws)?;
    Some(with_ever(state, &ancestry))
}

/// The slow path, after something went wrong: applies each change to the document before it, so that
/// only a change that breaks it is blamed, and the changes that depend on it.
fn apply_one_by_one(
    batch: &DocumentBatch,
    decision: &mut RuledDocument<'_>,
) -> Option<DocumentState> {
    let mut state: Option<DocumentState> = None;
    let mut saved = batch.saved.clone();
    let mut refused = BTreeSet::new();
    for index in std::mem::take(&mut decision.accepted) {
        let raw = &batch.candidates[index].raw;
        let header = match guard(raw) {
            Ok(header) => header,
            Err(refusal) => {
                decision.verdicts[index] = Verdict::Quarantined(refusal.into());
                continue;
            }
        };
        let result = if header.deps.iter().any(|dep| refused.contains(dep)) {
            Err(Reason::DependsOnQuarantined)
        } else {
            apply_one(batch.document, saved.as_deref(), raw)
        };
        match result {
            Ok(next) => {
                saved = Some(next.saved.clone());
                state = Some(next);
                decision.accepted.push(index);
            }
            Err(reason) => {
                refused.insert(header.hash);
                decision.verdicts[index] = Verdict::Quarantined(reason);
            }
        }
    }
    state
}

fn apply_one(id: DocumentId, saved: Option<&[u8]>, raw: &[u8]) -> Result<DocumentState, Reason> {
    quiet(|| {
        let document = match saved {
            None => None,
            Some(saved) => Some(Document::load(id, saved).map_err(|_| Reason::Unloadable)?),
        };
        let before = document
            .as_ref()
            .map_or(0, |document| document.order().len());
        let document = joined(id, document, &[raw]).ok_or(Reason::Unloadable)?;
        let state = read_back(id, &document.save()).map_err(|_| Reason::Unloadable)?;
        if state.order.len() == before + 1 && state.heads == document.heads() {
            Ok(state)
        } else {
            Err(Reason::Unloadable)
        }
    })
    .unwrap_or(Err(Reason::Panicked))
}
