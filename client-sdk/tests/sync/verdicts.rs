//! What the server decided about this device's changes, and what leaves it.

use puente_client::{RecordState, Stop};
use puente_policy::Role;
use puente_protocol::page::{ChangeState, Row, Verdict};
use puente_protocol::segment::{Item, Verified};

use crate::scene::*;

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
fn a_released_change_is_back_even_if_it_came_before_the_word_of_its_quarantine() {
    let mut scene = Scene::new(19, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let change = scene.changes()[1];
    let verdict = |state| {
        let reason = "not_entitled".into();
        Row::Verdict(Verdict {
            document: record,
            change,
            state,
            reason,
        })
    };
    scene.sync(vec![
        verdict(ChangeState::Quarantined),
        verdict(ChangeState::Released),
    ]);
    assert_eq!(scene.shown(record, "alone"), "alone");
    assert!(matches!(
        scene.device.state(record).unwrap(),
        RecordState::OnServer { .. }
    ));
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
