//! Changes of a document that cannot be used beside the document that the server sends whole.
//!
//! When a store and its server were both put back, an actor gives sequence numbers out again, and two changes have the
//! same place. A document can hold only one of them and the changes that depend on it, but nobody has refused the other.
//! The device writes its own changes again, concurrent to what the server sends. Others' changes go up to the server,
//! where somebody decides about them.

use std::collections::{BTreeSet, HashSet};

use puente_admission::{JoinedDocument, Reason, Verdict};
use puente_document::Document;
use puente_protocol::{change, identity};
use puente_record::id::{ChangeHash, DocumentId};
use rusqlite::Transaction;

use super::refill;
use crate::local_signer::LocalSigner;
use crate::store::authors::{Authorships, WrittenByProof};
use crate::store::{self, documents, journal};
use crate::write::{empty, store_document};
use crate::{Error, Rng};

/// Changes that were written again, to be put into the document that the server sent.
#[derive(Debug, Default)]
pub(super) struct WrittenBeside {
    raws: Vec<Vec<u8>>,
    changes: Vec<ChangeHash>,
    /// How many edits these are.
    pub(super) edits: u64,
}

/// Takes changes out of a document that the server's whole one will replace: those that cannot stand beside it.
pub(super) fn take_out(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    outcome: &JoinedDocument,
    now_ms: i64,
    rng: &mut Rng,
) -> Result<WrittenBeside, Error> {
    let document = outcome.document;
    let row = documents::load(tx, document)?.filter(|row| !row.saved.is_empty());
    let (Some(row), Some(theirs)) = (row, &outcome.state) else {
        return Ok(WrittenBeside::default());
    };
    let there: HashSet<ChangeHash> = theirs.order.iter().copied().collect();
    let here = row.open()?;
    let mut displaced = here.order();
    displaced.retain(|change| !there.contains(change));
    let is_reused = |verdict: &Verdict| verdict.reason() == Some(Reason::ActorReused);
    let is_reused = outcome.verdicts.iter().any(is_reused);
    let mut lines = journal::standing_rows(tx, document)?;
    lines.retain(|line| displaced.contains(&line.change));
    let mut leaving: HashSet<ChangeHash> = displaced.iter().copied().collect();
    if is_reused {
        let again: HashSet<ChangeHash> = lines.iter().map(|line| line.change).collect();
        leaving.retain(|change| !again.contains(change));
    } else {
        let sent = journal::of_install(tx, document, me.install)?;
        leaving.retain(|change| !sent.contains(change));
    }
    refill::seal_leaving(tx, me, &row, &leaving, now_ms)?;
    // About changes that the document has no room for, the server gives verdicts.
    if !is_reused || lines.is_empty() {
        return Ok(WrittenBeside::default());
    }
    let kept = here.without(&displaced);
    if kept.heads().is_empty() {
        empty(tx, document, &row.origin()?)?;
    } else {
        store_document(tx, &row, &kept, None)?;
    }
    let branch = free_branch(me, document, row.branch, &theirs.saved)?;
    documents::set_branch(tx, document, branch)?;
    let edits = crate::rewrite::write_again(tx, me, document, lines, rng)? as u64;
    let left: BTreeSet<ChangeHash> = kept.order().into_iter().collect();
    let row = documents::load(tx, document)?.ok_or(Error::Damaged("document"))?;
    let written = row.open()?.changes().into_iter();
    let written = written.filter(|(change, _)| !left.contains(change));
    let (changes, raws) = written.unzip();
    Ok(WrittenBeside {
        raws,
        changes,
        edits,
    })
}

/// The next branch without changes in the document that came: a copy of this store may have used some branches.
fn free_branch(
    me: &LocalSigner,
    document: DocumentId,
    last: u32,
    theirs: &[u8],
) -> Result<u32, Error> {
    let theirs = Document::load(document, theirs).map_err(|_| Error::Damaged("document.saved"))?;
    let actor_of = |raw: &[u8]| Some(change::read(raw).ok()?.1.actor.to_vec());
    let changes = theirs.changes().into_iter();
    let actors: HashSet<Vec<u8>> = changes.filter_map(|(_, raw)| actor_of(&raw)).collect();
    let actor = |branch: &u32| identity::actor(&me.public, me.install, document, *branch);
    let mut branches =
        (last.saturating_add(1)..).filter(|branch| !actors.contains(&actor(branch)[..]));
    Ok(branches.next().unwrap_or(last))
}

impl WrittenBeside {
    /// Notes the authors of these changes.
    pub(super) fn attribute(
        &self,
        tx: &Transaction<'_>,
        id: DocumentId,
        written: &mut Authorships,
    ) -> Result<(), Error> {
        let now = Authorships::of(tx, id)?;
        for change in &self.changes {
            if let Some(author) = now.author_row(*change) {
                written.add(*change, author, WrittenByProof::default());
            }
        }
        Ok(())
    }

    /// Puts the changes into the document as the server sent it.
    pub(super) fn put_in(self, tx: &Transaction<'_>, id: DocumentId) -> Result<(), Error> {
        if self.raws.is_empty() {
            return Ok(());
        }
        let row = documents::load(tx, id)?.ok_or(Error::Damaged("document"))?;
        let mut document = row.open()?;
        let raws: Vec<&[u8]> = self.raws.iter().map(Vec::as_slice).collect();
        // The document has all their ancestors. If it has no room, the server gives verdicts.
        match document.apply(&raws) {
            Ok(_) => store_document(tx, &row, &document, None),
            Err(_) => store::refill::insert_question(tx, id),
        }
    }
}
