//! After a restore, a device brings back everything that it holds and the server has lost, whoever wrote it.
//!
//! A server in another epoch does not accept earlier cursors and sends everything whole. So the device learns
//! what the server has of each document. The server lacks what the device has beyond that, and every document
//! that did not come. The device's own changes go up again in their segments. Changes of others, and its own of
//! earlier installs, go into new segments with the vouch with which they came down. For documents that did not
//! come at all the device asks where their record is, because it may have left this person's sites in the
//! server's new epoch.

mod listing;
mod segments;

use std::collections::{BTreeMap, HashSet};

use puente_protocol::change;
use puente_record::id::{ChangeHash, DocumentId};
use rusqlite::{Connection, Transaction};

pub(super) use self::segments::{RefillItem, note_fields, seal, seal_items, seal_leaving};
use super::bodies;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::refill::BroughtChange;
use crate::store::{documents, journal, refill};

/// Notes what this device has beyond a document that came whole from a server in another epoch.
pub(super) fn compare(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    there: &[ChangeHash],
    now_ms: i64,
) -> Result<(), Error> {
    if !refill::set_seen(tx, document)? {
        return Ok(());
    }
    offer(tx, me, document, &there.iter().copied().collect(), now_ms)
}

/// Runs when the answer is whole: of a document that did not come, the server has nothing, or nothing for this
/// device.
pub(super) fn finish(conn: &mut Connection, me: &LocalSigner, now_ms: i64) -> Result<(), Error> {
    if !refill::is_under_way(conn)? {
        return Ok(());
    }
    let tx = conn.transaction()?;
    for document in refill::unseen(&tx)? {
        refill::set_seen(&tx, document)?;
        offer(&tx, me, document, &HashSet::new(), now_ms)?;
        refill::insert_question(&tx, document)?;
    }
    tx.commit()?;
    Ok(())
}

fn offer(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    there: &HashSet<ChangeHash>,
    now_ms: i64,
) -> Result<(), Error> {
    let Some(row) = documents::load(tx, document)?.filter(|row| !row.saved.is_empty()) else {
        return Ok(());
    };
    let here = row.open()?.order();
    let mut left = refill::of_earlier_logs(tx, document)?;
    left.retain(|of| !here.contains(&of.change) && !there.contains(&of.change));
    let items = items_of(tx, me, left)?;
    let resent = journal::of_install(tx, document, me.install)?;
    let refused = journal::refused_of_earlier_logs(tx, document)?;
    for change in here.iter().chain(&refused) {
        if !there.contains(change) && !resent.contains(change) {
            refill::insert(tx, document, *change)?;
        }
    }
    seal_items(tx, me, items, now_ms)
}

/// The items that brought these changes. The changes are in no document, so their bytes are in the logs alone.
fn items_of(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    brought: Vec<BroughtChange>,
) -> Result<Vec<RefillItem>, Error> {
    let mut wanted: BTreeMap<_, HashSet<ChangeHash>> = BTreeMap::new();
    for of in brought {
        let place = (of.document, of.install, of.n);
        wanted.entry(place).or_default().insert(of.change);
    }
    let mut items = Vec::new();
    for ((document, install, n), changes) in wanted {
        for carried in bodies::carried_changes(tx, me, install, n, document, &changes)? {
            let hashes = carried.changes().iter().map(|raw| change::hash_of(raw));
            items.push(RefillItem {
                document,
                changes: hashes.filter(|hash| changes.contains(hash)).collect(),
                carried,
            });
        }
    }
    Ok(items)
}

/// The items of a log from segment `from_n` on whose changes are in no document.
pub(super) fn items_of_log(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    from_n: u64,
) -> Result<Vec<RefillItem>, Error> {
    let mut left = Vec::new();
    let mut here: Option<(DocumentId, Vec<ChangeHash>)> = None;
    for of in refill::of_log(tx, me.install, from_n)? {
        if here.as_ref().is_none_or(|(id, _)| *id != of.document) {
            let row = documents::load(tx, of.document)?.filter(|row| !row.saved.is_empty());
            let order = row.map(|row| row.open()).transpose()?;
            here = Some((of.document, order.map_or_else(Vec::new, |of| of.order())));
        }
        if here
            .as_ref()
            .is_some_and(|(_, order)| !order.contains(&of.change))
        {
            left.push(of);
        }
    }
    items_of(tx, me, left)
}
