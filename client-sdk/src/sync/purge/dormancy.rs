//! Which records a device lets go of although its users may read them: nothing about them is open, their people came more
//! than two weeks ago, and nobody here works with such records.
//!
//! The rule is a function of the merged documents and of the server's time, never of this device's clock: a phone whose clock
//! stands at 2099 must not empty itself. The server need not know the rule. It goes on telling the changes of these records,
//! each of which makes the device ask for the record: so it is here again when something about it is open again.

use std::collections::BTreeSet;

use puente_policy::{Action, Rights};
use puente_record::id::RecordId;
use puente_record::{DORMANT_AFTER_DAYS, DocumentKind, FindingCode, came_long_ago, findings};
use rusqlite::{Connection, Transaction};

use crate::Error;
use crate::site::KnownSites;
use crate::store::{app_storage, documents, dormant, enrolment, people, server_clock};
use crate::write::allowed_at;

const DAY_MS: i64 = 86_400_000;

/// The records to let go of.
pub(super) fn dormant(conn: &Connection) -> Result<BTreeSet<RecordId>, Error> {
    let mut leaving = BTreeSet::new();
    // Without a key to seal to, the bodies of what leaves are erased, and this device may be the only one that could refill
    // a server that was restored.
    let seals = enrolment::server_keys(conn)?.is_some_and(|keys| keys.recovery.is_some());
    let Some(heard_ms) = server_clock::heard_ms(conn)?.filter(|_| seals) else {
        return Ok(leaving);
    };
    let rights = enrolment::rights_of_all(conn)?;
    let holds = |site| rights.may(Action::HoldDormant, DocumentKind::Core, &[site]);
    // Most phones of an office hold everything, and need not look at it with each sync.
    let mut read = rights.sites(Action::Read, DocumentKind::Core);
    if read.all(holds) {
        return Ok(leaving);
    }
    // The days of the site decide below. They differ from multiples of 24 hours by less than one day.
    let before_ms = heard_ms - (DORMANT_AFTER_DAYS - 1) * DAY_MS;
    let closed = dormant::closed_before(conn, before_ms, heard_ms)?;
    if closed.is_empty() {
        return Ok(leaving);
    }
    let known = KnownSites::load(conn)?;
    let may = |sites: &[_], action| allowed_at(&rights, sites, DocumentKind::Core, action);
    for (record, arrived_ms) in closed {
        let sites = documents::scope(conn, record)?;
        let is_long_ago = |site| came_long_ago(arrived_ms, heard_ms, &known.zone_at(Some(site)));
        if may(&sites, Action::Read)
            && !may(&sites, Action::HoldDormant)
            && sites.iter().copied().all(is_long_ago)
            && !is_asked_about(conn, record, &known, heard_ms)?
        {
            leaving.insert(record);
        }
    }
    Ok(leaving)
}

/// Does somebody still have to look at the person, or has somebody on this device begun to write about them?
fn is_asked_about(
    conn: &Connection,
    record: RecordId,
    known: &KnownSites,
    heard_ms: i64,
) -> Result<bool, Error> {
    let is_of_minor = |code| matches!(code, FindingCode::MinorAlone | FindingCode::MinorUnclear);
    let may_be_alone = people::facts(conn, record)?.is_some_and(|facts| {
        let today = known.today(heard_ms);
        let found = findings(&facts.statements(), today, &known.zone_at(None));
        found.iter().any(|finding| is_of_minor(finding.code))
    });
    Ok(may_be_alone || app_storage::mentions(conn, &record.to_string())?)
}

/// Asks for the records of which this device let go, when somebody on it may hold them since these rights changed.
pub(crate) fn recall(tx: &Transaction<'_>, before: &Rights) -> Result<(), Error> {
    let after = enrolment::rights_of_all(tx)?;
    let mut sites = after.sites(Action::HoldDormant, DocumentKind::Core);
    let held = |site| before.may(Action::HoldDormant, DocumentKind::Core, &[site]);
    if sites.any(|site| !held(site)) {
        dormant::recall_all(tx)?;
    }
    Ok(())
}
