//! A device, and a server that takes every segment it can verify.

use std::collections::HashMap;
use std::sync::OnceLock;

use puente_client::{
    DataKey, Device, Effect, Event, Registration, Rng, StopReason, StoreLocation, SyncReport, Vault,
};
use puente_document::{Authorship, Basis, Document};
use puente_policy::Role;
use puente_protocol::bundle::ServerKeys;
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::exchange::{ExchangeRequest, SealedRequest};
use puente_protocol::identity::{self, PublicKey};
use puente_protocol::page::{
    Ack, Author, Grant, Grants, Page, PageRow, SegmentReceipt, Signer, WholeDocument,
};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, KnownSender, NO_SEGMENT, PackedSegment, VerifiedSegment};
use puente_protocol::whole;
use puente_record::id::{AccountId, ChangeHash, DocumentId, InstallId, RecordId, ServerId, SiteId};
use puente_record::{DocumentKind, Value};
use rand_core::SeedableRng as _;

pub(crate) const NOW_MS: i64 = 1_795_000_000_000;
pub(crate) const SERVER: ServerId = ServerId::from_bytes([7; 16]);
pub(crate) const SITE: SiteId = SiteId::from_bytes([9; 16]);

/// A device and a server that takes every segment it can verify.
pub(crate) struct Scene {
    _folder: tempfile::TempDir,
    pub(crate) device: Device,
    pub(crate) rng: Rng,
    pub(crate) key: PublicKey,
    pub(crate) logs: HashMap<InstallId, Vec<VerifiedSegment>>,
    pub(crate) chain: HashMap<(DocumentId, identity::Actor, u64), ChangeHash>,
    pub(crate) last_cursor: Vec<u8>,
    /// The authors of the rows that the server sends.
    pub(crate) authors: Vec<Author>,
}

impl Scene {
    pub(crate) fn new(seed: u64, role: Role) -> Self {
        Self::with_keys(seed, role, None)
    }

    /// Another device, always with the same key: see [`another`].
    pub(crate) fn of_another(seed: u64) -> Self {
        let mut scene = Self::new(ANOTHER_SEED, Role::Volunteer);
        scene.rng = Rng::seed_from_u64(seed);
        scene
    }

    pub(crate) fn with_keys(seed: u64, role: Role, keys: Option<ServerKeys>) -> Self {
        let mut scene = Self::before_enrolment(seed);
        scene.enrol_with(role, keys);
        scene
    }

    /// A device that has joined no server yet.
    pub(crate) fn before_enrolment(seed: u64) -> Self {
        let mut rng = Rng::seed_from_u64(seed);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db").to_str().unwrap().to_owned();
        let (_, data_key): (_, DataKey) = Vault::create_with("x", 8, 1, &mut rng);
        let place = StoreLocation {
            path,
            vfs: None,
            wal: true,
        };
        let device = Device::create(&place, &data_key, NOW_MS, &mut rng).unwrap();
        let request = EnrolRequest::open(&device.enrol_request("CODE", "Rosa").unwrap()).unwrap();
        Self {
            _folder: folder,
            device,
            rng,
            key: request.key,
            logs: HashMap::new(),
            chain: HashMap::new(),
            last_cursor: Vec::new(),
            authors: Vec::new(),
        }
    }

    pub(crate) fn enrol(&mut self, role: Role) {
        self.enrol_with(role, None);
    }

    fn enrol_with(&mut self, role: Role, keys: Option<ServerKeys>) {
        let reply = EnrolReply {
            server: SERVER,
            account: AccountId::from_bytes([3; 16]),
            site: SITE,
            grants: granted(role, keys),
            binding: None,
        };
        let (url, reply) = ("http://x/", reply.to_bytes());
        let enrolled = self
            .device
            .enrolled(url, "Rosa", &reply, NOW_MS, &mut self.rng);
        let digits = identity::six_digits(SERVER.as_bytes(), &self.key);
        assert_eq!(enrolled.unwrap(), digits);
    }

    pub(crate) fn register(&mut self, given: &str) -> RecordId {
        let fields = vec![
            ("name.given".into(), Value::from(given)),
            ("sex".into(), Value::from("male")),
        ];
        let registration = Registration {
            fields,
            basis: String::new(),
        };
        self.device
            .register(&registration, NOW_MS, &mut self.rng)
            .unwrap()
            .0
    }

