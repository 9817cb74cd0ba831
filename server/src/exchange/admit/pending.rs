//! The waiting changes in the documents that a request touches, and in other documents of their records.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use puente_protocol::page::Author;
use puente_record::{DocumentId, RecordId};

use super::gathered::{GatheredRequest, expand_stored, load_known};
use super::subject::{PendingChange, TouchedDocument};
use crate::store::change::ChangeRow;
use crate::store::record::RecordRow;
use crate::store::row_id::{AuthorRowId, DocumentRowId};
use crate::store::{Connection, StoreError, author, change, vouch};

/// Loads the other documents of the request's records that have changes waiting for the record to come to a
/// site.
pub(super) fn load_waiting_beside(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let widened = gathered.subjects.iter().filter(|s| s.may_widen());
    let widened: Vec<RecordId> = widened.map(|subject| subject.record).collect();
    if widened.is_empty() {
        return Ok(());
    }
    load_beside(connection, &widened, gathered)
}

/// Loads the documents of these records with waiting changes that are not loaded yet.
pub(super) fn load_beside(
    connection: &Connection,
    records: &[RecordId],
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let mut beside = change::waiting_in(connection, records)?;
    let there: HashSet<DocumentId> = gathered.subjects.iter().map(|of| of.id).collect();
    beside.retain(|document| !there.contains(document));
    let mut places = HashMap::with_capacity(beside.len());
    for id in &beside {
        places.insert(*id, gathered.subjects.len());
        gathered.subjects.push(TouchedDocument::new(*id));
    }
    load_known(connection, &beside, &places, gathered)
}

/// Loads the waiting changes of the known documents from this index on, and the authors of accepted changes.
pub(super) fn load_history(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
    from: usize,
) -> Result<(), StoreError> {
    let mut places = HashMap::new();
    for (place, subject) in gathered.subjects.iter().enumerate().skip(from) {
        if let Some(known) = subject.known.filter(|_| !subject.is_too_much) {
            places.insert(known.nr, place);
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    let rows: Vec<DocumentRowId> = places.keys().copied().collect();
    let mut authors = HashMap::new();
    for stored in change::pending_of(connection, &rows)? {
        let subject = &mut gathered.subjects[places[&stored.document]];
        match waiting(
            connection,
            &stored,
            subject,
            &gathered.records,
            &mut authors,
        ) {
            Ok(waiting) => {
                if vouch::is_noted(connection, stored.nr)? {
                    subject.vouched.insert(waiting.hash, waiting.account);
                }
                subject.waiting.push(waiting);
            }
            // It keeps waiting; the request's changes do not wait with it.
            Err(StoreError::Damaged(what)) => {
                tracing::error!(what, change = %stored.nr, "a waiting change cannot be read");
            }
            Err(error) => return Err(error),
        }
    }
    load_kept(connection, gathered, &places, &mut authors)?;
    for by in change::authors_of(connection, &rows)? {
        let subject = &mut gathered.subjects[places[&by.document]];
        subject.authors.insert(by.hash, by.author);
        subject.devices.insert(by.actor, by.device);
    }
    Ok(())
}

/// Loads the quarantined changes for which the request brings this server's vouch. They were quarantined
/// because their author has no right any more, or has none yet on a restored server.
fn load_kept(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
    places: &HashMap<DocumentRowId, usize>,
    authors: &mut HashMap<AuthorRowId, Author>,
) -> Result<(), StoreError> {
    let of = |(row, place): (&DocumentRowId, &usize)| {
        let is_any = !gathered.subjects[*place].vouched.is_empty();
        is_any.then_some((*row, *place))
    };
    let vouched: Vec<(DocumentRowId, usize)> = places.iter().filter_map(of).collect();
    for (row, place) in vouched {
        let subject = &mut gathered.subjects[place];
        for stored in change::quarantined_of(connection, row)? {
            if !subject.brought.contains(&stored.nr) {
                continue;
            }
            let kept = waiting(connection, &stored, subject, &gathered.records, authors)?;
            if subject.vouched.get(&kept.hash) == Some(&kept.account) {
                subject.waiting.push(kept);
            }
        }
    }
    Ok(())
}

/// Prepares a stored change of a known document for another trial.
pub(super) fn waiting(
    connection: &Connection,
    stored: &ChangeRow,
    subject: &mut TouchedDocument<'_>,
    records: &HashMap<RecordId, RecordRow>,
    authors: &mut HashMap<AuthorRowId, Author>,
) -> Result<PendingChange, StoreError> {
    let known = subject.known.expect("what waits is stored");
    let mut records = records.values();
    let record = records
        .find(|record| record.nr == known.record)
        .ok_or(StoreError::Damaged("a document without its record's key"))?;
    let slim = record.key.open_change(&stored.hash, &stored.sealed)?;
    let author = match authors.entry(stored.author) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(empty) => empty.insert(author::load(connection, stored.author)?),
    };
    let raw = expand_stored(&slim)?;
    let signer = author.signer.as_ref();
    let signer = signer.ok_or(StoreError::Damaged("a change from a device without a log"))?;
    Ok(PendingChange {
        refused: subject.prove(&raw, &signer.key),
        nr: stored.nr,
        state: stored.state,
        hash: stored.hash,
        author: stored.author,
        account: author.account,
        device: author.device,
        received_ms: stored.received_ms,
        authority: 0,
        share: Some(author::device_of(connection, stored.author)?),
        raw,
    })
}
