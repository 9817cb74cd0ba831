//! All that a trial needs to know, read from one snapshot.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use puente_admission::Origin;
use puente_protocol::identity::Actor;
use puente_protocol::page::Author;
use puente_protocol::segment::{Author as Wrote, Item, Verified};
use puente_record::{AccountId, ChangeHash, Compartment, DeviceId, DocumentId, RecordId, SiteId};
use rusqlite::Connection;

use super::authority::{Authorities, give_authority};
use super::erased;
use crate::exchange::Stop;
use crate::exchange::authenticate::Asked;
use crate::exchange::plan::{Known, ReasonCode};
use crate::exchange::room::BYTES_MAX;
use crate::store::change::Stored;
use crate::store::record::{self, Record};
use crate::store::{StoreError, author, change, document, erasure};

/// A change that the request brings and that is not stored yet.
#[derive(Debug)]
pub(super) struct Incoming<'a> {
    pub(super) raw: &'a [u8],
    pub(super) hash: ChangeHash,
    pub(super) actor: Actor,
    pub(super) seq: u64,
    pub(super) segment: usize,
    pub(super) item: u64,
    pub(super) branch: u32,
    pub(super) account: AccountId,
    pub(super) authority: u32,
    /// The device whose share of the document it takes; nobody's of the server's own.
    pub(super) share: Option<i64>,
    /// Decided already, without a trial.
    pub(super) refused: Option<ReasonCode>,
}

/// A change that is stored and waits.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) nr: i64,
    pub(super) hash: ChangeHash,
    pub(super) author: i64,
    pub(super) account: AccountId,
    pub(super) device: DeviceId,
    pub(super) authority: u32,
    /// The device whose share of the document it takes.
    pub(super) share: Option<i64>,
    pub(super) raw: Vec<u8>,
}

/// A document that the request touches.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) id: DocumentId,
    pub(super) known: Option<Known>,
    pub(super) kind: Option<Compartment>,
    /// The record it seems to belong to; a first change that enters has the last word.
    pub(super) record: RecordId,
    pub(super) saved: Option<Vec<u8>>,
    /// The saved document is there and does not open.
    pub(super) is_damaged: bool,
    /// The saved document is there and was not read, for so many others of the same segment were.
    is_too_much: bool,
    pub(super) waiting: Vec<Waiting>,
    pub(super) incoming: Vec<Incoming<'a>>,
    /// Who wrote what was accepted before.
    pub(super) authors: HashMap<ChangeHash, i64>,
    /// Whose its actors are, by the devices' rows.
    pub(super) devices: HashMap<Actor, i64>,
}

/// Everything read for one request.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    pub(super) subjects: Vec<Subject<'a>>,
    pub(super) records: HashMap<RecordId, Record>,
    pub(super) authorities: Authorities,
}

impl Gathered<'_> {
    /// The sites of a record that is known.
    pub(super) fn sites_of(&self, record: RecordId) -> Vec<SiteId> {
        let sites = self.records.get(&record).map(|record| &record.sites);
        sites.map_or_else(Vec::new, |sites| sites.iter().map(|(_, id)| *id).collect())
    }
}

/// Raw bytes of a stored change: its slim form with nothing left to recompute from.
pub(crate) fn expand_stored(slim: &[u8]) -> Result<Vec<u8>, StoreError> {
    puente_protocol::change::expand(slim, None, 0, |_| None)
        .map_err(|_| StoreError::Damaged("a stored change does not expand"))
}

pub(super) fn gather<'a>(
    connection: &Connection,
    asked: &Asked,
    segments: &'a [Verified],
    now_ms: i64,
) -> Result<Gathered<'a>, Stop> {
    let mut gathered = Gathered::default();
    let ids = incoming_documents(segments);
    let mut places: HashMap<DocumentId, usize> = HashMap::with_capacity(ids.len());
    for id in &ids {
        places.insert(*id, gathered.subjects.len());
        gathered.subjects.push(Subject::new(*id));
    }
    load_known(connection, &ids, &places, &mut gathered)?;
    let mut reading = Reading {
        connection,
        asked,
        places: &places,
        seen: HashSet::new(),
    };
    for (place, segment) in segments.iter().enumerate() {
        reading.read(segment, place, &mut gathered.subjects)?;
    }
    gathered
        .subjects
        .retain(|subject| !subject.incoming.is_empty());
    load_history(connection, &mut gathered)?;
    load_records(connection, &mut gathered)?;
    give_authority(connection, &mut gathered, now_ms)?;
    if asked.is_vouched {
        let everything = gathered.authorities.everything(connection, true)?;
        let subjects = gathered.subjects.iter_mut();
        for change in subjects.flat_map(|subject| &mut subject.incoming) {
            change.authority = everything;
        }
    }
    Ok(gathered)
}

