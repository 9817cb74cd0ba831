//! What became of the device's own changes.

use puente_protocol::page::{ChangeState, Verdict};
use rusqlite::Transaction;

use super::SyncReport;
use crate::device::Me;
use crate::store::journal::Outcome;
use crate::store::{documents, journal};
use crate::{Error, Rng};

/// Reasons that would meet the same person's next change too: writing again would not help.
const ABOUT_THE_PERSON: &[&str] = &["device_revoked", "account_not_bound"];

/// Notes a verdict, and lets later edits of the same document grow on another branch when one of
/// them was quarantined.
pub(super) fn take(
    tx: &Transaction<'_>,
    me: &Me,
    verdict: &Verdict,
    report: &mut SyncReport,
    rng: &mut Rng,
) -> Result<(), Error> {
    let Some((line, outcome)) = journal::by_change(tx, verdict.document, verdict.change)? else {
        return Ok(());
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
            journal::set_outcome(tx, line.id, None, None)
        }
        ChangeState::SetAside => journal::set_outcome(tx, line.id, Some(Outcome::SetAside), reason),
        ChangeState::Quarantined => {
            report.quarantined += 1;
            journal::set_outcome(tx, line.id, Some(Outcome::Quarantined), reason)?;
            let about_the_person = ABOUT_THE_PERSON.contains(&verdict.reason.as_str());
            let row = documents::load(tx, verdict.document)?;
            if let (false, Some(row)) = (about_the_person, row) {
                report.written_again +=
                    crate::journal::grow_another_branch(tx, me, &row, verdict.change, rng)? as u64;
            }
            Ok(())
        }
    }
}
