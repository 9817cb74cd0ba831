//! Puts changes that a server lacks into segments.

use std::collections::{BTreeSet, HashSet};

use puente_protocol::identity::device_id;
use puente_protocol::limits::{SEGMENT_BYTES_AIM, SEGMENT_ITEMS_MAX};
use puente_protocol::segment::{CarriedChanges, Item, Listing};
use puente_record::id::{AccountId, ChangeHash, DocumentId};
use rusqlite::Transaction;

use super::listing::listing_groups;
use crate::Error;
use crate::local_signer::LocalSigner;
use crate::store::authors::Authorships;
use crate::store::documents::DocumentRow;
use crate::store::enrolment::EnrolmentRow;
use crate::store::{documents, enrolment, refill};
use crate::sync::bodies;
use crate::sync::segment::seal_one;

/// The bytes of a listing: an id and heads.
const LISTING_BYTES_MIN: usize = 24;

/// Bytes of changes in one item: one segment can hold them and the hashes of 10,000 changes.
const ITEM_BYTES_MAX: usize = 128 * 1024;

/// Changes of a document that go up in one item. Without changes it asks where the document's record is.
pub(in crate::sync) struct RefillItem {
    pub(in crate::sync) document: DocumentId,
    /// Those of the carried changes that the server lacks.
    pub(in crate::sync) changes: Vec<ChangeHash>,
    pub(in crate::sync) carried: CarriedChanges,
}

/// Puts items of logs that no exchange sends any more into segments.
pub(in crate::sync) fn seal_items(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    items: Vec<RefillItem>,
    now_ms: i64,
) -> Result<(), Error> {
    let Some(enrolled) = enrolment::enrolment(tx)?.filter(|_| !items.is_empty()) else {
        return Ok(());
    };
    for item in items {
        seal_segment(tx, me, &enrolled, &mut vec![item], now_ms)?;
    }
    Ok(())
}

/// Puts the changes that the server lacks into segments. Returns their number.
pub(in crate::sync) fn seal(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    now_ms: i64,
) -> Result<u64, Error> {
    let mut sealed = 0;
    let (mut items, mut bytes) = (Vec::new(), 0);
    for document in refill::unsealed(tx)? {
        for item in items_of_document(tx, me, document, enrolled.account)? {
            let raws = item.carried.changes().iter();
            bytes += raws.map(Vec::len).sum::<usize>() + LISTING_BYTES_MIN;
            sealed += item.changes.len() as u64;
            items.push(item);
            if items.len() >= SEGMENT_ITEMS_MAX || bytes >= SEGMENT_BYTES_AIM {
                seal_segment(tx, me, enrolled, &mut items, now_ms)?;
                bytes = 0;
            }
        }
    }
    seal_segment(tx, me, enrolled, &mut items, now_ms)?;
    // A change that is in no document any more cannot be sealed, and would cause one exchange after the other.
    refill::remove_unsealed(tx)?;
    Ok(sealed)
}

/// Signs the items as one segment, if there are any, and notes which segment has them.
fn seal_segment(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    enrolled: &EnrolmentRow,
    items: &mut Vec<RefillItem>,
    now_ms: i64,
) -> Result<(), Error> {
    if items.is_empty() {
        return Ok(());
    }
    let items = items.drain(..);
    let (items, held): (Vec<_>, Vec<_>) = items
        .map(|item| (Item::Carried(item.carried), (item.document, item.changes)))
        .unzip();
    let n = seal_one(tx, me, enrolled.account, enrolled.generation, items, now_ms)?;
    for (document, changes) in held {
        match changes[..] {
            [] => refill::set_asked(tx, document, me.install, n)?,
            _ => refill::set_sealed(tx, document, &changes, me.install, n)?,
        }
    }
    Ok(())
}

/// The changes of a document that the server lacks, as items with their listings. An item without changes asks
/// where the document's record is.
fn items_of_document(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    document: DocumentId,
    by: AccountId,
) -> Result<Vec<RefillItem>, Error> {
    let mut items = match documents::load(tx, document)? {
        Some(row) => {
            let wanted = refill::unsealed_of(tx, document)?.into_iter().collect();
            items_with(tx, me, &row, &wanted, by)?
        }
        // This device let go of the record.
        None => Vec::new(),
    };
    if refill::is_in_question(tx, document)? {
        items.push(RefillItem {
            document,
            changes: Vec::new(),
            carried: CarriedChanges::question(document),
        });
    }
    Ok(items)
}

fn items_with(
    tx: &Transaction<'_>,
    me: &LocalSigner,
    row: &DocumentRow,
    wanted: &HashSet<ChangeHash>,
    by: AccountId,
) -> Result<Vec<RefillItem>, Error> {
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
            groups: listing_groups(tx, row.id, &written, &changes, by, device_id(&me.public))?,
        };
        items.push(RefillItem {
            document: row.id,
            carried: CarriedChanges::new(listing, raws),
            changes,
        });
    }
    Ok(items)
}

/// Puts changes that are about to leave their document into segments at once: this device has their bytes nowhere else.
pub(in crate::sync) fn seal_leaving(
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
    let items = items_with(tx, me, row, &wanted, enrolled.account)?;
    seal_items(tx, me, items, now_ms)
}

/// Notes which fields the brought changes of a document write. The list of what needs attention names them after the
/// changes have left the document.
pub(in crate::sync) fn note_fields(tx: &Transaction<'_>, row: &DocumentRow) -> Result<(), Error> {
    for line in row.open()?.history() {
        let fields: BTreeSet<&str> = line.edits.iter().map(|edit| &*edit.key).collect();
        let fields = Vec::from_iter(fields).join("\n");
        refill::set_fields(tx, row.id, line.change, &fields, line.time_ms)?;
    }
    Ok(())
}
