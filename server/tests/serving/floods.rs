//! Small requests that cause much work: an honest phone does not wait for it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use puente_admission::guard::guard;
use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::change::hash_of;
use puente_protocol::page::VerdictRow;
use puente_protocol::problem::ProblemCode;
use puente_record::{ChangeHash, DocumentId, DocumentKind};

use crate::crafted::*;
use crate::hostile::Scene;
use crate::phone::Phone;
use crate::process::{Answer, pages, request};
use crate::world::World;

/// The slowest exchange of the honest phone, with other tests running. Measured alone: 0.4 s.
const HONEST_MAX: Duration = Duration::from_secs(5);

/// Resident memory of the server with its children.
const RESIDENT_MIB_MAX: u64 = 256;

/// Held by each test while it runs: one flood at a time, or they would slow each other down.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Scene {
    /// Syncs until so many waiting changes of the hostile device were accepted.
    fn wait_until_accepted(&mut self, count: usize) {
        let (mut entered, deadline) = (0, Instant::now() + Duration::from_secs(60));
        while entered < count {
            assert!(Instant::now() < deadline, "{entered} of {count}");
            let body = self.hostile.request(&self.world);
            let answer = self.flood(vec![body]).0.remove(0);
            let verdicts = self.hostile.take(pages(answer.body)).verdicts;
            let accepted = |of: &&VerdictRow| of.state == ChangeState::Accepted;
            entered += verdicts.iter().filter(accepted).count();
        }
    }

    /// Sends hostile requests one after the other while the honest phone edits and syncs. Returns the
    /// responses, the duration of the slowest honest exchange, and that of the whole flood.
    fn flood(&mut self, bodies: Vec<Vec<u8>>) -> (Vec<Answer>, Duration, Duration) {
        self.flood_by(vec![bodies])
    }

    /// The same with several hostile devices at once, each with its own requests.
    fn flood_by(&mut self, of_devices: Vec<Vec<Vec<u8>>>) -> (Vec<Answer>, Duration, Duration) {
        let address = self.process.address;
        let (began, sent) = (Instant::now(), of_devices.iter().flatten().count());
        // A small request waits for one part of each large one.
        let honest_max = HONEST_MAX * u32::try_from(of_devices.len()).unwrap();
        let flood = std::thread::spawn(move || {
            let devices = of_devices.into_iter().map(|bodies| {
                std::thread::spawn(move || {
                    let bodies = bodies.iter();
                    let answers = bodies.map(|body| request(address, "POST /v1/sync", body));
                    answers.collect::<Vec<_>>()
                })
            });
            let devices: Vec<_> = devices.collect();
            let answers = devices
                .into_iter()
                .flat_map(|device| device.join().unwrap());
            answers.collect::<Vec<_>>()
        });
        let (mut slowest, mut resident_mib, mut round) = (Duration::ZERO, 0, 0);
        while !flood.is_finished() || round < 3 {
            let edit = Edit::put("name.given", format!("Nombre {round}"));
            self.honest.edit(&mut self.world, self.document, &[edit]);
            let began = Instant::now();
            self.process.sync(&self.world, &mut self.honest);
            slowest = slowest.max(began.elapsed());
            resident_mib = resident_mib.max(self.process.resident_mib());
            round += 1;
        }
        let took = began.elapsed();
        eprintln!(
            "{sent} requests in {took:?}; {round} honest exchanges, slowest {slowest:?}; {resident_mib} MiB"
        );
        assert!(slowest < honest_max, "{slowest:?}");
        assert!(resident_mib < RESIDENT_MIB_MAX, "{resident_mib} MiB");
        (flood.join().unwrap(), slowest, took)
    }

    /// A request with everything that the hostile phone has sealed; the phone then forgets it.
    fn last_request(&mut self) -> Vec<u8> {
        let body = self.hostile.request(&self.world);
        self.hostile.segments.clear();
        body
    }
}

/// Items of five bytes on the wire; each becomes a row, a leaf and a verdict. Quarantine is limited too: the
/// server asks the device to wait, and an administrator to look.
#[test]
fn countless_items_are_taken_in_parts_and_not_all() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let document = scene.document;
    let (segments, each) = (64, 1_000_u32);
    for segment in 0..segments {
        let numbers = (0..each).map(|item| segment * each + item);
        let items = numbers.map(|n| (document, 0, n.to_be_bytes()[1..].to_vec()));
        scene
            .hostile
            .forge(&scene.world, &items.collect::<Vec<_>>());
    }
    for parts in 1..3 {
        let body = scene.hostile.request(&scene.world);
        let answer = scene.flood(vec![body]).0.remove(0);
        if parts > 1 {
            assert_eq!(answer.problem(), ProblemCode::TooManyRequests);
            continue;
        }
        let next_n = scene.hostile.take(pages(answer.body)).ack().next_n;
        assert!(next_n > 10 && next_n < 20, "{next_n}");
    }
    assert!(!scene.hostile.segments.is_empty());
    // With nothing to send, the device still gets its pages.
    scene.hostile.segments.clear();
    scene.process.sync(&scene.world, &mut scene.hostile);
    scene.assert_well(pid);
}

