//! Leaving scopes: a device holds only what its holder needs.

use puente_policy::{Action, Rights};
use puente_record::Compartment;
use puente_record::id::{ChangeHash, RecordId, SiteId};
use rusqlite::{Connection, Transaction};

use super::bodies;
use crate::local_signer::LocalSigner;
use crate::store::{documents, enrolment, inbox, journal, outbox, refill};
use crate::write::allowed_at;
use crate::{Error, Rng};

/// Takes every document off the device that nobody who uses it may read, once the server has all that
/// was written in it here. Answers how many went.
///
/// A document whose change is in quarantine stays: its author is the one to ask about it.
pub(super) fn leave_scopes(
    conn: &mut Connection,
    me: &LocalSigner,
    rng: &mut Rng,
) -> Result<u64, Error> {
    if enrolment::enrolment(conn)?.is_none() || documents::unsettled(conn)?.is_empty() {
        return Ok(0);
    }
    let tx = conn.transaction()?;
    let mut purged = 0;
    let rights = enrolment::rights_of_all(&tx)?;
    for record in documents::unsettled(&tx)? {
        let sites = documents::scope(&tx, record)?;
        let held = documents::held_of(&tx, record)?;
        let is_leaving =
            |kind, is_doubted| is_doubted || !allowed_at(&rights, &sites, kind, Action::Read);
        let mut leaving = Vec::new();
        if held
            .iter()
            .any(|(_, kind, doubt)| is_leaving(*kind, *doubt))
        {
            let (mut waits, mut is_asked_about) = (false, false);
            for (id, kind, is_doubted) in held {
                let (waiting, aside) = journal::standing_counts(&tx, id)?;
                // A change of the core that waits may be the move itself, and the server may see it otherwise.
                // What the server lacks of others' goes up before it goes from here.
                let (lacking, kept) = refill::standing_counts(&tx, id)?;
                waits |= waiting + lacking > 0;
                if is_leaving(kind, is_doubted) {
                    is_asked_about |= aside + kept > 0 || journal::is_pending(&tx, id)?;
                    leaving.push(id);
                }
            }
            // All at once: the scope of what is left behind would be unknown without the core.
            if is_asked_about || waits {
                continue;
            }
        }
        for id in leaving {
            bodies::seal(&tx, me, id, record, rng)?;
            documents::purge(&tx, id)?;
            outbox::insert_purged(&tx, id)?;
            purged += 1;
        }
        documents::settle(&tx, record)?;
    }
    if purged > 0 {
        bodies::bound(&tx, me)?;
    }
    tx.commit()?;
    Ok(purged)
}

/// A person was erased at the office: everything of the record goes off the device, what was not sent too.
/// The server would accept nothing of it any more.
pub(super) fn erase(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    record: RecordId,
) -> Result<u64, Error> {
    let mut purged = 0;
    for row in documents::of_record(tx, record)? {
        bodies::erase(tx, me, row.id)?;
        documents::purge(tx, row.id)?;
        outbox::insert_purged(tx, row.id)?;
        purged += 1;
    }
    bodies::forget(tx, me, record)?;
    documents::settle(tx, record)?;
    inbox::erase(tx, record)?;
    Ok(purged)
}

/// Doubts the unsettled records of whose scope the holder hears by new grants alone.
///
/// What became of such a record at the sites that the holder had to leave, nobody told this device:
/// it may have left the new site too. What is there now, the server sends whole, as to everybody who
/// is new there.
pub(super) fn doubt(tx: &Transaction<'_>, before: &Rights) -> Result<(), Error> {
    let after = enrolment::rights_of_all(tx)?;
    let reads = |rights: &Rights, site: &SiteId| {
        rights.may(Action::Read, Compartment::Core, std::slice::from_ref(site))
    };
    for record in documents::unsettled(tx)? {
        let sites = documents::scope(tx, record)?;
        let lasts = |site: &SiteId| reads(before, site) && reads(&after, site);
        // Where this device itself is about to bring it, the server tells all that differs.
        let moves = journal::waiting_moves(tx, record)?;
        let is_brought = moves.iter().any(|(_, site)| reads(&after, site));
        // So it does where the record was before this device moved it, which no server knows yet.
        let told = told_sites(tx, record, &moves)?;
        // Only what the server sends ends a doubt: grants may change again before it has.
        if !sites.is_empty() && !sites.iter().chain(&told).any(lasts) && !is_brought {
            documents::doubt(tx, record)?;
        }
    }
    Ok(())
}

/// Where a record is without these moves of it; nowhere where there are none.
fn told_sites(
    tx: &Transaction<'_>,
    record: RecordId,
    moves: &[(ChangeHash, SiteId)],
) -> Result<Vec<SiteId>, Error> {
    let row = documents::load(tx, record)?;
    let row = row.filter(|row| !moves.is_empty() && !row.saved.is_empty());
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let moves: Vec<ChangeHash> = moves.iter().map(|(change, _)| *change).collect();
    Ok(row.open()?.without(&moves).sites())
}
