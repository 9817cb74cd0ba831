//! The sync engine against a server that answers what a test wants.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

use std::collections::HashMap;

use puente_client::{
    DataKey, Device, Effect, Event, Place, RecordState, Registration, Rng, Stop, SyncReport, Vault,
};
use puente_policy::Role;
use puente_protocol::enrolment::{EnrolReply, EnrolRequest};
use puente_protocol::exchange::{Request, Sealed};
use puente_protocol::identity::{self, PublicKey};
use puente_protocol::page::{Ack, ChangeState, Grant, Grants, Page, Receipt, Row, Verdict};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, Known, NO_SEGMENT, Packed, Verified};
use puente_record::Value;
use puente_record::id::{AccountId, ChangeHash, DocumentId, InstallId, RecordId, ServerId, SiteId};
use rand_core::SeedableRng as _;

const NOW_MS: i64 = 1_795_000_000_000;
const SERVER: ServerId = ServerId::from_bytes([7; 16]);
const SITE: SiteId = SiteId::from_bytes([9; 16]);

/// A device and a server that takes every segment it can verify.
struct Scene {
    _folder: tempfile::TempDir,
    device: Device,
    rng: Rng,
    key: PublicKey,
    logs: HashMap<InstallId, Vec<Verified>>,
    chain: HashMap<(DocumentId, identity::Actor, u64), ChangeHash>,
    last_cursor: Vec<u8>,
}

impl Scene {
    fn new(seed: u64, role: Role) -> Self {
        let mut rng = Rng::seed_from_u64(seed);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store.db").to_str().unwrap().to_owned();
        let (_, data_key): (_, DataKey) = Vault::create_with("x", 8, 1, &mut rng);
        let place = Place {
            path,
            vfs: None,
            wal: true,
        };
        let mut device = Device::create(&place, &data_key, NOW_MS, &mut rng).unwrap();
        let request = EnrolRequest::open(&device.enrol_request("CODE", "Rosa").unwrap()).unwrap();
        let at = vec![Grant {
            site: SITE,
            site_name: "Garita".into(),
            role,
        }];
        let reply = EnrolReply {
            server: SERVER,
            account: AccountId::from_bytes([3; 16]),
            site: SITE,
            grants: Grants {
                generation: 1,
                revoked: false,
                at,
            },
        };
        let digits = device
            .enrolled("http://x/", "Rosa", &reply.to_bytes(), NOW_MS, &mut rng)
            .unwrap();
        assert_eq!(
            digits,
            identity::six_digits(SERVER.as_bytes(), &request.key)
        );
        let (logs, chain) = (HashMap::new(), HashMap::new());
        Self {
            _folder: folder,
            device,
            rng,
            key: request.key,
            logs,
            chain,
            last_cursor: Vec::new(),
        }
    }

