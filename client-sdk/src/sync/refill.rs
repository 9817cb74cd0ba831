//! After a restore, a device brings back everything that it holds and the server has lost, whoever wrote it.
//!
//! A server in another epoch does not accept earlier cursors and sends everything whole. So the device learns
//! what the server has of each document. The server lacks what the device has beyond that, and every document
//! that did not come. The device's own changes go up again in their segments. Changes of others, and its own of
//! earlier installs, go into new segments with the vouch with which they came down. For documents that did not
//! come at all the device asks where their record is, because it may have left this person's sites in the
//! server's new epoch.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use minicbor::bytes::ByteArray;
use puente_protocol::change;
use puente_protocol::identity::device_id;
use puente_protocol::limits::{SEGMENT_BYTES_AIM, SEGMENT_ITEMS_MAX};
use puente_protocol::segment::{CarriedChanges, Item, Listing, ListingGroup, Vouch, WrittenBy};
use puente_record::id::{AccountId, ChangeHash, DeviceId, DocumentId};
use rusqlite::{Connection, Transaction};

use super::bodies;
use super::segment::seal_one;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::authors::{self, Authorships};
use crate::store::documents::DocumentRow;
use crate::store::enrolment::EnrolmentRow;
use crate::store::refill::BroughtChange;
use crate::store::{documents, enrolment, journal, refill};

/// The bytes of a listing: an id and heads.
const LISTING_BYTES_MIN: usize = 24;

/// Bytes of changes in one item: one segment can hold them and the hashes of 10,000 changes.
const ITEM_BYTES_MAX: usize = 128 * 1024;

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

/// Items that go up again, each with its document and its changes.
pub(super) type ItemsAgain = Vec<(DocumentId, Vec<ChangeHash>, CarriedChanges)>;

/// The items that brought these changes. The changes are in no document, so their bytes are in the logs alone.
fn items_of(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    brought: Vec<BroughtChange>,
) -> Result<ItemsAgain, Error> {
    let mut wanted: BTreeMap<_, HashSet<ChangeHash>> = BTreeMap::new();
    for of in brought {
        let place = (of.document, of.install, of.n);
        wanted.entry(place).or_default().insert(of.change);
    }
    let mut items = Vec::new();
    for ((document, install, n), changes) in wanted {
        for carried in bodies::carried(tx, me, (install, n), (document, &changes))? {
            let hashes = carried.changes().iter().map(|raw| change::hash_of(raw));
            let of_item = hashes.filter(|hash| changes.contains(hash)).collect();
            items.push((document, of_item, carried));
        }
    }
    Ok(items)
}

/// The items of a log from segment `from_n` on whose changes are in no document.
pub(super) fn items_of_log(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    from_n: u64,
) -> Result<ItemsAgain, Error> {
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

/// Puts items of logs that no exchange sends any more into segments.
pub(super) fn seal_items(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    items: ItemsAgain,
    now_ms: i64,
) -> Result<(), Error> {
    let Some(enrolled) = enrolment::enrolment(tx)?.filter(|_| !items.is_empty()) else {
        return Ok(());
    };
    for (document, changes, carried) in items {
        let (mut items, mut held) = (vec![Item::Carried(carried)], vec![(document, changes)]);
        close(tx, me, &enrolled, (&mut items, &mut held), now_ms)?;
    }
    Ok(())
}

/// Puts the changes that the server lacks into segments. Returns their number.
pub(super) fn seal(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    now_ms: i64,
) -> Result<u64, Error> {
    let mut sealed = 0;
    let (mut items, mut held, mut bytes) = (Vec::new(), Vec::new(), 0);
    for document in refill::unsealed(tx)? {
        for (carried, changes) in carried(tx, me, document, enrolled.account)? {
            bytes += carried.changes().iter().map(Vec::len).sum::<usize>() + LISTING_BYTES_MIN;
            sealed += changes.len() as u64;
            items.push(Item::Carried(carried));
            held.push((document, changes));
            if items.len() >= SEGMENT_ITEMS_MAX || bytes >= SEGMENT_BYTES_AIM {
                close(tx, me, enrolled, (&mut items, &mut held), now_ms)?;
                bytes = 0;
            }
        }
    }
    close(tx, me, enrolled, (&mut items, &mut held), now_ms)?;
    // A change that is in no document any more cannot be sealed, and would cause one exchange after the other.
    refill::remove_unsealed(tx)?;
    Ok(sealed)
}

type Held = Vec<(DocumentId, Vec<ChangeHash>)>;

fn close(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    (items, held): (&mut Vec<Item>, &mut Held),
    now_ms: i64,
) -> Result<(), Error> {
    if items.is_empty() {
        return Ok(());
    }
    let by = (enrolled.account, enrolled.generation);
    let n = seal_one(tx, me, by, std::mem::take(items), now_ms)?;
    for (document, changes) in held.drain(..) {
        match changes[..] {
            [] => refill::set_asked(tx, document, me.install, n)?,
            _ => refill::set_sealed(tx, document, &changes, me.install, n)?,
        }
    }
    Ok(())
}

/// The changes of a document that the server lacks, as items with their listings. An item without changes asks
/// where the document's record is.
fn carried(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    by: AccountId,
) -> Result<Vec<(CarriedChanges, Vec<ChangeHash>)>, Error> {
    let mut items = match documents::load(tx, document)? {
        Some(row) => {
            let wanted = refill::unsealed_of(tx, document)?.into_iter().collect();
            carried_of(tx, me, &row, &wanted, by)?
        }
        // This device let go of the record.
        None => Vec::new(),
    };
    if refill::is_in_question(tx, document)? {
        items.push((CarriedChanges::question(document), Vec::new()));
    }
    Ok(items)
}

fn carried_of(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &DocumentRow,
    wanted: &HashSet<ChangeHash>,
    by: AccountId,
) -> Result<Vec<(CarriedChanges, Vec<ChangeHash>)>, Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes = row.open()?.changes();
    changes.retain(|(hash, _)| wanted.contains(hash));
    let found: HashSet<ChangeHash> = changes.iter().map(|(hash, _)| *hash).collect();
    // What a server refused is in no document, but in a log.
    for hash in wanted.difference(&found) {
        let raw = bodies::of_own(tx, me, row.id, *hash)?;
        changes.extend(raw.map(|raw| (*hash, raw)));
    }
    let mut parts: Vec<Vec<(ChangeHash, Vec<u8>)>> = Vec::new();
    let mut bytes = usize::MAX;
    for (hash, raw) in changes {
        bytes = bytes.saturating_add(raw.len());
        match parts.last_mut() {
            Some(part) if bytes <= ITEM_BYTES_MAX => part.push((hash, raw)),
            _ => {
                bytes = raw.len();
                parts.push(vec![(hash, raw)]);
            }
        }
    }
    let written = Authorships::of(tx, row.id)?;
    let mut items = Vec::new();
    for part in parts {
        let (changes, raws): (Vec<_>, Vec<_>) = part.into_iter().unzip();
        let listing = Listing {
            document: row.id,
            groups: groups(
                tx,
                row.id,
                &written,
                (&changes, (by, device_id(&me.public))),
            )?,
        };
        items.push((CarriedChanges::new(listing, raws), changes));
    }
    Ok(items)
}

