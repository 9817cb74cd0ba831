//! What the history of a record shows of the server's responses.

use puente_client::{RecordChange, Standing};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::page::{PageRow, VerdictRow};
use puente_record::id::RecordId;

use crate::scene::*;

#[test]
fn what_was_kept_aside_is_told_with_its_reason_and_so_is_what_was_written_again() {
    let mut scene = Scene::new(31, Role::ShelterAdmin);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "alone", "alone");
    scene.set(record, "household", "H1");
    let at_once = scene.device.history(record, None).unwrap();
    assert_eq!(at_once[0].standing, Standing::Stands);
    assert_eq!(at_once[0].proven_by_ms, Some(NOW_MS));
    assert_eq!(at_once[1].standing, Standing::SavedHere);
    assert_eq!(at_once[1].proven_by_ms, None);
    scene.sync(Vec::new());
    let verdict = VerdictRow {
        document: record,
        change: scene.changes()[1],
        state: ChangeState::Quarantined,
        reason: "not_entitled".into(),
    };
    scene.sync(vec![PageRow::Verdict(verdict)]);
    let history = scene.device.history(record, None).unwrap();
    let told: Vec<_> = history
        .iter()
        .flat_map(|line| {
            let edits = line.edits.iter();
            edits.map(|edit| (&*edit.field, edit.value.as_deref(), &line.standing))
        })
        .filter(|(field, ..)| ["alone", "household"].contains(field))
        .collect();
    let aside = Standing::Quarantined("not_entitled".to_owned());
    for expected in [
        ("alone", Some("alone"), &aside),
        ("household", Some("H1"), &Standing::WrittenAgain),
        ("household", Some("H1"), &Standing::Stands),
    ] {
        let count = told.iter().filter(|told| **told == expected).count();
        assert_eq!(count, 1, "{expected:?} in {told:?}");
    }
    assert_eq!(told.len(), 3);
}

/// The standing of each change that gave a field this value.
fn standings(scene: &Scene, record: RecordId, value: &str) -> Vec<Standing> {
    let history = scene.device.history(record, None).unwrap();
    let wrote = |line: &&RecordChange| {
        let mut edits = line.edits.iter();
        edits.any(|edit| edit.value.as_deref() == Some(value))
    };
    let of_value = history.iter().filter(wrote);
    of_value.map(|line| line.standing.clone()).collect()
}

#[test]
fn what_the_office_wrote_again_does_not_stand() {
    let mut scene = Scene::new(33, Role::ShelterAdmin);
    let record = scene.register("Ana");
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let changes = scene.changes();
    let verdict = |change, state, reason: &str| {
        PageRow::Verdict(VerdictRow {
            document: record,
            change,
            state,
            reason: reason.into(),
        })
    };
    // A change that was removed from its document.
    let aside = verdict(changes[1], ChangeState::Quarantined, "not_entitled");
    scene.sync(vec![aside]);
    let again = verdict(changes[1], ChangeState::WrittenAgain, "es así");
    scene.sync(vec![again]);
    assert_eq!(standings(&scene, record, "alone"), [Standing::WrittenAgain]);
    // A founding change, which stays as it was typed.
    let aside = verdict(changes[0], ChangeState::Quarantined, "own_share_full");
    scene.sync(vec![aside]);
    let again = verdict(changes[0], ChangeState::WrittenAgain, "es así");
    scene.sync(vec![again]);
    assert_eq!(standings(&scene, record, "Ana"), [Standing::WrittenAgain]);
}

#[test]
fn what_the_office_wrote_again_stands_where_a_restored_server_lets_it_enter() {
    let mut scene = Scene::new(34, Role::ShelterAdmin);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    let again = VerdictRow {
        document: record,
        change: scene.changes()[0],
        state: ChangeState::WrittenAgain,
        reason: "es así".into(),
    };
    scene.sync(vec![PageRow::Verdict(again)]);
    assert_eq!(standings(&scene, record, "Ana"), [Standing::WrittenAgain]);
    let whole = scene.whole(record);
    scene.sync(vec![whole]);
    assert_eq!(standings(&scene, record, "Ana"), [Standing::Stands]);
    assert!(scene.device.attention().unwrap().is_empty());
}

#[test]
fn what_a_person_may_not_read_is_in_no_history_of_theirs() {
    let mut scene = Scene::new(32, Role::Volunteer);
    let record = scene.register("Ana");
    scene.set(record, "phone", "+526641112233");
    let entry = [("text", "la siguen")];
    let rng = &mut scene.rng;
    scene
        .device
        .add_entry(record, "note", &entry, NOW_MS, rng)
        .unwrap();
    // Written on this device and waiting to be sent; but nobody with this role may read it.
    for text in [
        serde_json::to_string(&scene.device.history(record, None).unwrap()),
        serde_json::to_string(&scene.device.history(record, Some("phone")).unwrap()),
        serde_json::to_string(&scene.device.view_at(record, NOW_MS).unwrap()),
    ] {
        let text = text.unwrap();
        assert!(
            !text.contains("6641112233") && !text.contains("siguen"),
            "{text}"
        );
    }
    assert_eq!(scene.device.history(record, None).unwrap().len(), 1);
}