impl Subject<'_> {
    pub(super) fn new(id: DocumentId) -> Self {
        Self {
            id,
            known: None,
            kind: None,
            record: id,
            saved: None,
            is_damaged: false,
            is_too_much: false,
            waiting: Vec::new(),
            incoming: Vec::new(),
            authors: HashMap::new(),
            devices: HashMap::new(),
        }
    }

    /// The record and kind that its first change names, for a document that has none accepted yet.
    fn peek(&mut self) {
        let incoming = self.incoming.iter().map(|change| change.raw);
        let waiting = self.waiting.iter().map(|change| &*change.raw);
        let origin = waiting
            .chain(incoming)
            .find_map(|raw| Origin::peek(raw).ok().flatten());
        if let Some(origin) = origin {
            self.kind = Some(origin.kind);
            self.record = origin.core.unwrap_or(self.id);
        }
    }
}

fn incoming_documents(segments: &[Verified]) -> Vec<DocumentId> {
    let mut seen = HashSet::new();
    let items = segments.iter().flat_map(Verified::items);
    items
        .filter_map(|(item, _)| match item {
            Item::Change { document, .. } => seen.insert(*document).then_some(*document),
            _ => None,
        })
        .collect()
}

pub(super) fn load_known(
    connection: &Connection,
    ids: &[DocumentId],
    places: &HashMap<DocumentId, usize>,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let found = document::find(connection, ids, BYTES_MAX)?;
    let mut records: Vec<i64> = found.iter().map(|found| found.document.record).collect();
    records.sort_unstable();
    records.dedup();
    let records = record::load(connection, &records)?;
    let by_row: HashMap<i64, Record> = records.into_iter().map(|r| (r.nr, r)).collect();
    for document::Found {
        document: row,
        is_too_much,
    } in found
    {
        let subject = &mut gathered.subjects[places[&row.id]];
        subject.is_too_much = is_too_much;
        let erased = match by_row.get(&row.record) {
            Some(_) => None,
            None => erasure::find(connection, &[record::id(connection, row.record)?])?.pop(),
        };
        let record = by_row
            .get(&row.record)
            .or(erased.as_ref())
            .ok_or(StoreError::Damaged("a document without its record's key"))?;
        subject.known = Some(Known {
            nr: row.nr,
            version: row.version,
            was_visible: row.kind.is_some(),
            record: row.record,
        });
        subject.kind = row.kind;
        subject.record = record.id;
        if let Some(sealed) = &row.sealed {
            match record.key.open_document(&row.id, sealed) {
                Ok(saved) => subject.saved = Some(saved),
                Err(_) => subject.is_damaged = true,
            }
        }
        gathered
            .records
            .entry(record.id)
            .or_insert_with(|| record.clone());
    }
    Ok(())
}

/// Reading the changes of all segments.
struct Reading<'r> {
    connection: &'r Connection,
    asked: &'r Asked,
    places: &'r HashMap<DocumentId, usize>,
    seen: HashSet<(DocumentId, ChangeHash)>,
}

