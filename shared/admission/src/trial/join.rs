//! Joining: what a device does with documents and changes that its server sent.

use minicbor::{Decode, Encode};
use puente_record::{ChangeHash, DocumentId};

use super::{judge, open, quiet, read_back};
use crate::{Batch, DocumentBatch, DocumentState, Verdict, guard};

/// What became of one document on its way into a device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Joined {
    /// The document.
    #[n(0)]
    pub document: DocumentId,
    /// One for each candidate, in their order.
    #[n(1)]
    pub verdicts: Vec<Verdict>,
    /// The document with all that could be used; none when nothing could.
    #[n(2)]
    pub state: Option<DocumentState>,
    /// The changes of the saved document that was given, in its own order: what a list of authors in
    /// that order is about.
    #[n(3)]
    pub saved_order: Vec<ChangeHash>,
}

/// Brings the candidates of every document into its saved bytes, which may be foreign too, and reads
/// the result back. Structure is checked as in [`crate::trial`]; entitlement was decided by the
/// server that sent them, so the batch's authorities are not looked at.
///
/// Run it where nothing is at stake: another process, or a Worker without a database.
#[must_use]
pub fn join(batch: &Batch) -> Vec<Joined> {
    batch.documents.iter().map(join_one).collect()
}

fn join_one(batch: &DocumentBatch) -> Joined {
    if let Some(joined) = whole(batch) {
        return joined;
    }
    let document = batch.document;
    let mut raws = Vec::new();
    let Some(ancestry) = open(batch, &mut raws) else {
        let verdicts = vec![Verdict::Pending; batch.candidates.len()];
        return Joined {
            document,
            verdicts,
            state: None,
            saved_order: Vec::new(),
        };
    };
    let saved_order = ancestry.order();
    let (verdicts, entered) = judge(None, batch, ancestry);
    let as_it_was = || {
        let saved = batch.saved.as_ref()?;
        quiet(|| read_back(document, saved).ok()).flatten()
    };
    Joined {
        document,
        verdicts,
        state: entered.or_else(as_it_was),
        saved_order,
    }
}

/// Most of what a first pull brings: a whole document, and nothing here to bring into it. To load it
/// proves its changes; to take them out again and look at each costs as much once more, and is left
/// to documents of an unusual form.
fn whole(batch: &DocumentBatch) -> Option<Joined> {
    let saved = batch.saved.as_ref()?;
    if !batch.candidates.is_empty() || guard::saved(saved).is_err() {
        return None;
    }
    let state = quiet(|| read_back(batch.document, saved).ok()).flatten()?;
    Some(Joined {
        document: batch.document,
        verdicts: Vec::new(),
        saved_order: state.order.clone(),
        state: Some(state),
    })
}
