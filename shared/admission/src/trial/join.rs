//! Joining: what a device does with documents and changes from its server.

use minicbor::{Decode, Encode};
use puente_document::Headless;
use puente_record::{ChangeHash, DocumentId};

use super::{judge, open, quiet, read_back};
use crate::guard::WithoutHeads;
use crate::{Batch, DocumentBatch, DocumentState, Verdict, guard};

/// The result for one document that came to a device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct JoinedDocument {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// One verdict for each candidate, in their order.
    #[n(1)]
    pub verdicts: Vec<Verdict>,
    /// The document with everything that could be used; `None` when nothing could.
    #[n(2)]
    pub state: Option<DocumentState>,
    /// The changes of the saved document that was given, in its own order, to which the row's
    /// list of authors refers.
    #[n(3)]
    pub saved_order: Vec<ChangeHash>,
}

/// Adds the candidates of every document to its saved bytes, which may be foreign too, and reads
/// the result back. It checks structure as [`crate::trial`] does. The server that sent the changes decided
/// entitlement, so the batch's authorities are ignored.
///
/// Run it where a crash costs nothing: in another process, or in a Worker without a database.
#[must_use]
pub fn join(batch: &Batch) -> Vec<JoinedDocument> {
    batch.documents.iter().map(join_one).collect()
}

fn join_one(batch: &DocumentBatch) -> JoinedDocument {
    let headless = batch.saved.as_deref().and_then(WithoutHeads::read);
    let Some(headless) = headless else {
        return whole(batch).unwrap_or_else(|| one_by_one(batch));
    };
    let Some(state) = quiet(|| fill_in(batch.document, &headless)).flatten() else {
        return nothing_usable(batch);
    };
    if is_usual(batch) {
        as_it_is(batch.document, state)
    } else {
        one_by_one(&DocumentBatch {
            saved: Some(state.saved),
            ..batch.clone()
        })
    }
}

/// Loads a document that came without its heads, which computes them. `None` when the result does not match the
/// checksum: its changes do not have the hashes with which it was saved.
fn fill_in(id: DocumentId, headless: &WithoutHeads<'_>) -> Option<DocumentState> {
    let document = Headless::load(id, &headless.loadable()).ok()?;
    let (order, heads) = document.order_and_heads();
    Some(DocumentState {
        saved: headless.filled_in(&heads)?,
        kind: document.kind(),
        core: document.core(),
        order,
        heads: heads.into_iter().map(|(hash, _)| hash).collect(),
        sites: document.sites(),
        summary: document.summary(),
        opening: document.opening(),
        roots: document.roots(),
        ever: Vec::new(),
    })
}

fn one_by_one(batch: &DocumentBatch) -> JoinedDocument {
    let document = batch.document;
    let mut raws = Vec::new();
    let Some(ancestry) = open(batch, &mut raws) else {
        return nothing_usable(batch);
    };
    let saved_order = ancestry.order();
    // The server that gave the grants has decided, and a device or a hub follows its decision.
    let (verdicts, entered) = judge(&|_| Ok(()), batch, ancestry);
    let as_it_was = || {
        let saved = batch.saved.as_ref()?;
        quiet(|| read_back(document, saved).ok()).flatten()
    };
    JoinedDocument {
        document,
        verdicts,
        state: entered.or_else(as_it_was),
        saved_order,
    }
}

fn nothing_usable(batch: &DocumentBatch) -> JoinedDocument {
    JoinedDocument {
        document: batch.document,
        verdicts: vec![Verdict::WAITS; batch.candidates.len()],
        state: None,
        saved_order: Vec::new(),
    }
}

/// Is this the usual case of a first pull: a whole document, and no changes to add? Loading it
/// proves its changes. Extracting and checking each would cost as much again, and is only done for
/// documents of an unusual form.
fn is_usual(batch: &DocumentBatch) -> bool {
    let passes = |saved: &Vec<u8>| guard::saved(saved).is_ok();
    batch.candidates.is_empty() && batch.saved.as_ref().is_some_and(passes)
}

/// The usual case, from a server that left the heads in.
fn whole(batch: &DocumentBatch) -> Option<JoinedDocument> {
    let saved = batch.saved.as_ref().filter(|_| is_usual(batch))?;
    let state = quiet(|| read_back(batch.document, saved).ok()).flatten()?;
    Some(as_it_is(batch.document, state))
}

fn as_it_is(document: DocumentId, state: DocumentState) -> JoinedDocument {
    JoinedDocument {
        document,
        verdicts: Vec::new(),
        saved_order: state.order.clone(),
        state: Some(state),
    }
}
