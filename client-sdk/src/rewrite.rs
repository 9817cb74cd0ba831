//! Writes again what a person meant, when the change that carried it cannot stand.
//!
//! A quarantined change, or a store that turns out to be a copy, must not cost the edits that were made after
//! it. The journal keeps them as edits; they are written again as another actor.

use std::collections::HashSet;

use puente_admission::Reason;
use puente_document::Edit;
use puente_protocol::ChangeState;
use puente_record::id::{ChangeHash, DocumentId};
use rusqlite::Transaction;

use crate::local_signer::LocalSigner;
use crate::store::documents::{self, DocumentRow};
use crate::store::journal::{self, JournalOutcome, JournalRow};
use crate::store::{holders, refill};
use crate::write::{WriteContext, empty, store_document};
use crate::{Error, Rng};

/// Removes `rejected` and everything that builds on it from a document, and writes the later edits again on another
/// branch; also `rejected` itself if only its place was taken. Returns how many edits were written again.
pub(crate) fn grow_another_branch(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &DocumentRow,
    rejected: &[ChangeHash],
    reason: Option<Reason>,
    rng: &mut Rng,
) -> Result<usize, Error> {
    let document = row.open()?;
    if !rejected.iter().any(|change| document.has(*change)) {
        return Ok(0);
    }
    let kept = document.without(rejected);
    if kept.heads().is_empty() {
        // The creation itself was refused: nothing of the document can stand, and it stays as it was
        // typed, marked, until somebody decides.
        let &[first] = rejected else { return Ok(0) };
        if reason != Some(Reason::ActorReused) {
            return Ok(0);
        }
        // Its place was taken, by a copy of this store: on another branch the same beginning enters.
        empty(tx, row.id, &row.origin()?)?;
        documents::set_branch(tx, row.id, row.branch + 1)?;
        let lines = journal::standing_or(tx, row.id, first)?;
        return write_again(tx, me, row.id, lines, rng);
    }
    store_document(tx, row, &kept, None)?;
    documents::set_branch(tx, row.id, row.branch + 1)?;
    let left: HashSet<ChangeHash> = kept.order().into_iter().collect();
    let mut lines = match *rejected {
        // Nobody refused what it says: on another branch it has a place.
        [taken] if reason == Some(Reason::ActorReused) => journal::standing_or(tx, row.id, taken)?,
        _ => {
            let mut lines = journal::standing_rows(tx, row.id)?;
            lines.retain(|line| !rejected.contains(&line.change));
            lines
        }
    };
    lines.retain(|line| !left.contains(&line.change));
    write_again(tx, me, row.id, lines, rng)
}

/// Takes every unacknowledged change out of the documents and writes its edits again as the actors
/// of a new install.
pub(crate) fn move_to_new_install(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    rng: &mut Rng,
) -> Result<usize, Error> {
    let mut lines = journal::unacknowledged(tx)?;
    let mut written = 0;
    while let Some(first) = lines.first() {
        let id = first.document;
        let (of_document, others): (Vec<_>, Vec<_>) =
            lines.into_iter().partition(|line| line.document == id);
        lines = others;
        let Some(row) = documents::load(tx, id)? else {
            continue;
        };
        let rejected: Vec<ChangeHash> = of_document.iter().map(|line| line.change).collect();
        let kept = row.open()?.without(&rejected);
        if kept.heads().is_empty() {
            empty(tx, row.id, &row.origin()?)?;
            // The copy may have begun it at the server, and the record may have left since: nobody told this device.
            refill::insert_question(tx, row.id)?;
        } else {
            store_document(tx, &row, &kept, None)?;
        }
        written += write_again(tx, me, id, of_document, rng)?;
    }
    Ok(written)
}

/// Writes lines again, each in the name of whoever meant it. Answers how many these are.
pub(crate) fn write_again(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    lines: Vec<JournalRow>,
    rng: &mut Rng,
) -> Result<usize, Error> {
    let count = lines.len();
    let here = holders::author(tx)?;
    for line in lines {
        journal::set_outcome(tx, line.id, Some(JournalOutcome::Replaced), None)?;
        let mut pen = WriteContext::of_line(tx, me, &line, rng)?;
        match pen.edit(document, &line.edits) {
            Err(Error::NotAllowed | Error::HoldsOne(_)) => {
                write_as_allowed(&mut pen, document, &line)?;
            }
            written => {
                written?;
            }
        }
    }
    holders::act_as(tx, here)?;
    Ok(count)
}

/// Writes again what somebody may no longer write as they did: a decision becomes a candidate. What
/// cannot be said so is marked, for its author to see; the journal keeps it.
fn write_as_allowed(
    pen: &mut WriteContext<'_>,
    document: DocumentId,
    line: &JournalRow,
) -> Result<(), Error> {
    let softened = line.edits.iter().map(|edit| match edit.clone() {
        Edit::Resolve { field, value, .. } | Edit::KeepAll { field, value, .. } => {
            Edit::Put { field, value }
        }
        Edit::ResolveEntry {
            kind,
            id,
            field,
            value,
            ..
        } => Edit::PutEntry {
            kind,
            id,
            field,
            value,
        },
        other => other,
    });
    for edit in softened {
        match pen.edit(document, &[edit]) {
            Err(Error::NotAllowed) => {
                let aside = Some(JournalOutcome::Told(ChangeState::Quarantined));
                journal::set_outcome(
                    pen.tx,
                    line.id,
                    aside,
                    Some(Reason::NoLongerAllowed.as_str()),
                )?;
            }
            written => {
                written?;
            }
        }
    }
    Ok(())
}