    pub(crate) fn set(&mut self, record: RecordId, field: &str, value: &str) {
        self.device
            .set(
                record,
                &[(field.into(), Value::from(value))],
                "",
                NOW_MS,
                &mut self.rng,
            )
            .unwrap();
    }

    pub(crate) fn shown(&self, record: RecordId, field: &str) -> String {
        self.device.view(record, NOW_MS).unwrap().fields[field].values[0].clone()
    }

    pub(crate) fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.handle_at(NOW_MS, event)
    }

    pub(crate) fn handle_at(&mut self, now_ms: i64, event: Event) -> Vec<Effect> {
        self.device.handle(event, now_ms, &mut self.rng).unwrap()
    }

    /// Reads a request as a server does, and keeps its segments.
    pub(crate) fn take(&mut self, body: &[u8]) -> (ExchangeRequest, Page) {
        let sealed = SealedRequest::read(body).unwrap();
        assert_eq!(sealed.device(), identity::device_id(&self.key));
        let request = sealed.open(SERVER, &self.key).unwrap();
        let log = self.logs.entry(request.install).or_default();
        let mut receipts = Vec::new();
        for bytes in &request.segments {
            let packed = PackedSegment::from_bytes(bytes).unwrap();
            let n = packed.head.n;
            let receipt = receipt_of(n);
            // A segment that is known is acknowledged again, and one that follows a gap is skipped.
            if n != log.len() as u64 {
                receipts.extend((n < log.len() as u64).then_some(receipt));
                continue;
            }
            let chain = &self.chain;
            let change =
                |document: &_, actor: &_, seq| chain.get(&(*document, *actor, seq)).copied();
            let previous = log.last().map_or(NO_SEGMENT, VerifiedSegment::hash);
            let verified = packed
                .open(&KnownSender {
                    key: self.key,
                    previous,
                    change: &change,
                })
                .unwrap();
            let mut seen = Vec::new();
            for (item, hash) in verified.items() {
                if let (
                    Item::Change {
                        document,
                        branch,
                        raw,
                    },
                    Some(hash),
                ) = (item, hash)
                {
                    let actor = identity::actor(&self.key, request.install, *document, *branch);
                    let (_, head) = puente_protocol::change::read(raw).unwrap();
                    seen.push(((*document, actor, head.seq), hash));
                }
            }
            self.chain.extend(seen);
            receipts.push(receipt);
            log.push(verified);
        }
        let ack = Ack {
            next_n: log.len() as u64,
            receipts,
        };
        self.last_cursor = vec![1, log.len() as u8];
        let cursor = self.last_cursor.clone();
        (
            request,
            Page {
                ack,
                grants: None,
                authors: match self.authors.is_empty() {
                    true => vec![another()],
                    false => self.authors.clone(),
                },
                rows: Vec::new(),
                cursor,
                rows_left: 0,
            },
        )
    }

    /// Runs a whole sync. `rows` go into the first response.
    pub(crate) fn sync(&mut self, rows: Vec<PageRow>) -> (SyncReport, StopReason) {
        self.sync_told(rows, None)
    }

    /// As [`Scene::sync`]; `grants` go into the first response too.
    pub(crate) fn sync_told(
        &mut self,
        rows: Vec<PageRow>,
        grants: Option<Grants>,
    ) -> (SyncReport, StopReason) {
        self.sync_forked(rows, grants, None)
    }

    /// As [`Scene::sync_told`]; the request with the number `fork_at`, counted from 1, is told that a copy of the store
    /// is in use.
    pub(crate) fn sync_forked(
        &mut self,
        rows: Vec<PageRow>,
        grants: Option<Grants>,
        fork_at: Option<u32>,
    ) -> (SyncReport, StopReason) {
        self.sync_of(&mut std::iter::once(rows), grants, fork_at)
    }

    /// As [`Scene::sync`], with the rows of every response.
    pub(crate) fn sync_answered(
        &mut self,
        rows: &mut dyn Iterator<Item = Vec<PageRow>>,
    ) -> (SyncReport, StopReason) {
        self.sync_of(rows, None, None)
    }

    fn sync_of(
        &mut self,
        rows: &mut dyn Iterator<Item = Vec<PageRow>>,
        mut grants: Option<Grants>,
        fork_at: Option<u32>,
    ) -> (SyncReport, StopReason) {
        let mut effects = self.handle(Event::SyncRequested);
        let mut requests = 0;
        loop {
            let effect = effects.remove(0);
            effects = match effect {
                Effect::SendExchange(_) if fork_at == Some(requests + 1) => {
                    requests += 1;
                    self.handle(Event::ReplyRefused(ProblemCode::InstallForked))
                }
                Effect::SendExchange(body) => {
                    requests += 1;
                    let (_, mut page) = self.take(&body);
                    page.rows = rows.next().unwrap_or_default();
                    page.grants = grants.take();
                    let mut effects = self.handle(Event::BytesArrived(page.to_bytes()));
                    effects.extend(self.handle(Event::ReplyEnded));
                    effects
                }
                Effect::TryPage { page, batch } => {
                    let outcomes = Some(puente_admission::join(&batch));
                    self.handle(Event::PageTried { page, outcomes })
                }
                Effect::TakeIn => self.handle(Event::TakeIn),
                Effect::Pause { .. } => self.handle(Event::PauseEnded),
                Effect::ShowProgress { .. } => Vec::new(),
                Effect::Finish(report, stop) => return (report, stop),
            };
        }
    }

    /// A record as the server knows it from this device, as a row that brings it whole.
    pub(crate) fn whole(&self, record: RecordId) -> PageRow {
        let items = self.logs.values().flatten();
        let items = items.flat_map(VerifiedSegment::items);
        let raw = items.filter_map(|(item, _)| match item {
            Item::Change { document, raw, .. } if *document == record => Some(&raw[..]),
            _ => None,
        });
        let raw: Vec<&[u8]> = raw.collect();
        let document = Document::from_changes(record, &raw).unwrap();
        let (actors, slim) = whole::slim(&document.save(), |_| None);
        PageRow::Document(WholeDocument {
            vouch: None,
            document: record,
            kind: DocumentKind::Core,
            record,
            actors,
            slim,
            authors: Vec::new(),
            received: None,
        })
    }

    /// The changes that the server holds, in the order in which they came.
    pub(crate) fn changes(&self) -> Vec<ChangeHash> {
        let mut logs: Vec<_> = self.logs.values().collect();
        logs.sort_by_key(|log| log.len());
        logs.iter()
            .flat_map(|log| log.iter())
            .flat_map(VerifiedSegment::items)
            .filter_map(|(_, hash)| hash)
            .collect()
    }
}

