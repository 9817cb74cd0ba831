//! Purging: a device holds only what its users need.

mod dormancy;

use std::collections::BTreeSet;

use puente_policy::{Action, Rights};
use puente_record::DocumentKind;
use puente_record::id::{ChangeHash, RecordId, SiteId};
use rusqlite::{Connection, Transaction};

use super::bodies;
use crate::local_signer::LocalSigner;
use crate::store::{documents, dormant, enrolment, inbox, journal, outbox, refill};
use crate::write::allowed_at;
use crate::{Error, Rng};

pub(crate) use dormancy::recall;

/// Purges every document that nobody on this device may read or hold any longer, once the server has all changes that were
/// written in it here. Returns how many documents were purged.
///
/// A document with a quarantined change stays, because its author is the one to ask about it.
pub(super) fn leave_scopes(
    conn: &mut Connection,
    me: &LocalSigner,
    rng: &mut Rng,
) -> Result<u64, Error> {
    if enrolment::enrolment(conn)?.is_none() {
        return Ok(0);
    }
    let mut records = BTreeSet::from_iter(documents::unsettled(conn)?);
    let dormant = dormancy::dormant(conn)?;
    records.extend(&dormant);
    if records.is_empty() {
        return Ok(0);
    }
    let tx = conn.transaction()?;
    let mut purged = BTreeSet::new();
    let rights = enrolment::rights_of_all(&tx)?;
    for record in records {
        let is_dormant = dormant.contains(&record);
        let sites = documents::scope(&tx, record)?;
        let held = documents::held_of(&tx, record)?;
        let is_leaving = |kind, is_doubted| {
            is_dormant || is_doubted || !allowed_at(&rights, &sites, kind, Action::Read)
        };
        let mut leaving = Vec::new();
        if held
            .iter()
            .any(|(_, kind, doubt)| is_leaving(*kind, *doubt))
        {
            let (mut waits, mut is_asked_about) = (false, false);
            for (id, kind, is_doubted) in held {
                let (waiting, aside) = journal::standing_counts(&tx, id)?;
                // A change of the core that waits may be the move itself, and the server may decide otherwise.
                // What the server lacks of others' changes must go up before it is purged here.
                let (lacking, kept) = refill::standing_counts(&tx, id)?;
                waits |= waiting + lacking > 0;
                if is_leaving(kind, is_doubted) {
                    is_asked_about |= aside + kept > 0 || journal::is_pending(&tx, id)?;
                    leaving.push(id);
                }
            }
            // All documents of a record go together: without the core the scope of the others would be unknown.
            if is_asked_about || waits {
                continue;
            }
        }
        if is_dormant {
            dormant::insert(&tx, record)?;
        }
        for id in leaving {
            bodies::seal(&tx, me, id, record, rng)?;
            documents::purge(&tx, id)?;
            outbox::insert_purged(&tx, id)?;
            purged.insert(id);
        }
        documents::settle(&tx, record)?;
    }
    if !purged.is_empty() {
        bodies::bound(&tx, me)?;
        inbox::forget(&tx, &purged)?;
    }
    tx.commit()?;
    Ok(purged.len() as u64)
}

/// Deletes everything of an erased person from the device, sent or not. The server would accept nothing of it
/// any more.
pub(super) fn erase(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    record: RecordId,
) -> Result<u64, Error> {
    let mut purged = 0;
    let mut held = BTreeSet::new();
    for row in documents::of_record(tx, record)? {
        bodies::erase(tx, me, row.id)?;
        documents::purge(tx, row.id)?;
        outbox::insert_purged(tx, row.id)?;
        held.insert(row.id);
        purged += 1;
    }
    bodies::forget(tx, me, record)?;
    dormant::remove(tx, record)?;
    documents::settle(tx, record)?;
    inbox::erase(tx, record, held)?;
    Ok(purged)
}

/// Doubts the unsettled records whose scope the device learns only from new grants.
///
/// Nobody told this device what happened to such a record at the sites that its user had to leave: the record
/// may have left the new site too. The server sends whole what is there now, as to every new reader.
pub(super) fn doubt(tx: &Transaction<'_>, before: &Rights) -> Result<(), Error> {
    let after = enrolment::rights_of_all(tx)?;
    let reads = |rights: &Rights, site: &SiteId| {
        rights.may(Action::Read, DocumentKind::Core, std::slice::from_ref(site))
    };
    for record in documents::unsettled(tx)? {
        let sites = documents::scope(tx, record)?;
        let lasts = |site: &SiteId| reads(before, site) && reads(&after, site);
        // When this device itself is about to bring the record there, the server tells every difference.
        let moves = journal::waiting_moves(tx, record)?;
        let is_brought = moves.iter().any(|(_, site)| reads(&after, site));
        // The same holds for the site of the record before this device moved it; no server knows of that move
        // yet.
        let told = told_sites(tx, record, &moves)?;
        // Only a row from the server ends a doubt, because grants may change again before one comes.
        if !sites.is_empty() && !sites.iter().chain(&told).any(lasts) && !is_brought {
            documents::doubt(tx, record)?;
        }
    }
    Ok(())
}

/// The sites of a record without these moves; empty when there are no moves.
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
