//! Reads everything that a trial needs from one snapshot.

use std::collections::{HashMap, HashSet};

use puente_admission::Reason;
use puente_protocol::identity::Actor;
use puente_protocol::segment::{Item, ItemAuthor, VerifiedSegment};
use puente_record::{ChangeHash, DocumentId, DocumentKind, RecordId};

use super::authority::give_authority;
use super::carried::SegmentItem;
use super::gathered::{ChangeReader, GatheredRequest, load_known};
use super::pending::{load_history, load_waiting_beside};
use super::sender_refusal::reason_to_refuse_sender;
use super::subject::{IncomingChange, NO_CHANGE, TouchedDocument};
use super::{carried, erased};
use crate::exchange::ExchangeError;
use crate::exchange::authenticate::SenderContext;
use crate::store::record::{self};
use crate::store::{Connection, StoreError, change, site};

pub(super) fn gather<'a>(
    connection: &Connection,
    context: &SenderContext,
    segments: &'a [VerifiedSegment],
    received_ms: &[i64],
    now_ms: i64,
) -> Result<GatheredRequest<'a>, ExchangeError> {
    let (mut gathered, places) = begin(connection, &incoming_documents(segments))?;
    let mut reading = ChangeReader {
        connection,
        context,
        places: &places,
        seen: HashSet::new(),
        voucher: None,
    };
    for (index, segment) in segments.iter().enumerate() {
        let came_ms = received_ms.get(index).copied();
        reading.read(segment, index, came_ms, now_ms, &mut gathered.subjects)?;
    }
    gathered
        .subjects
        .retain(|subject| !subject.incoming.is_empty() || !subject.brought.is_empty());
    complete(connection, &mut gathered, context.is_vouched, now_ms)?;
    Ok(gathered)
}

/// Gathers the waiting changes of these documents and, where they may bring their record to another site, of
/// its other documents.
pub(super) fn gather_waiting(
    connection: &Connection,
    documents: &[DocumentId],
    now_ms: i64,
) -> Result<GatheredRequest<'static>, ExchangeError> {
    let (mut gathered, _) = begin(connection, documents)?;
    complete(connection, &mut gathered, false, now_ms)?;
    gathered
        .subjects
        .retain(|subject| subject.is_too_much || !subject.waiting.is_empty());
    Ok(gathered)
}

type Places = HashMap<DocumentId, usize>;

/// These documents as they are stored, and the index of each.
fn begin<'a>(
    connection: &Connection,
    documents: &[DocumentId],
) -> Result<(GatheredRequest<'a>, Places), StoreError> {
    let mut gathered = GatheredRequest {
        sites: site::set_up_ids(connection)?,
        ..GatheredRequest::default()
    };
    let mut places = Places::with_capacity(documents.len());
    for document in documents {
        places.insert(*document, gathered.subjects.len());
        gathered.subjects.push(TouchedDocument::new(*document));
    }
    load_known(connection, documents, &places, &mut gathered)?;
    Ok((gathered, places))
}

/// Adds the waiting changes, and the rights of all authors.
fn complete(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
    is_vouched: bool,
    now_ms: i64,
) -> Result<(), StoreError> {
    wait_for_cores(&mut gathered.subjects);
    load_history(connection, gathered, 0)?;
    // A waiting change may bring a record to another site too; it enters with the request's changes.
    let beside = gathered.subjects.len();
    load_waiting_beside(connection, gathered)?;
    load_history(connection, gathered, beside)?;
    load_records(connection, gathered)?;
    give_authority(connection, gathered, now_ms)?;
    carried::answer_for_vouched(connection, is_vouched, gathered)
}