/// Puts changes that are about to leave their document into segments at once: this device has their bytes nowhere else.
pub(super) fn seal_leaving(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &DocumentRow,
    leaving: &HashSet<ChangeHash>,
    now_ms: i64,
) -> Result<(), Error> {
    for change in leaving {
        refill::insert(tx, row.id, *change)?;
    }
    // A change that is in a segment already goes up with that segment.
    let mut wanted: HashSet<ChangeHash> = refill::unsealed_of(tx, row.id)?.into_iter().collect();
    wanted.retain(|change| leaving.contains(change));
    let Some(enrolled) = enrolment::enrolment(tx)?.filter(|_| !wanted.is_empty()) else {
        return Ok(());
    };
    note_fields(tx, row)?;
    let (mut items, mut held) = (Vec::new(), Vec::new());
    for (carried, changes) in carried_of(tx, me, row, &wanted, enrolled.account)? {
        items.push(Item::Carried(carried));
        held.push((row.id, changes));
        close(tx, me, &enrolled, (&mut items, &mut held), now_ms)?;
    }
    Ok(())
}

/// Notes which fields the brought changes of a document write. The list of what needs attention names them after the
/// changes have left the document.
pub(super) fn note_fields(tx: &Transaction<'_>, row: &DocumentRow) -> Result<(), Error> {
    for line in row.open()?.history() {
        let fields: BTreeSet<&str> = line.edits.iter().map(|edit| &*edit.key).collect();
        let fields = Vec::from_iter(fields).join("\n");
        refill::set_fields(tx, row.id, line.change, &fields, line.time_ms)?;
    }
    Ok(())
}

/// The authors of some changes, each with all other changes that are covered by the same vouch.
fn groups(
    tx: &Transaction<'_>,
    document: DocumentId,
    written: &Authorships,
    (changes, (account, device)): (&[ChangeHash], (AccountId, DeviceId)),
) -> Result<Vec<ListingGroup>, Error> {
    let own = journal::earlier(tx, document)?;
    let changes: HashSet<ChangeHash> = changes.iter().copied().collect();
    let mut unnamed = changes.clone();
    let vouches: BTreeSet<Option<Vouch>> = written
        .runs()
        .filter(|run| run.changes.iter().any(|change| changes.contains(change)))
        .map(|run| run.vouch)
        .collect();
    let mut groups = Vec::new();
    for vouch in vouches {
        let mut by = Vec::new();
        for run in written.runs().filter(|run| run.vouch == vouch) {
            let author = authors::named(tx, run.author)?;
            let mut parts: HashMap<_, Vec<u8>> = HashMap::new();
            for change in run.changes {
                unnamed.remove(&change);
                if vouch.is_some() || changes.contains(&change) {
                    let part = parts.entry(own.get(&change).copied()).or_default();
                    part.extend_from_slice(change.as_bytes());
                }
            }
            by.extend(parts.into_iter().map(|(own, changes)| WrittenBy {
                account: author.account,
                device: author.device,
                key: author.key.map(ByteArray::from),
                changes: changes.into(),
                own,
            }));
        }
        groups.push(ListingGroup {
            vouch: vouch.map(ByteArray::from),
            by,
        });
    }
    // The server does not take a change that the listing does not name. If its author is unknown here, somebody
    // has to decide about it.
    if !unnamed.is_empty() {
        let hashes = unnamed.iter().flat_map(ChangeHash::as_bytes);
        groups.push(ListingGroup {
            vouch: None,
            by: vec![WrittenBy {
                account,
                device,
                key: None,
                changes: hashes.copied().collect::<Vec<u8>>().into(),
                own: None,
            }],
        });
    }
    Ok(groups)
}