/// Each change waits for the next, and the last for one that was refused.
#[test]
fn a_long_chain_told_backwards_is_refused_in_one_go() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let document = scene.document;
    let (actor, next) = (scene.hostile.actor(document, 1), 5);
    let refused = Crafted {
        seq: 7,
        ..scene.ground.put(actor, "alone", "yes")
    };
    let refused = refused.raw();
    scene
        .hostile
        .forge(&scene.world, &[(document, 1, refused.clone())]);
    scene.process.sync(&scene.world, &mut scene.hostile);
    let actor = scene.hostile.actor(document, 2);
    let mut before = hash_of(&refused);
    let chain = (1..=12_000).map(|seq| {
        let put = Crafted::on(vec![before], actor, next + seq, "alone", "yes");
        let raw = Crafted { seq, ..put }.raw();
        before = hash_of(&raw);
        (document, 2, raw)
    });
    let mut chain: Vec<_> = chain.collect();
    chain.reverse();
    for part in chain.chunks(1_000) {
        scene.hostile.forge(&scene.world, part);
    }
    let body = scene.last_request();
    let answer = scene.flood(vec![body]).0.remove(0);
    assert_eq!(answer.status, 200, "{}", answer.head);
    let told = scene.hostile.take(pages(answer.body)).verdicts;
    assert_eq!(told.len(), chain.len());
    let reasons = told.iter().map(|verdict| &*verdict.reason);
    assert!(
        reasons
            .into_iter()
            .all(|reason| reason == "depends_on_quarantined")
    );
    scene.assert_well(pid);
}

/// 14 KB on the wire, because all are alike; 40 MB where they are kept.
#[test]
fn what_is_kept_aside_is_not_read_again_for_what_waits() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let document = scene.document;
    let long = "a".repeat(60_000);
    let mut bodies = Vec::new();
    for exchange in 0..10 {
        for segment in 0..8 {
            let items = (0..8).map(|item| format!("{exchange} {segment} {item} {long}"));
            let items = items.map(|text| (document, 0, text.into_bytes()));
            scene
                .hostile
                .forge(&scene.world, &items.collect::<Vec<_>>());
        }
        bodies.push(scene.last_request());
    }
    scene.flood(bodies);
    let before_mib = scene.process.resident_mib();
    let actor = scene.hostile.actor(document, 1);
    let nobody = vec![ChangeHash::from_bytes([9; 32])];
    let waits = Crafted::on(nobody, actor, 6, "alone", "yes").raw();
    scene.hostile.forge(&scene.world, &[(document, 1, waits)]);
    let body = scene.last_request();
    scene.flood(vec![body]);
    let grew_mib = scene.process.resident_mib().saturating_sub(before_mib);
    assert!(grew_mib < 32, "{grew_mib} MiB");
    scene.assert_well(pid);
}

/// 8 KB on the wire for 180 edits; the documents they edit are 40 MB, each of them its device's share.
#[test]
fn many_large_documents_are_worked_on_in_parts() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let (mut documents, mut bodies) = (Vec::new(), Vec::new());
    for n in 0..180 {
        let fill = |round: &str| -> Vec<Edit> {
            let text = format!("{round}{}", "b".repeat(8_000));
            let fields = (0..7).map(|field| Edit::put(format!("notes.a{field}"), text.clone()));
            fields.collect()
        };
        let edits = fill("");
        let id = scene
            .hostile
            .create(&mut scene.world, DocumentKind::Core, None, &edits);
        for round in 0..3 {
            let edits = fill(&round.to_string());
            scene.hostile.edit(&mut scene.world, id, &edits);
        }
        scene.hostile.seal(&scene.world);
        documents.push(id);
        if n % 9 == 8 {
            bodies.push(scene.last_request());
        }
    }
    for answer in scene.flood(bodies).0 {
        assert_eq!(answer.status, 200, "{}", answer.head);
        scene.hostile.take(pages(answer.body));
    }
    let touch = |scene: &mut Scene, key: &str, in_each: usize| {
        for some in documents.chunks(in_each) {
            for id in some {
                scene
                    .hostile
                    .edit(&mut scene.world, *id, &[Edit::put(key, "1")]);
            }
            scene.hostile.seal(&scene.world);
        }
    };
    touch(&mut scene, "measured.one", 10);
    let (mut verdicts, mut parts) = (0, 0);
    while !scene.hostile.segments.is_empty() {
        let body = scene.hostile.request(&scene.world);
        let answer = scene.flood(vec![body]).0.remove(0);
        verdicts += scene.hostile.take(pages(answer.body)).verdicts.len();
        parts += 1;
    }
    assert!((2..=6).contains(&parts), "{parts}");
    assert_eq!(verdicts, 0, "in parts, all of them entered");
    // A segment is not split: what is too much of it waits, and is tried part by part.
    touch(&mut scene, "measured.two", documents.len());
    let body = scene.last_request();
    let answer = scene.flood(vec![body]).0.remove(0);
    let told = scene.hostile.take(pages(answer.body)).verdicts;
    assert!((110..150).contains(&told.len()), "{}", told.len());
    assert!(told.iter().all(|told| told.reason == "too_much_at_once"));
    let is_waiting = |told: &VerdictRow| told.state == ChangeState::Pending;
    assert!(told.iter().all(is_waiting));
    scene.wait_until_accepted(told.len());
    assert!(
        scene
            .world
            .server
            .administration
            .quarantined()
            .unwrap()
            .is_empty()
    );
    scene.assert_well(pid);
}

