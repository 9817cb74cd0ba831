//! What became of the device's own changes.

use std::collections::BTreeSet;

use puente_protocol::page::{ChangeState, LeftOut, Verdict};
use puente_protocol::segment::Item;
use rusqlite::Transaction;

use super::{SyncReport, bodies};
use crate::device::LocalSigner;
use crate::journal::ACTOR_REUSED;
use crate::store::journal::Outcome;
use crate::store::{documents, journal, outbox, refill};
use crate::write::keep;
use crate::{Error, Rng};

/// Reasons that would meet the same person's next change too: writing again would not help.
const ABOUT_THE_PERSON: &[&str] = &["device_revoked", "account_not_bound"];

/// The verdict on an unproven copy of a change that entered.
const ENTERED_OTHERWISE: &str = "entered_otherwise";

/// Brings a released change back into the document that it was taken out of. The server sends it too,
/// yet maybe before the word that it was quarantined; the bytes are in this device's own log.
fn bring_back(tx: &Transaction<'_>, me: &LocalSigner, verdict: &Verdict) -> Result<(), Error> {
    let Some(row) = documents::load(tx, verdict.document)?.filter(|row| !row.saved.is_empty())
    else {
        return Ok(());
    };
    let mut document = row.open()?;
    if document.has(verdict.change) {
        return Ok(());
    }
    let Some(segment) = outbox::with_change(tx, verdict.document, verdict.change)? else {
        return Ok(());
    };
    let opened = bodies::open(tx, me, &segment, &mut |opened, _| Ok(opened))?;
    let raw = opened.items().find_map(|(item, hash)| match item {
        Item::Change { raw, .. } if hash == Some(verdict.change) => Some(raw),
        _ => None,
    });
    // What it follows may be here only with the next page, and this change with it.
    if raw.is_some_and(|raw| document.apply(&[raw]).is_ok()) {
        keep(tx, &row, &document, None)?;
    }
    Ok(())
}

/// Another change stands at the server in the place of one from here. It could not be used beside that one, should it
/// have come already: so the server is asked for the document.
fn ask_for_rival(tx: &Transaction<'_>, verdict: &Verdict) -> Result<(), Error> {
    match &*verdict.reason {
        ACTOR_REUSED => refill::insert_question(tx, verdict.document),
        _ => Ok(()),
    }
}

/// What became of a change that was brought for another. One that did not enter leaves the document, so that nothing
/// grows from it; the list of what needs attention names it.
fn brought(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    verdict: &Verdict,
    report: &mut SyncReport,
    rng: &mut Rng,
) -> Result<(), Error> {
    let outcome = match verdict.state {
        ChangeState::Pending => Some(Outcome::Pending),
        ChangeState::Accepted | ChangeState::Released => None,
        // It is on the server, as its author's.
        ChangeState::SetAside if verdict.reason == ENTERED_OTHERWISE => None,
        ChangeState::SetAside => Some(Outcome::SetAside),
        ChangeState::WrittenAgain => Some(Outcome::WrittenAgain),
        ChangeState::Quarantined => Some(Outcome::Quarantined),
    };
    let (document, change) = (verdict.document, verdict.change);
    let is_brought = refill::set_outcome(tx, document, change, (outcome, &verdict.reason))?;
    if !is_brought || matches!(outcome, None | Some(Outcome::Pending)) {
        return Ok(());
    }
    report.quarantined += u64::from(outcome == Some(Outcome::Quarantined));
    ask_for_rival(tx, verdict)?;
    let row = documents::load(tx, document)?.filter(|row| !row.saved.is_empty());
    let Some(row) = row else {
        return Ok(());
    };
    for line in row.open()?.history() {
        let fields: BTreeSet<&str> = line.edits.iter().map(|edit| &*edit.key).collect();
        let fields = Vec::from_iter(fields).join("\n");
        refill::set_fields(tx, document, line.change, (&fields, line.time_ms))?;
    }
    // Whatever the reason: what another began is not begun again here, and stays as it is if that was refused.
    report.written_again +=
        crate::journal::grow_another_branch(tx, me, &row, (&[change], ""), rng)? as u64;
    Ok(())
}

/// Notes a verdict, and lets later edits of the same document grow on another branch when one of
/// them was quarantined.
pub(super) fn take(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    verdict: &Verdict,
    report: &mut SyncReport,
    rng: &mut Rng,
) -> Result<(), Error> {
    let Some((line, outcome)) = journal::by_change(tx, verdict.document, verdict.change)? else {
        return brought(tx, me, verdict, report, rng);
    };
    if outcome.as_deref() == Some(Outcome::Replaced.as_str()) {
        return Ok(());
    }
    let reason = Some(verdict.reason.as_str());
    match verdict.state {
        ChangeState::Pending => {
            report.pending += 1;
            journal::set_outcome(tx, line.id, Some(Outcome::Pending), reason)
        }
        ChangeState::Accepted | ChangeState::Released => {
            journal::set_outcome(tx, line.id, None, None)?;
            bring_back(tx, me, verdict)
        }
        ChangeState::SetAside => journal::set_outcome(tx, line.id, Some(Outcome::SetAside), reason),
        ChangeState::WrittenAgain => {
            journal::set_outcome(tx, line.id, Some(Outcome::WrittenAgain), reason)
        }
        ChangeState::Quarantined => {
            report.quarantined += 1;
            journal::set_outcome(tx, line.id, Some(Outcome::Quarantined), reason)?;
            ask_for_rival(tx, verdict)?;
            let about_the_person = ABOUT_THE_PERSON.contains(&verdict.reason.as_str());
            let row = documents::load(tx, verdict.document)?;
            if let (false, Some(row)) = (about_the_person, row) {
                let rejected = (&[verdict.change][..], &*verdict.reason);
                report.written_again +=
                    crate::journal::grow_another_branch(tx, me, &row, rejected, rng)? as u64;
            }
            Ok(())
        }
    }
}

/// Takes what an administrator left out of a document out of the one here, and lets later edits of it grow
/// on another branch. What of it this device wrote, the server wrote again: a verdict says so.
pub(super) fn leave_out(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    of: &LeftOut,
    report: &mut SyncReport,
    rng: &mut Rng,
) -> Result<(), Error> {
    let row = documents::load(tx, of.document)?.filter(|row| !row.saved.is_empty());
    let Some(row) = row else {
        return Ok(());
    };
    let again = crate::journal::grow_another_branch(tx, me, &row, (&of.changes, ""), rng)?;
    report.written_again += again as u64;
    Ok(())
}
