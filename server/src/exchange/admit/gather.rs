//! All that a trial needs to know, read from one snapshot.

use std::collections::{HashMap, HashSet};

use puente_admission::begins;
use puente_protocol::identity::{Actor, PublicKey};
use puente_protocol::segment::{Author as Wrote, Item, Verified};
use puente_record::{AccountId, ChangeHash, Compartment, DocumentId, Origin, RecordId, SiteId};
use rusqlite::Connection;

use super::authority::{Authorities, give_authority};
use super::waiting::{Waiting, load_history, load_waiting_beside};
use super::{carried, erased};
use crate::exchange::Stop;
use crate::exchange::authenticate::Asked;
use crate::exchange::plan::{CarriedFor, Known, ReasonCode, Writer};
use crate::exchange::room::BYTES_MAX;
use crate::store::record::{self, Record};
use crate::store::{StoreError, change, document, erasure, site};

/// The field that moves a record.
const HOME_SITE: &[u8] = b"home_site";

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
    /// When its segment came, server's clock, ms.
    pub(super) received_ms: i64,
    pub(super) authority: u32,
    /// The device whose share of the document it takes; nobody's of the server's own.
    pub(super) share: Option<i64>,
    /// Whose it is, where the device brings it for another.
    pub(super) carried: Option<CarriedFor>,
    /// This server let it enter before, and has lost it since.
    pub(super) is_vouched: bool,
    /// Decided already, without a trial.
    pub(super) refused: Option<ReasonCode>,
}

impl Incoming<'_> {
    pub(super) fn writer(&self) -> Writer {
        match self.carried {
            None => Writer::Account(self.account),
            Some(of) => Writer::Carried(self.account, of),
        }
    }
}

/// A document that the request touches.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) id: DocumentId,
    pub(super) known: Option<Known>,
    /// What it is, as its id proves or its accepted changes do; nothing while neither is here.
    pub(super) kind: Option<Compartment>,
    /// Its record, likewise; until then one of its own.
    pub(super) record: RecordId,
    /// Where it was begun, if that was shown.
    pub(super) founded_at: Option<SiteId>,
    pub(super) saved: Option<Vec<u8>>,
    /// The saved document is there and does not open.
    pub(super) is_damaged: bool,
    /// The saved document is there and was not read, for so many others of the same segment were.
    pub(super) is_too_much: bool,
    pub(super) waiting: Vec<Waiting>,
    pub(super) incoming: Vec<Incoming<'a>>,
    /// Changes that are here and did not enter, on which the request brings this server's own word, with their
    /// authors' accounts.
    pub(super) vouched: HashMap<ChangeHash, AccountId>,
    /// Changes that are here and did not enter, which the request brings for another.
    pub(super) brought: Vec<i64>,
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
    /// The sites that were set up.
    pub(super) sites: Vec<SiteId>,
}

impl Gathered<'_> {
    /// Every site at which a record ever was, as far as it is known.
    pub(super) fn ever_of(&self, record: RecordId) -> &[SiteId] {
        let record = self.records.get(&record);
        record.map_or(&[], |record| &record.ever)
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
    (segments, received_ms): (&'a [Verified], &[i64]),
    now_ms: i64,
) -> Result<Gathered<'a>, Stop> {
    let mut gathered = Gathered {
        sites: site::set_up_ids(connection)?,
        ..Gathered::default()
    };
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
        let at_ms = received_ms.get(place).copied().unwrap_or(now_ms);
        reading.read(segment, (place, at_ms), &mut gathered.subjects)?;
    }
    gathered
        .subjects
        .retain(|subject| !subject.incoming.is_empty() || !subject.brought.is_empty());
    load_history(connection, &mut gathered, 0)?;
    // What waits may bring a record to another site, too, and enters with what came.
    let beside = gathered.subjects.len();
    load_waiting_beside(connection, &mut gathered)?;
    load_history(connection, &mut gathered, beside)?;
    load_records(connection, &mut gathered)?;
    give_authority(connection, &mut gathered, now_ms)?;
    carried::answer_for_vouched(connection, asked.is_vouched, &mut gathered)?;
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
            founded_at: None,
            vouched: HashMap::new(),
            brought: Vec::new(),
            authors: HashMap::new(),
            devices: HashMap::new(),
        }
    }

    /// Holds a change against the document's id, should it be a first one, before anything else looks at it:
    /// what the id proves is what the document is, whatever came before. Answers why it is refused.
    pub(super) fn prove(&mut self, raw: &[u8], key: &PublicKey) -> Option<ReasonCode> {
        match begins(self.id, raw, key) {
            Ok(None) => None,
            Ok(Some(origin)) => {
                self.take(&origin);
                None
            }
            Err(reason) => Some(reason.as_str()),
        }
    }

    fn take(&mut self, origin: &Origin) {
        self.kind = Some(origin.kind);
        self.record = origin.record(self.id);
        self.founded_at = origin.opening.site();
    }

    /// Could what comes here make its record known, or bring it to a site where it never was? A needless yes
    /// costs a look at what waits beside it.
    pub(super) fn may_widen(&self) -> bool {
        let moves = |raw: &[u8]| raw.windows(HOME_SITE.len()).any(|bytes| bytes == HOME_SITE);
        let is_new = self.known.is_none_or(|known| !known.was_visible);
        self.kind == Some(Compartment::Core)
            && (is_new
                || !self.vouched.is_empty()
                || self.incoming.iter().any(|change| moves(change.raw))
                || self.waiting.iter().any(|change| moves(&change.raw)))
    }
}