/// 4 KB on the wire for 140 edits of documents of 12 KB, each with as many operations as one device may put in.
/// A small request that needs a trial meanwhile waits for one part of them.
#[test]
fn whoever_asks_for_little_is_served_between_the_parts_of_much() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let given = [Edit::put("name.given", "Ana")];
    let (mut documents, mut bodies) = (Vec::new(), Vec::new());
    for _ in 0..140 {
        documents.push(dense(&mut scene.world, &mut scene.hostile, &given));
        bodies.push(scene.last_request());
    }
    for answer in scene.flood(bodies).0 {
        assert!(scene.hostile.take(pages(answer.body)).verdicts.is_empty());
    }
    for id in &documents {
        let edit = [Edit::put("measured.x", "1")];
        scene.hostile.edit(&mut scene.world, *id, &edit);
    }
    let body = scene.last_request();
    let (answers, slowest, took) = scene.flood(vec![body]);
    assert_eq!(answers[0].status, 200);
    assert!(slowest < took * 2 / 3, "{slowest:?} of {took:?}");
    scene.assert_well(pid);
}

/// Queues a document with as many operations as one device may put in.
fn dense(world: &mut World, phone: &mut Phone, home: &[Edit]) -> DocumentId {
    let id = phone.create(world, DocumentKind::Core, None, home);
    phone.seal(world);
    let (_, first) = phone.documents[&id].changes().remove(0);
    let ops = guard(&first).unwrap().ops;
    let numbered = (10..13).map(|branch| {
        let actor = phone.actor(id, branch);
        let on = phone.documents[&id].heads();
        (id, branch, countless(on, actor, u64::from(ops) + 1))
    });
    let changes: Vec<_> = numbered.collect();
    phone.forge(world, &changes);
    let raws: Vec<&[u8]> = changes.iter().map(|(_, _, raw)| &raw[..]).collect();
    let document = phone.documents.get_mut(&id).unwrap();
    document.apply(&raws).unwrap();
    id
}

/// The most that one device may ask for at once, by eight devices together.
#[test]
fn several_hostile_devices_together_take_no_more_memory_than_one() {
    let _alone = alone();
    let mut scene = Scene::new();
    let pid = scene.process.id();
    let named = [Edit::put("name.given", "Ana")];
    let mut crowd: Vec<Phone> = (0..8)
        .map(|_| scene.world.phone("Norte", Role::Volunteer))
        .collect();
    let mut begun = Vec::new();
    let mut documents = Vec::new();
    for phone in &mut crowd {
        let ids: Vec<_> = (0..30)
            .map(|_| dense(&mut scene.world, phone, &named))
            .collect();
        begun.push(vec![phone.request(&scene.world)]);
        phone.segments.clear();
        documents.push(ids);
    }
    for answer in scene.flood_by(begun).0 {
        assert_eq!(answer.status, 200, "{}", answer.head);
    }
    let mut touched = Vec::new();
    for (phone, ids) in crowd.iter_mut().zip(&documents) {
        for id in ids {
            phone.edit(&mut scene.world, *id, &[Edit::put("measured.x", "1")]);
        }
        touched.push(vec![phone.request(&scene.world)]);
    }
    scene.flood_by(touched);
    scene.assert_well(pid);
}

/// A change of two thousand puts. A megabyte of such a change would hold two hundred thousand.
fn countless(on: Vec<ChangeHash>, actor: [u8; 16], start_op: u64) -> Vec<u8> {
    let count = 1_990_usize;
    let letter = |n: usize| b'a' + u8::try_from(n % 26).unwrap();
    let key = |n: usize| prefixed(&[b'z', letter(n / 676), letter(n / 26), letter(n)]);
    let run_of = |value: u64| run(count.try_into().unwrap(), &uleb(value));
    let mut change = Crafted::on(on, actor, start_op, "x", "");
    change.set(KEY, literal(&(0..count).map(key).collect::<Vec<_>>()));
    change.set(INSERT, uleb(count as u64));
    change.set(ACTION, run_of(1));
    change.set(VALUE_META, run_of(6));
    change.set(PRED_COUNT, run_of(0));
    change.raw()
}