/// A record's sites decide who may add to it, so while its core is not read, its other documents are not tried
/// either.
fn wait_for_cores(subjects: &mut [TouchedDocument<'_>]) {
    let is_core =
        |subject: &&TouchedDocument<'_>| subject.kind.is_some_and(DocumentKind::is_person);
    let not_read = subjects.iter().filter(|subject| subject.is_too_much);
    let not_read: HashSet<RecordId> = not_read.filter(is_core).map(|of| of.record).collect();
    for subject in subjects {
        if not_read.contains(&subject.record) {
            subject.is_too_much = true;
            subject.saved = None;
        }
    }
}

fn incoming_documents(segments: &[VerifiedSegment]) -> Vec<DocumentId> {
    let mut seen = HashSet::new();
    let items = segments.iter().flat_map(VerifiedSegment::items);
    items
        .filter_map(|(item, _)| match item {
            Item::Change { document, .. } => seen.insert(*document).then_some(*document),
            Item::Carried(carried) if !carried.changes().is_empty() => {
                let document = carried.listing().document;
                seen.insert(document).then_some(document)
            }
            _ => None,
        })
        .collect()
}

/// The number under which a change is stored. What is not the signer's own gets 0, which no change of the signer
/// has: those begin at 1.
fn stored_seq(author: ItemAuthor) -> u64 {
    match author {
        // An honest sequence number fits into SQLite; the trial refuses this one.
        ItemAuthor::Own { seq } => seq.min(i64::MAX.cast_unsigned()),
        ItemAuthor::Another | ItemAuthor::Nobody => 0,
    }
}

/// Why a change that is not the signer's own is refused.
fn reason_of_author(author: ItemAuthor) -> Option<Reason> {
    match author {
        ItemAuthor::Own { .. } => None,
        ItemAuthor::Another => Some(Reason::ActorOfAnother),
        ItemAuthor::Nobody => Some(NO_CHANGE),
    }
}

impl ChangeReader<'_> {
    fn read<'a>(
        &mut self,
        segment: &'a VerifiedSegment,
        segment_index: usize,
        came_ms: Option<i64>,
        now_ms: i64,
        subjects: &mut [TouchedDocument<'a>],
    ) -> Result<(), StoreError> {
        let account = segment.head().account;
        let refused = reason_to_refuse_sender(self.context, account, came_ms);
        let received_ms = came_ms.unwrap_or(now_ms);
        let items = segment.items().zip(segment.named()).enumerate();
        for (index, ((content, _), named)) in items {
            if let Item::Carried(carried) = content {
                let item = SegmentItem {
                    segment,
                    segment_index,
                    index: index as u64,
                    received_ms,
                };
                self.read_carried(carried, item, subjects)?;
                continue;
            }
            let (
                Item::Change {
                    document,
                    branch,
                    raw,
                },
                Some(named),
            ) = (content, named)
            else {
                continue;
            };
            let (hash, actor) = (named.hash, named.actor);
            let seq = stored_seq(named.author);
            let refused = reason_of_author(named.author).or(refused);
            let subject = &mut subjects[self.places[document]];
            if !self.seen.insert((*document, hash))
                || self.is_stored(subject, &actor, seq, &hash)?
            {
                continue;
            }
            // This reason comes before any other, because nobody may release a change that does not open the id.
            let proven = match refused {
                Some(Reason::ActorOfAnother | NO_CHANGE) => None,
                _ => subject.prove(raw, &self.context.device.key),
            };
            let refused = proven.or(refused);
            subject.incoming.push(IncomingChange {
                raw,
                hash,
                actor,
                seq,
                segment: segment_index,
                item: index as u64,
                branch: *branch,
                account,
                device: self.context.device.id,
                received_ms,
                authority: 0,
                share: (!self.context.is_own).then_some(self.context.device.nr),
                carried: None,
                is_vouched: false,
                refused,
            });
        }
        Ok(())
    }

    fn is_stored(
        &self,
        subject: &TouchedDocument<'_>,
        actor: &Actor,
        seq: u64,
        hash: &ChangeHash,
    ) -> Result<bool, StoreError> {
        match subject.known {
            Some(known) => change::is_known(self.connection, known.nr, actor, seq, hash),
            None => Ok(false),
        }
    }
}

pub(super) fn load_records(
    connection: &Connection,
    gathered: &mut GatheredRequest<'_>,
) -> Result<(), StoreError> {
    let mut wanted = Vec::new();
    for subject in &gathered.subjects {
        if !gathered.records.contains_key(&subject.record) {
            wanted.push(subject.record);
        }
    }
    for record in record::find(connection, &wanted)? {
        gathered.records.insert(record.id, record);
    }
    erased::refuse(connection, gathered)
}
