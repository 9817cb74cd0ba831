//! What a device deletes stays in its log, sealed to a key whose private half is offline, so that a server that
//! lost it can get it back.

use puente_client::{StopReason, SyncReport};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::bundle::{ServerKeys, courier_key};
use puente_protocol::page::{ErasedRecord, PageRow, VerdictRow};
use puente_protocol::segment::{Item, SealedBody, VerifiedSegment};
use puente_record::id::RecordId;

use crate::run::{document_of_another, row_of};
use crate::scene::*;

const SECRET: [u8; 32] = [6; 32];

fn keys() -> ServerKeys {
    ServerKeys {
        epoch: 1,
        courier: courier_key(&[7; 32]),
        receipt: [8; 32],
        recovery: Some(courier_key(&SECRET)),
    }
}

impl Scene {
    /// A volunteer's note. It belongs to a document that a volunteer may not read.
    fn note(&mut self, record: RecordId, text: &str) {
        let fields = [("text", text)];
        let device = &mut self.device;
        device
            .add_entry(record, "note", &fields, NOW_MS, &mut self.rng)
            .unwrap();
    }

    fn items(&self) -> Vec<Item> {
        let segments = self.logs.values().flatten();
        let items = segments.flat_map(VerifiedSegment::items);
        items.map(|(item, _)| item.clone()).collect()
    }

    fn sealed(&self) -> Vec<SealedBody> {
        let items = self.items().into_iter();
        items
            .filter_map(|item| match item {
                Item::Sealed(body) => Some(body),
                _ => None,
            })
            .collect()
    }

    /// The server lost everything, and the device sends it again.
    fn refill(&mut self) -> (SyncReport, StopReason) {
        for log in self.logs.values_mut() {
            log.clear();
        }
        self.chain.clear();
        self.sync(Vec::new())
    }
}

#[test]
fn a_note_that_left_the_device_comes_back_sealed_to_a_server_that_lost_it() {
    let mut scene = Scene::with_keys(41, Role::Volunteer, Some(keys()));
    let record = scene.register("Ana");
    scene.note(record, "MARCA-UNO");
    let (report, _) = scene.sync(Vec::new());
    assert_eq!(report.purged, 1);
    let whole = scene.items();
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let (_, stop) = scene.refill();
    assert_eq!(stop, StopReason::Done);
    let sealed = scene.sealed();
    assert_eq!(sealed.len(), 1);
    assert_eq!(sealed[0].record(), record);
    assert!(sealed[0].open(&[7; 32]).is_err());
    let opened = sealed[0].open(&SECRET).unwrap();
    assert!(whole.contains(&opened.clone().into()));
    assert!(opened.raw.windows(9).any(|window| window == b"MARCA-UNO"));
    // What the volunteer may read arrived in plain.
    let changes = |items: Vec<Item>| {
        let items = items.into_iter();
        items
            .filter(|item| matches!(item, Item::Change { .. }))
            .count()
    };
    assert_eq!(changes(scene.items()), 2);
    // And once more, after another restore.
    scene.refill();
    assert_eq!(scene.sealed(), sealed);
}

#[test]
fn without_a_recovery_key_what_leaves_the_device_is_gone_from_it() {
    let keys = ServerKeys {
        recovery: None,
        ..keys()
    };
    let mut scene = Scene::with_keys(42, Role::Volunteer, Some(keys));
    let record = scene.register("Ana");
    scene.note(record, "MARCA-UNO");
    scene.sync(Vec::new());
    scene.refill();
    assert_eq!(scene.sealed(), []);
    let items = scene.items();
    assert!(items.iter().any(|item| matches!(item, Item::Erased(_))));
}

#[test]
fn who_is_erased_takes_along_what_was_sealed_and_nobody_elses() {
    let mut scene = Scene::with_keys(43, Role::Volunteer, Some(keys()));
    let record = scene.register("Ana");
    let other = scene.register("Eva");
    for (record, text) in [
        (record, "MARCA-UNO"),
        (record, "MARCA-DOS"),
        (other, "MARCA-TRES"),
    ] {
        scene.note(record, text);
    }
    scene.sync(Vec::new());
    scene.note(record, "MARCA-CUATRO");
    scene.sync(Vec::new());
    scene.refill();
    assert_eq!(scene.sealed().len(), 4);
    scene.sync(vec![PageRow::Erased(ErasedRecord { record })]);
    scene.refill();
    let left: Vec<_> = scene.sealed().iter().map(SealedBody::record).collect();
    assert_eq!(left, [other]);
}

#[test]
fn where_it_becomes_too_much_the_oldest_is_let_go_of() {
    use rand_core::Rng as _;
    const PEOPLE: usize = 116;
    const NOTES: usize = 6;
    let mut scene = Scene::with_keys(44, Role::Volunteer, Some(keys()));
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        let person = scene.register(&format!("Ana {number}"));
        for _ in 0..NOTES {
            let mut noise = [0; 7_900];
            scene.rng.fill_bytes(&mut noise);
            let text = noise.iter().map(|byte| char::from(b' ' + byte % 95));
            scene.note(person, &text.collect::<String>());
        }
        people.push(person);
        if number + 1 == PEOPLE / 2 {
            scene.sync(Vec::new());
        }
    }
    scene.sync(Vec::new());
    let (_, stop) = scene.refill();
    assert_eq!(stop, StopReason::Done);
    let sealed = scene.sealed();
    let bytes: usize = sealed.iter().map(|body| body.sealed().len()).sum();
    assert!((3 << 20..=4 << 20).contains(&bytes), "{bytes}");
    let of = |people: &[RecordId]| {
        let bodies = sealed.iter();
        bodies
            .filter(|body| people.contains(&body.record()))
            .count()
    };
    let (before, after) = people.split_at(PEOPLE / 2);
    assert!(of(before) < before.len() * NOTES);
    assert_eq!(of(after), after.len() * NOTES);
}

/// After a restore the founder of a record may write another founding change before colleagues bring the true
/// one.
#[test]
fn what_another_began_stays_whole_when_its_beginning_is_refused() {
    let mut scene = Scene::with_keys(45, Role::Volunteer, Some(keys()));
    let document = document_of_another(46, "Ana");
    let (record, first) = (document.id(), document.order()[0]);
    scene.authors = vec![another()];
    scene.sync(vec![row_of(&document)]);
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let restored = granted(Role::Volunteer, Some(ServerKeys { epoch: 2, ..keys() }));
    scene.sync_told(Vec::new(), Some(restored));
    let carried = scene.items().into_iter();
    let carried = carried.filter(|item| matches!(item, Item::Carried(_)));
    assert!(carried.count() > 0, "it is brought");
    scene.sync(vec![PageRow::Verdict(VerdictRow {
        document: record,
        change: first,
        state: ChangeState::Quarantined,
        reason: "actor_reused".into(),
    })]);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
    assert_eq!(scene.shown(record, "alone"), "alone");
}