/// What a server with these keys grants.
pub(crate) fn granted(role: Role, keys: Option<ServerKeys>) -> Grants {
    Grants {
        keys,
        generation: 1,
        revoked: false,
        at: vec![Grant {
            site: SITE,
            site_name: "Garita".into(),
            role,
            account: None,
            ends_ms: None,
        }],
        sites: None,
        accounts: None,
    }
}

const ANOTHER_SEED: u64 = 1_000_000;

/// The author of what another device registered.
pub(crate) fn another() -> Author {
    static KEY: OnceLock<PublicKey> = OnceLock::new();
    let key = *KEY.get_or_init(|| Scene::new(ANOTHER_SEED, Role::Volunteer).key);
    Author {
        account: AccountId::from_bytes([0xaa; 16]),
        device: identity::device_id(&key),
        name: "Inés".into(),
        site: SITE,
        signer: Some(Signer {
            key,
            install: InstallId::from_bytes([0xaa; 16]),
        }),
    }
}

/// Somebody who writes what they were told, and may not make decisions.
pub(crate) fn told_by(actor: identity::Actor) -> Authorship {
    Authorship {
        actor,
        time_ms: NOW_MS,
        basis: Basis::Told,
        may_resolve: false,
    }
}

/// The receipt of a segment, as if each had a leaf of its own.
const fn receipt_of(n: u64) -> SegmentReceipt {
    SegmentReceipt {
        n,
        leaf: 1000 + n,
        received_ms: None,
    }
}
