//! A document that the server repaired is repaired on the device too; and times from wrong clocks are bounded.

use puente_document::{Authorship, Document, Edit};
use puente_policy::Role;
use puente_protocol::change::{SlimContext, slim};
use puente_protocol::page::{Author, LeftOut, PageChange, PageRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::{AccountId, ChangeHash, DeviceId, RecordId};

use crate::scene::*;

const ALONE: SlimContext<'_> = SlimContext {
    actor: None,
    time_ms: 0,
    previous: None,
};

/// The record as the server knows it from this device alone.
fn as_sent(scene: &Scene, record: RecordId) -> Document {
    let items = scene
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    let raw: Vec<Vec<u8>> = items
        .filter_map(|(item, _)| match item {
            Item::Change { document, raw, .. } if *document == record => Some(raw.clone()),
            _ => None,
        })
        .collect();
    let (first, others) = raw.split_first().unwrap();
    let mut document = Document::from_changes(record, &[first]).unwrap();
    for raw in others {
        // What follows a change of another author is skipped.
        let _ = document.apply(&[raw]);
    }
    document
}

/// A change of another author, as it arrives.
fn theirs(
    scene: &mut Scene,
    record: RecordId,
    authorship: &Authorship,
    edit: Edit,
    received_ms: Option<i64>,
) -> (ChangeHash, PageRow) {
    let mut document = as_sent(scene, record);
    let change = document.edit(authorship, &[edit], &mut scene.rng);
    let change = change.unwrap().unwrap();
    let row = PageRow::Change(PageChange {
        vouch: None,
        document: record,
        author: 0,
        slim: slim(&change.raw, &ALONE),
        received_ms,
    });
    (change.hash, row)
}

#[test]
fn what_was_left_out_goes_and_later_edits_grow_beside_it() {
    let mut scene = Scene::new(41, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let put = Edit::put("name.surname1", "Relleno");
    let (change, row) = theirs(&mut scene, record, &told_by([5; 16]), put, None);
    scene.sync(vec![row]);
    assert_eq!(scene.shown(record, "name.surname1"), "Relleno");
    scene.set(record, "household", "H1");
    let left_out = PageRow::LeftOut(LeftOut {
        document: record,
        changes: vec![change],
    });
    let (report, _) = scene.sync(vec![left_out]);
    assert_eq!(report.written_again, 1);
    let view = scene.device.view(record, NOW_MS).unwrap();
    assert!(!view.fields.contains_key("name.surname1"));
    assert_eq!(scene.shown(record, "household"), "H1");
    scene.sync(Vec::new());
    // The server does not know the change that was left out, and accepts what was written again.
    assert_eq!(as_sent(&scene, record).read().text("household"), Some("H1"));
}

#[test]
fn a_clock_of_2099_is_not_the_latest() {
    let mut scene = Scene::new(42, Role::ShelterAdmin);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.authors = vec![Author {
        account: AccountId::from_bytes([4; 16]),
        device: DeviceId::from_bytes([5; 16]),
        name: "Luis".into(),
        site: SITE,
        signer: None,
    }];
    let year_2099 = Authorship {
        time_ms: 4_070_908_800_000,
        ..told_by([5; 16])
    };
    let earlier_ms = NOW_MS - 5_000;
    let put = Edit::put("arrival.mode", "foot");
    let (_, ahead) = theirs(&mut scene, record, &year_2099, put, Some(earlier_ms));
    let put = Edit::put("arrival.mode", "bus");
    let (honest, row) = theirs(&mut scene, record, &told_by([6; 16]), put, None);
    scene.sync(vec![ahead, row]);
    let conflict = scene.device.conflicts(Some(record)).unwrap().remove(0);
    let puente_document::Choice::Candidate(place) = conflict.proposal.choice else {
        panic!("the latest is proposed")
    };
    assert_eq!(conflict.candidates[place].change, honest);
    let shown = conflict.candidates.iter().find(|of| of.change != honest);
    assert_eq!(shown.unwrap().proven_by_ms, Some(earlier_ms));
}

#[test]
fn what_cannot_be_used_is_kept_alone_and_within_bounds() {
    let mut scene = Scene::new(43, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let mut noise = [0; 60_000];
    for _ in 0..100 {
        rand_core::Rng::fill_bytes(&mut scene.rng, &mut noise);
        let put = Edit::put("alone", "alone");
        let (_, honest) = theirs(&mut scene, record, &told_by([5; 16]), put, None);
        let bad = PageRow::Change(PageChange {
            vouch: None,
            document: RecordId::from_bytes([9; 16]),
            author: 0,
            slim: [&[1 << 7], &noise[..]].concat(),
            received_ms: None,
        });
        let of_mine = PageRow::Change(PageChange {
            vouch: None,
            document: record,
            author: 0,
            slim: [&[1 << 7], &noise[..]].concat(),
            received_ms: None,
        });
        scene.sync(vec![honest, bad, of_mine]);
    }
    assert_eq!(scene.shown(record, "alone"), "alone");
    let kept = scene.device.status().unwrap().pages_aside;
    assert!((50..=70).contains(&kept), "{kept} pages of 60 KB in 4 MiB");
}
