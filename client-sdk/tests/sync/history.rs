//! What a record's history says of a server's answers.

use puente_client::Standing;
use puente_policy::Role;
use puente_protocol::page::{ChangeState, PageRow, Verdict};

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
    let verdict = Verdict {
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
    // Written on this very device, and waiting to be sent; yet nobody with this role may read it.
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