impl Reading<'_> {
    /// Why no change of this account needs a trial, if so.
    fn refused(&self, account: AccountId) -> Option<ReasonCode> {
        let mut bound = self.asked.accounts.iter().map(|(bound, _)| *bound);
        if self.asked.device.revoked_ms.is_some() {
            Some("device_revoked")
        } else if bound.any(|bound| bound == account) {
            None
        } else {
            Some("account_not_bound")
        }
    }

    fn read<'a>(
        &mut self,
        segment: &'a Verified,
        place: usize,
        subjects: &mut [Subject<'a>],
    ) -> Result<(), StoreError> {
        let account = segment.head().account;
        let refused = self.refused(account);
        let items = segment.items().zip(segment.named()).enumerate();
        for (item, ((content, _), named)) in items {
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
            let (seq, refused) = match named.author {
                // A number that SQLite cannot hold is no honest one: the trial refuses it.
                Wrote::Own { seq } => (seq.min(i64::MAX.cast_unsigned()), refused),
                // Kept under the name of who signed it, where no change of theirs is: those begin at 1.
                Wrote::Another => (0, Some("actor_of_another")),
                Wrote::Nobody => (0, Some("not_one_change")),
            };
            let subject = &mut subjects[self.places[document]];
            let refused = refused.or(subject.is_too_much.then_some("too_much_at_once"));
            if !self.seen.insert((*document, hash))
                || self.is_stored(subject, &actor, seq, &hash)?
            {
                continue;
            }
            subject.incoming.push(Incoming {
                raw,
                hash,
                actor,
                seq,
                segment: place,
                item: item as u64,
                branch: *branch,
                account,
                authority: 0,
                share: (!self.asked.is_own).then_some(self.asked.device.nr),
                refused,
            });
        }
        Ok(())
    }

    fn is_stored(
        &self,
        subject: &Subject<'_>,
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

/// What waits in the documents that are known, and who wrote what was accepted there.
pub(super) fn load_history(
    connection: &Connection,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let mut places = HashMap::new();
    for (place, subject) in gathered.subjects.iter().enumerate() {
        if let Some(known) = subject.known.filter(|_| !subject.is_too_much) {
            places.insert(known.nr, place);
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    let rows: Vec<i64> = places.keys().copied().collect();
    let mut authors = HashMap::new();
    for stored in change::pending_of(connection, &rows)? {
        let subject = &mut gathered.subjects[places[&stored.document]];
        let known = subject.known.expect("only known documents have a place");
        match waiting(connection, &stored, known, &gathered.records, &mut authors) {
            Ok(waiting) => subject.waiting.push(waiting),
            // It waits on; what the request brings does not wait with it.
            Err(StoreError::Damaged(what)) => {
                tracing::error!(what, change = stored.nr, "a waiting change cannot be read");
            }
            Err(error) => return Err(error),
        }
    }
    for by in change::authors_of(connection, &rows)? {
        let subject = &mut gathered.subjects[places[&by.document]];
        subject.authors.insert(by.hash, by.author);
        subject.devices.insert(by.actor, by.device);
    }
    Ok(())
}

/// A stored change, opened, that asks to enter once more.
pub(super) fn waiting(
    connection: &Connection,
    stored: &Stored,
    known: Known,
    records: &HashMap<RecordId, Record>,
    authors: &mut HashMap<i64, Author>,
) -> Result<Waiting, StoreError> {
    let mut records = records.values();
    let record = records
        .find(|record| record.nr == known.record)
        .ok_or(StoreError::Damaged("a document without its record's key"))?;
    let slim = record.key.open_change(&stored.hash, &stored.sealed)?;
    let author = match authors.entry(stored.author) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(empty) => empty.insert(author::load(connection, stored.author)?),
    };
    Ok(Waiting {
        nr: stored.nr,
        hash: stored.hash,
        author: stored.author,
        account: author.account,
        device: author.device,
        authority: 0,
        share: Some(author::device_of(connection, stored.author)?),
        raw: expand_stored(&slim)?,
    })
}

pub(super) fn load_records(
    connection: &Connection,
    gathered: &mut Gathered<'_>,
) -> Result<(), StoreError> {
    let mut wanted = Vec::new();
    for subject in &mut gathered.subjects {
        if subject.known.is_none_or(|known| !known.was_visible) {
            subject.peek();
        }
        if !gathered.records.contains_key(&subject.record) {
            wanted.push(subject.record);
        }
    }
    for record in record::find(connection, &wanted)? {
        gathered.records.insert(record.id, record);
    }
    erased::refuse(connection, gathered)
}
