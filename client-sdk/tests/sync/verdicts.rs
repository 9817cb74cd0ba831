//! What the server decided about this device's changes, and what leaves the device.

use puente_client::{Effect, Event, RecordState, StopReason};
use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::change::{SlimContext, slim};
use puente_protocol::page::{Grant, Grants, PageChange, PageRow, VerdictRow};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::Value;
use puente_record::id::RecordId;

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
    let verdict = VerdictRow {
        document: record,
        change: bad,
        state: ChangeState::Quarantined,
        reason,
    };
    let (report, stop) = scene.sync(vec![PageRow::Verdict(verdict)]);
    assert_eq!(
        (
            stop,
            report.quarantined,
            report.written_again,
            report.round_trips
        ),
        (StopReason::Done, 1, 1, 2)
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

/// A store and its server were both restored: numbers were used twice, and another device's copy had the first
/// use.
#[test]
fn a_value_whose_place_is_taken_is_written_again_in_another() {
    let mut scene = Scene::new(21, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(record, "alone", "alone");
    scene.sync(Vec::new());
    let verdict = VerdictRow {
        document: record,
        change: scene.changes()[1],
        state: ChangeState::Quarantined,
        reason: "actor_reused".into(),
    };
    let (report, _) = scene.sync(vec![PageRow::Verdict(verdict)]);
    assert_eq!(report.written_again, 1);
    assert_eq!(scene.shown(record, "alone"), "alone");
    let state = scene.device.state(record).unwrap();
    assert!(matches!(state, RecordState::OnServer { .. }));
    assert!(scene.device.attention().unwrap().is_empty());
    // The server's item at that place may have come before and could not be used then.
    let asks = |item: &Item| matches!(item, Item::Carried(of) if of.changes().is_empty());
    let items = scene.logs.values().flatten();
    let mut items = items.flat_map(VerifiedSegment::items);
    assert!(items.any(|(item, _)| asks(item)));
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
        PageRow::Verdict(VerdictRow {
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
    let verdict = VerdictRow {
        document: record,
        change: scene.changes()[1],
        state: ChangeState::Quarantined,
        reason: "not_entitled".into(),
    };
    scene.sync(vec![PageRow::Verdict(verdict)]);
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

    // A server that lost everything gets the log again: the signature is valid, the body is gone.
    scene.logs.clear();
    scene.chain.clear();
    scene.sync(Vec::new());
    scene.sync(Vec::new());
    let log = scene.logs.values().next().unwrap();
    let items: Vec<_> = log
        .iter()
        .flat_map(VerifiedSegment::items)
        .map(|(item, _)| item.clone())
        .collect();
    assert!(items.iter().any(|item| matches!(item, Item::Erased(_))));
    assert!(items.iter().any(|item| matches!(item, Item::Purged(_))));
    assert!(!items.iter().any(
        |item| matches!(item, Item::Change { raw, .. } if raw.windows(5).any(|w| w == b"MARCA"))
    ));
}

/// Another device writes a field that this device wrote too, and this device gets that change.
fn disagree(scene: &mut Scene, record: RecordId) {
    let items = scene
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    let raw = items.filter_map(|(item, _)| match item {
        Item::Change { raw, .. } => Some(raw.clone()),
        _ => None,
    });
    let first = raw.into_iter().next().unwrap();
    let mut theirs = Document::from_changes(record, &[&first]).unwrap();
    let authorship = told_by([5; 16]);
    let edits = [Edit::put("household", "H-OTRO")];
    let change = theirs.edit(&authorship, &edits, &mut scene.rng).unwrap();
    let context = SlimContext {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let row = PageRow::Change(PageChange {
        vouch: None,
        document: record,
        author: 0,
        slim: slim(&change.unwrap().raw, &context),
        received_ms: None,
    });
    scene.set(record, "household", "H-MIO");
    scene.sync(vec![row]);
    assert_eq!(scene.device.conflicts(Some(record)).unwrap().len(), 1);
}

#[test]
fn a_decision_that_may_no_longer_be_made_is_written_again_as_a_candidate() {
    let mut scene = Scene::new(24, Role::ShelterAdmin);
    let record = scene.register("Ana");
    scene.sync(Vec::new());
    disagree(&mut scene, record);
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    let value = Value::from("H-ACTA");
    let decided = scene
        .device
        .resolve(record, "household", &value, "acta", NOW_MS, &mut scene.rng);
    decided.unwrap();
    let at = vec![Grant {
        site: SITE,
        site_name: "Garita".into(),
        role: Role::Volunteer,
        account: None,
        ends_ms: None,
    }];
    page.grants = Some(Grants {
        keys: None,
        generation: 2,
        revoked: false,
        at,
        sites: None,
        accounts: None,
    });
    scene.handle(Event::BytesArrived(page.to_bytes()));
    scene.handle(Event::ReplyEnded);
    // The store turns out to be a copy: its unsent changes are written again, now by a volunteer.
    let effects = scene.handle(Event::ReplyRefused(ProblemCode::InstallForked));
    assert!(matches!(effects[..], [Effect::SendExchange(_)]));
    let conflict = scene.device.conflicts(Some(record)).unwrap().remove(0);
    let mut values: Vec<_> = conflict
        .candidates
        .iter()
        .map(|candidate| (candidate.value.as_str(), candidate.claim))
        .collect();
    values.sort_unstable();
    assert_eq!(
        values,
        [("H-ACTA", true), ("H-MIO", false), ("H-OTRO", false)]
    );
}