    fn register(&mut self, given: &str) -> RecordId {
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

    fn set(&mut self, record: RecordId, field: &str, value: &str) {
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

    fn shown(&self, record: RecordId, field: &str) -> String {
        self.device.view(record, NOW_MS).unwrap().fields[field].values[0].clone()
    }

    fn handle(&mut self, event: Event) -> Vec<Effect> {
        self.device.handle(event, NOW_MS, &mut self.rng).unwrap()
    }

    /// Reads a request as a server does, and keeps its segments.
    fn take(&mut self, body: &[u8]) -> (Request, Page) {
        let sealed = Sealed::read(body).unwrap();
        assert_eq!(sealed.device(), identity::device_id(&self.key));
        let request = sealed.open(SERVER, &self.key).unwrap();
        let log = self.logs.entry(request.install).or_default();
        let mut receipts = Vec::new();
        for bytes in &request.segments {
            let packed = Packed::from_bytes(bytes).unwrap();
            let n = packed.head.n;
            // What is known, and what comes after a gap, is passed over.
            if n != log.len() as u64 {
                continue;
            }
            let chain = &self.chain;
            let change =
                |document: &_, actor: &_, seq| chain.get(&(*document, *actor, seq)).copied();
            let previous = log.last().map_or(NO_SEGMENT, Verified::hash);
            let verified = packed
                .open(&Known {
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
            receipts.push(Receipt { n, leaf: 1000 + n });
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
                authors: Vec::new(),
                rows: Vec::new(),
                cursor,
                rows_left: 0,
            },
        )
    }

    /// Carries out a whole sync; `rows` go into the first answer.
    fn sync(&mut self, mut rows: Vec<Row>) -> (SyncReport, Stop) {
        let mut effects = self.handle(Event::SyncRequested);
        loop {
            let effect = effects.remove(0);
            effects = match effect {
                Effect::SendExchange(body) => {
                    let (_, mut page) = self.take(&body);
                    page.rows = std::mem::take(&mut rows);
                    let mut effects = self.handle(Event::BytesArrived(page.to_bytes()));
                    effects.extend(self.handle(Event::ReplyEnded));
                    effects
                }
                Effect::TryPage { page, batch } => {
                    let outcomes = Some(tried(&batch));
                    self.handle(Event::PageTried { page, outcomes })
                }
                Effect::Pause { .. } => self.handle(Event::PauseEnded),
                Effect::ShowProgress { .. } => Vec::new(),
                Effect::Finish(report, stop) => return (report, stop),
            };
        }
    }

    /// The changes that the server holds, in the order they came.
    fn changes(&self) -> Vec<ChangeHash> {
        let mut logs: Vec<_> = self.logs.values().collect();
        logs.sort_by_key(|log| log.len());
        logs.iter()
            .flat_map(|log| log.iter())
            .flat_map(Verified::items)
            .filter_map(|(_, hash)| hash)
            .collect()
    }
}

fn tried(batch: &[u8]) -> Vec<u8> {
    let batch = puente_admission::wire::decode_batch(batch).unwrap();
    puente_admission::wire::encode_joined(&puente_admission::join(&batch))
}

#[test]
fn what_was_saved_is_on_the_server_with_a_receipt_after_one_round_trip() {
    let mut scene = Scene::new(1, Role::Volunteer);
    let record = scene.register("Ana");
    assert_eq!(scene.device.state(record).unwrap(), RecordState::SavedHere);
    let (report, stop) = scene.sync(Vec::new());
    assert_eq!(
        (stop, report.round_trips, report.changes_sealed),
        (Stop::Done, 1, 1)
    );
    assert_eq!(
        scene.device.state(record).unwrap(),
        RecordState::OnServer {
            receipt: Some(1000)
        }
    );
    let (again, _) = scene.sync(Vec::new());
    assert_eq!((again.round_trips, again.changes_sealed), (1, 0));
    assert!(
        again.bytes_up + again.bytes_down <= 300,
        "{} + {}",
        again.bytes_up,
        again.bytes_down
    );
}

#[test]
fn a_lost_reply_sends_the_same_segments_again_under_another_number() {
    let mut scene = Scene::new(2, Role::Volunteer);
    scene.register("Ana");
    let Effect::SendExchange(first) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (first, _) = scene.take(&first);
    assert!(matches!(
        scene.handle(Event::LineBroke)[..],
        [Effect::Pause { .. }]
    ));
    let Effect::SendExchange(second) = scene.handle(Event::PauseEnded).remove(0) else {
        panic!()
    };
    let (second, page) = scene.take(&second);
    assert_eq!(first.segments, second.segments);
    assert!(second.counter > first.counter);
    scene.handle(Event::BytesArrived(page.to_bytes()));
    assert!(matches!(
        scene.handle(Event::ReplyEnded)[..],
        [Effect::Finish(_, Stop::Done)]
    ));
    assert_eq!(scene.changes().len(), 1);
}

#[test]
fn a_reply_cut_within_its_second_page_keeps_the_first() {
    let mut scene = Scene::new(3, Role::Volunteer);
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    page.cursor = vec![42];
    let mut bytes = page.to_bytes();
    let whole = bytes.len();
    page.cursor = vec![43];
    bytes.extend(page.to_bytes());
    scene.handle(Event::BytesArrived(bytes[..whole + 9].to_vec()));
    assert!(matches!(
        scene.handle(Event::ReplyEnded)[..],
        [Effect::Pause { .. }]
    ));
    let Effect::SendExchange(body) = scene.handle(Event::PauseEnded).remove(0) else {
        panic!()
    };
    assert_eq!(scene.take(&body).0.cursor, [42]);
}

#[test]
fn one_bad_change_does_not_block_the_later_edits_of_the_same_person() {
    let mut scene = Scene::new(4, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "alone", "alone");
    scene.set(record, "household", "H1");
    scene.sync(Vec::new());
    let bad = scene.changes()[1];
    let reason = "not_entitled".into();
    let verdict = Verdict {
        document: record,
        change: bad,
        state: ChangeState::Quarantined,
        reason,
    };
    let (report, stop) = scene.sync(vec![Row::Verdict(verdict)]);
    assert_eq!(
        (
            stop,
            report.quarantined,
            report.written_again,
            report.round_trips
        ),
        (Stop::Done, 1, 1, 2)
    );
    assert_eq!(scene.shown(record, "household"), "H1");
    assert!(
        !scene
            .device
            .view(record, NOW_MS)
            .unwrap()
            .fields
            .contains_key("alone")
    );
    assert_eq!(
        scene.device.state(record).unwrap(),
        RecordState::NeedsAttention
    );
    assert_eq!(scene.changes().len(), 4);
}

#[test]
fn lists_and_searches_forget_a_name_that_was_quarantined() {
    let mut scene = Scene::new(14, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "name.given", "Beatriz");
    scene.sync(Vec::new());
    let verdict = Verdict {
        document: record,
        change: scene.changes()[1],
        state: ChangeState::Quarantined,
        reason: "not_entitled".into(),
    };
    scene.sync(vec![Row::Verdict(verdict)]);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
    assert_eq!(scene.device.list().unwrap()[0].given, "Ana");
    assert_eq!(scene.device.find("beatriz").unwrap().len(), 0);
}

#[test]
fn a_copied_store_becomes_a_new_install_and_loses_nothing() {
    let mut scene = Scene::new(5, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "household", "H1");
    let new = scene.register("Eva");
    let old = *scene.logs.keys().next().unwrap();
    scene.handle(Event::SyncRequested);
    let effects = scene.handle(Event::ReplyRefused(ProblemCode::InstallForked));
    let [Effect::SendExchange(body)] = &effects[..] else {
        panic!("{effects:?}")
    };
    let (request, page) = scene.take(body);
    assert_ne!(request.install, old);
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let effects = scene.handle(Event::ReplyEnded);
    let [Effect::Finish(report, Stop::Done)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(report.written_again, 2);
    assert_eq!(
        (
            scene.shown(record, "household"),
            scene.shown(new, "name.given")
        ),
        ("H1".into(), "Eva".into())
    );
    assert_eq!(
        scene.device.state(new).unwrap(),
        RecordState::OnServer {
            receipt: Some(1000)
        }
    );
}

#[test]
fn a_server_that_holds_more_than_this_store_ever_sealed_knows_a_copy_of_it() {
    let mut scene = Scene::new(11, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let old = *scene.logs.keys().next().unwrap();
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (request, mut page) = scene.take(&body);
    page.ack.next_n += 1;
    page.cursor = vec![42];
    // What the copy sent is left out for this install: with this cursor it would never come.
    assert!(
        scene
            .handle(Event::BytesArrived(page.to_bytes()))
            .is_empty()
    );
    assert!(
        scene
            .handle(Event::BytesArrived(page.to_bytes()))
            .is_empty()
    );
    let effects = scene.handle(Event::ReplyEnded);
    let [Effect::SendExchange(body)] = &effects[..] else {
        panic!("{effects:?}")
    };
    let (again, page) = scene.take(body);
    assert_ne!(again.install, old);
    assert_eq!(again.cursor, request.cursor);
    scene.handle(Event::BytesArrived(page.to_bytes()));
    assert!(matches!(
        scene.handle(Event::ReplyEnded)[..],
        [Effect::Finish(_, Stop::Done)]
    ));
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}

#[test]
fn a_volunteers_confidential_note_leaves_the_phone_once_the_server_has_it() {
    let mut scene = Scene::new(6, Role::Volunteer);
    let record = scene.register("Ana");
    scene
        .device
        .add_entry(
            record,
            "note",
            &[("text", "MARCA-SECRETA")],
            NOW_MS,
            &mut scene.rng,
        )
        .unwrap();
    assert_eq!(scene.device.status().unwrap().documents, 2);
    let (report, _) = scene.sync(Vec::new());
    assert_eq!((report.purged, report.round_trips), (1, 1));
    assert_eq!(scene.device.status().unwrap().documents, 1);
    assert!(
        !scene
            .device
            .view(record, NOW_MS)
            .unwrap()
            .entries
            .contains_key("note")
    );

    // A server that lost everything gets the log again: the signature holds, the body is gone.
    scene.logs.clear();
    scene.chain.clear();
    scene.sync(Vec::new());
    scene.sync(Vec::new());
    let log = scene.logs.values().next().unwrap();
    let items: Vec<_> = log
        .iter()
        .flat_map(Verified::items)
        .map(|(item, _)| item.clone())
        .collect();
    assert!(items.iter().any(|item| matches!(item, Item::Erased(_))));
    assert!(items.iter().any(|item| matches!(item, Item::Purged(_))));
    assert!(!items.iter().any(
        |item| matches!(item, Item::Change { raw, .. } if raw.windows(5).any(|w| w == b"MARCA"))
    ));
}

#[test]
fn an_edit_made_while_a_page_is_tried_stands_beside_it() {
    let mut scene = Scene::new(7, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());

    // Another device's change of the same person.
    let mut other = Scene::new(8, Role::Volunteer);
    let raw = {
        let creation = scene
            .logs
            .values()
            .flatten()
            .flat_map(Verified::items)
            .find_map(|(item, _)| match item {
                Item::Change { raw, .. } => Some(raw.clone()),
                _ => None,
            });
        let mut document =
            puente_document::Document::from_changes(record, &[&creation.unwrap()]).unwrap();
        let basis = puente_document::Basis::Told;
        let authorship = puente_document::Authorship {
            actor: [5; 16],
            time_ms: NOW_MS,
            basis,
            may_resolve: false,
        };
        let edits = [puente_document::Edit::put("household", "H-OTRO")];
        document
            .edit(&authorship, &edits, &mut other.rng)
            .unwrap()
            .unwrap()
            .raw
    };
    let context = puente_protocol::change::Context {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let slim = puente_protocol::change::slim(&raw, &context);
    let author = puente_protocol::page::Author {
        account: AccountId::from_bytes([4; 16]),
        device: identity::device_id(&other.key),
        name: "Luis".into(),
        site: SITE,
    };
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    page.authors = vec![author];
    page.rows = vec![Row::Change(puente_protocol::page::NewChange {
        document: record,
        author: 0,
        slim,
    })];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let mut effects = scene.handle(Event::ReplyEnded);
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!()
    };
    scene.set(record, "household", "H-MIO");
    let mut effects = scene.handle(Event::PageTried {
        page,
        outcomes: Some(tried(&batch)),
    });
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!("tried again: {effects:?}")
    };
    scene.handle(Event::PageTried {
        page,
        outcomes: Some(tried(&batch)),
    });
    let conflicts = scene.device.conflicts(Some(record)).unwrap();
    let mut values: Vec<_> = conflicts[0]
        .candidates
        .iter()
        .map(|candidate| candidate.value.as_str())
        .collect();
    values.sort_unstable();
    assert_eq!(values, ["H-MIO", "H-OTRO"]);
    let names: Vec<_> = conflicts[0]
        .candidates
        .iter()
        .map(|candidate| candidate.author.as_ref().unwrap().name.as_str())
        .collect();
    assert!(names.contains(&"Rosa") && names.contains(&"Luis"));
}

#[test]
fn changes_of_a_record_that_came_and_left_meanwhile_are_passed_over() {
    let mut scene = Scene::new(12, Role::Volunteer);
    let mut other = Scene::new(13, Role::Volunteer);
    let record = other.register("Eva");
    other.set(record, "household", "H1");
    other.sync(Vec::new());
    let context = puente_protocol::change::Context {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let second = other
        .logs
        .values()
        .flatten()
        .flat_map(Verified::items)
        .filter_map(|(item, _)| match item {
            Item::Change { raw, .. } => Some(puente_protocol::change::slim(raw, &context)),
            _ => None,
        })
        .nth(1);
    let row = Row::Change(puente_protocol::page::NewChange {
        document: record,
        author: 0,
        slim: second.unwrap(),
    });
    let (report, stop) = scene.sync(vec![row]);
    assert_eq!((stop, report.unusable), (Stop::Done, 0));
    let status = scene.device.status().unwrap();
    assert_eq!((status.pages_aside, status.documents), (0, 0));
}

#[test]
fn a_page_that_kills_its_trial_is_kept_aside_and_blocks_nothing() {
    let mut scene = Scene::new(9, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    let slim = vec![0x80, 1, 2, 3];
    page.rows = vec![Row::Change(puente_protocol::page::NewChange {
        document: record,
        author: 0,
        slim,
    })];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let Effect::TryPage { page, .. } = scene.handle(Event::ReplyEnded).remove(0) else {
        panic!()
    };
    let effects = scene.handle(Event::PageTried {
        page,
        outcomes: None,
    });
    let [Effect::Finish(report, Stop::Done)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(report.unusable, 1);
    assert_eq!(scene.device.status().unwrap().pages_aside, 1);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}
