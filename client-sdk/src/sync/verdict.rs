//! Handles verdicts on the device's own changes.

use std::collections::HashSet;

use puente_admission::Reason;
use puente_protocol::ChangeState;
use puente_protocol::page::{LeftOut, VerdictRow};
use puente_record::id::ChangeHash;
use rusqlite::Transaction;

use super::bodies;
use super::context::AbsorbContext;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::documents::DocumentRow;
use crate::store::journal::JournalOutcome;
use crate::store::{documents, journal, refill};
use crate::write::store_document;

/// Brings a change that entered back into the document from which it was taken. The server sends the change too,
/// but possibly before an older verdict that it was quarantined. The bytes are in this device's own log; where they do
/// not bring the change back, the device asks for the document.
fn bring_back(tx: &Transaction<'_>, me: &LocalSigner, verdict: &VerdictRow) -> Result<(), Error> {
    let Some(row) = documents::load(tx, verdict.document)?.filter(|row| !row.saved.is_empty())
    else {
        return Ok(());
    };
    let mut document = row.open()?;
    if document.has(verdict.change) {
        return Ok(());
    }
    let raw = bodies::of_own(tx, me, verdict.document, verdict.change)?;
    // Its dependencies may come only with the next page, and this change with them.
    if raw.is_some_and(|raw| document.apply(&[&raw]).is_ok()) {
        store_document(tx, &row, &document, None)?;
    }
    if document.has(verdict.change) {
        return Ok(());
    }
    refill::insert_question(tx, verdict.document)
}

/// Asks the server for the document when another change took the place of one from here. The rival may have
/// come already and could not be used beside the device's own.
fn ask_for_rival(tx: &Transaction<'_>, verdict: &VerdictRow) -> Result<(), Error> {
    match Reason::from_code(&verdict.reason) {
        Some(Reason::ActorReused) => refill::insert_question(tx, verdict.document),
        _ => Ok(()),
    }
}

/// Asks the server for the document if a change that this device brought, and that entered, is not in it here.
fn ask_for_entered(tx: &Transaction<'_>, verdict: &VerdictRow) -> Result<(), Error> {
    let row = documents::load(tx, verdict.document)?.filter(|row| !row.saved.is_empty());
    match row {
        Some(row) if !row.open()?.has(verdict.change) => {
            refill::insert_question(tx, verdict.document)
        }
        _ => Ok(()),
    }
}

/// Puts others' changes that depend on a refused one into segments, if a server in another epoch lacks them: they
/// leave the document with the refused change.
fn seal_what_grew(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &DocumentRow,
    rejected: ChangeHash,
    now_ms: i64,
) -> Result<(), Error> {
    let mut leaving: HashSet<ChangeHash> = refill::unsealed_of(tx, row.id)?.into_iter().collect();
    if leaving.is_empty() || row.saved.is_empty() {
        return Ok(());
    }
    let document = row.open()?;
    let kept = document.without(&[rejected]);
    leaving.retain(|change| document.has(*change) && !kept.has(*change));
    super::refill::seal_leaving(tx, me, row, &leaving, now_ms)
}

/// Handles a verdict on a change that this device brought for another. A change that did not enter leaves the
/// document, so that nothing depends on it; the list of what needs attention names it.
fn take_on_brought(
    tx: &Transaction<'_>,
    cx: &mut AbsorbContext<'_>,
    verdict: &VerdictRow,
    now_ms: i64,
) -> Result<(), Error> {
    // A change that came by another road is on the server, under its author.
    let outcome = match Reason::from_code(&verdict.reason) {
        Some(Reason::EnteredOtherwise) => None,
        _ => JournalOutcome::of(verdict.state),
    };
    let (document, change) = (verdict.document, verdict.change);
    let is_brought = refill::set_outcome(tx, document, change, outcome, &verdict.reason)?;
    if is_brought && outcome.is_none() {
        return ask_for_entered(tx, verdict);
    }
    if !is_brought || matches!(verdict.state, ChangeState::Pending) {
        return Ok(());
    }
    cx.report.quarantined += u64::from(verdict.state == ChangeState::Quarantined);
    ask_for_rival(tx, verdict)?;
    let row = documents::load(tx, document)?.filter(|row| !row.saved.is_empty());
    let Some(row) = row else {
        return Ok(());
    };
    super::refill::note_fields(tx, &row)?;
    seal_what_grew(tx, cx.me, &row, change, now_ms)?;
    // Whatever the reason, the device does not begin another author's document again; if its first change was
    // refused, the document stays as it is.
    cx.report.written_again +=
        crate::rewrite::grow_another_branch(tx, cx.me, &row, &[change], None, cx.rng)? as u64;
    Ok(())
}

/// Records a verdict. When the change was quarantined, later edits of its document continue on another branch.
pub(super) fn take(
    tx: &Transaction<'_>,
    cx: &mut AbsorbContext<'_>,
    verdict: &VerdictRow,
    now_ms: i64,
) -> Result<(), Error> {
    let Some((line, outcome)) = journal::by_change(tx, verdict.document, verdict.change)? else {
        return take_on_brought(tx, cx, verdict, now_ms);
    };
    if outcome == Some(JournalOutcome::Replaced) {
        return Ok(());
    }
    let outcome = JournalOutcome::of(verdict.state);
    let words = outcome.map(|_| verdict.reason.as_str());
    journal::set_outcome(tx, line.id, outcome, words)?;
    match verdict.state {
        ChangeState::Pending => {
            cx.report.pending += 1;
            Ok(())
        }
        ChangeState::Accepted | ChangeState::Released => bring_back(tx, cx.me, verdict),
        ChangeState::SetAside | ChangeState::WrittenAgain => Ok(()),
        ChangeState::Quarantined => {
            cx.report.quarantined += 1;
            ask_for_rival(tx, verdict)?;
            let reason = Reason::from_code(&verdict.reason);
            // Writing again would not help: the next change would have the same reason.
            let is_about_the_sender = reason.is_some_and(Reason::is_about_the_sender);
            let row = documents::load(tx, verdict.document)?;
            if let (false, Some(row)) = (is_about_the_sender, row) {
                seal_what_grew(tx, cx.me, &row, verdict.change, now_ms)?;
                let rejected = &[verdict.change];
                cx.report.written_again +=
                    crate::rewrite::grow_another_branch(tx, cx.me, &row, rejected, reason, cx.rng)?
                        as u64;
            }
            Ok(())
        }
    }
}

/// Takes the changes that an administrator left out out of the document. Later edits of it continue on another
/// branch. What this device had written there, the server wrote again; a verdict says so.
pub(super) fn leave_out(
    tx: &Transaction<'_>,
    cx: &mut AbsorbContext<'_>,
    of: &LeftOut,
) -> Result<(), Error> {
    let row = documents::load(tx, of.document)?.filter(|row| !row.saved.is_empty());
    let Some(row) = row else {
        return Ok(());
    };
    let again = crate::rewrite::grow_another_branch(tx, cx.me, &row, &of.changes, None, cx.rng)?;
    cx.report.written_again += again as u64;
    Ok(())
}