fn incoming_documents(segments: &[Verified]) -> Vec<DocumentId> {
    let mut seen = HashSet::new();
    let items = segments.iter().flat_map(Verified::items);
    items
        .filter_map(|(item, _)| match item {
            Item::Change { document, .. } => seen.insert(*document).then_some(*document),
            Item::Carried(carried) => {
                let document = carried.listing().document;
                seen.insert(document).then_some(document)
            }
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

/// Why no change of this account needs a trial, if so.
pub(super) fn refused(asked: &Asked, account: AccountId) -> Option<ReasonCode> {
    let mut bound = asked.accounts.iter().map(|(bound, _)| *bound);
    if asked.device.revoked_ms.is_some() {
        Some("device_revoked")
    } else if bound.any(|bound| bound == account) {
        None
    } else {
        Some("account_not_bound")
    }
}

/// Reading the changes of all segments.
pub(super) struct Reading<'r> {
    pub(super) connection: &'r Connection,
    pub(super) asked: &'r Asked,
    pub(super) places: &'r HashMap<DocumentId, usize>,
    pub(super) seen: HashSet<(DocumentId, ChangeHash)>,
}

impl Reading<'_> {
    fn read<'a>(
        &mut self,
        segment: &'a Verified,
        (place, received_ms): (usize, i64),
        subjects: &mut [Subject<'a>],
    ) -> Result<(), StoreError> {
        let account = segment.head().account;
        let refused = refused(self.asked, account);
        let items = segment.items().zip(segment.named()).enumerate();
        for (item, ((content, _), named)) in items {
            if let Item::Carried(carried) = content {
                self.read_carried(
                    carried,
                    (segment, (place, received_ms), item as u64),
                    subjects,
                )?;
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
            let (seq, refused) = match named.author {
                // A number that SQLite cannot hold is no honest one: the trial refuses it.
                Wrote::Own { seq } => (seq.min(i64::MAX.cast_unsigned()), refused),
                // Kept under the name of who signed it, where no change of theirs is: those begin at 1.
                Wrote::Another => (0, Some("actor_of_another")),
                Wrote::Nobody => (0, Some("not_one_change")),
            };
            let subject = &mut subjects[self.places[document]];
            if !self.seen.insert((*document, hash))
                || self.is_stored(subject, &actor, seq, &hash)?
            {
                continue;
            }
            // What opens no id is refused for that before all: nobody may release it.
            let proven = match refused {
                Some("actor_of_another" | "not_one_change") => None,
                _ => subject.prove(raw, &self.asked.device.key),
            };
            let refused = proven.or(refused);
            let refused = refused.or(subject.is_too_much.then_some("too_much_at_once"));
            subject.incoming.push(Incoming {
                raw,
                hash,
                actor,
                seq,
                segment: place,
                item: item as u64,
                branch: *branch,
                account,
                received_ms,
                authority: 0,
                share: (!self.asked.is_own).then_some(self.asked.device.nr),
                carried: None,
                is_vouched: false,
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

pub(super) fn load_records(
    connection: &Connection,
    gathered: &mut Gathered<'_>,
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
