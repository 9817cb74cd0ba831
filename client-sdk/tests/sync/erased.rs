//! The office erased a person: nothing about them stays on the device. The simulator checks that no table keeps
//! a byte either.

use puente_client::{RecordState, StopReason};
use puente_policy::Role;
use puente_protocol::page::{ErasedRecord, PageRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::RecordId;

use crate::scene::*;

fn erase(record: RecordId) -> Vec<PageRow> {
    vec![PageRow::Erased(ErasedRecord { record })]
}

#[test]
fn everything_of_an_erased_person_leaves_the_device_and_everybody_else_stays() {
    let mut scene = Scene::new(31, Role::ShelterAdmin);
    let record = scene.register("MARCA-UNO");
    let other = scene.register("Beatriz");
    scene
        .device
        .add_entry(
            record,
            "note",
            &[("text", "MARCA-DOS")],
            NOW_MS,
            &mut scene.rng,
        )
        .unwrap();
    scene.sync(Vec::new());
    // This edit is not sent yet when the erasure arrives.
    scene.set(record, "name.surname1", "MARCA-TRES");
    let (report, stop) = scene.sync(erase(record));
    assert_eq!((stop, report.purged), (StopReason::Done, 2));
    assert!(scene.device.view(record, NOW_MS).is_err());
    assert!(scene.device.find("marca").unwrap().is_empty());
    let listed: Vec<_> = scene.device.list().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(scene.shown(other, "name.given"), "Beatriz");
    assert!(matches!(
        scene.device.state(other).unwrap(),
        RecordState::OnServer { .. }
    ));
    assert_eq!(scene.device.status().unwrap().waiting, 0);

    // The device tells the server, and its log continues.
    scene.set(other, "alone", "alone");
    scene.sync(Vec::new());
    let items: Vec<_> = scene
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items)
        .map(|(item, _)| item.clone())
        .collect();
    let purged = items
        .iter()
        .filter(|item| matches!(item, Item::Purged(_)))
        .count();
    assert_eq!(purged, 2);
    assert_eq!(scene.shown(other, "alone"), "alone");
}

#[test]
fn an_erased_person_whose_change_is_in_question_leaves_too_and_hearing_it_twice_changes_nothing() {
    use puente_protocol::ChangeState;
    use puente_protocol::page::VerdictRow;
    let mut scene = Scene::new(32, Role::Volunteer);
    let record = scene.register("MARCA-UNO");
    scene.sync(Vec::new());
    let verdict = VerdictRow {
        document: record,
        change: scene.changes()[0],
        state: ChangeState::Quarantined,
        reason: "not_entitled".into(),
    };
    scene.sync(vec![PageRow::Verdict(verdict.clone())]);
    assert_eq!(scene.device.status().unwrap().needs_attention, 1);
    let (report, _) = scene.sync(erase(record));
    assert_eq!(report.purged, 1);
    assert!(scene.device.view(record, NOW_MS).is_err());
    let mut again = erase(record);
    again.push(PageRow::Verdict(verdict));
    let (report, stop) = scene.sync(again);
    assert_eq!((stop, report.purged), (StopReason::Done, 0));
    assert_eq!(scene.device.status().unwrap().needs_attention, 0);
}

#[test]
fn a_person_nobody_here_knew_is_erased_without_a_word() {
    let mut scene = Scene::new(33, Role::Volunteer);
    let other = scene.register("Beatriz");
    let (report, stop) = scene.sync(erase(RecordId::from_bytes([5; 16])));
    assert_eq!((stop, report.purged), (StopReason::Done, 0));
    assert_eq!(scene.shown(other, "name.given"), "Beatriz");
}
