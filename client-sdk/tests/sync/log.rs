//! What a device sends: segments, their receipts, and copies of a store.

use puente_client::{Effect, Event, RecordState, StopReason};
use puente_policy::Role;
use puente_protocol::page::{PageRow, RecordElsewhere};
use puente_protocol::problem::ProblemCode;
use puente_protocol::segment::{Item, VerifiedSegment};

use crate::scene::*;

#[test]
fn what_was_saved_is_on_the_server_with_a_receipt_after_one_round_trip() {
    let mut scene = Scene::new(1, Role::Volunteer);
    let record = scene.register("Ana");
    assert_eq!(scene.device.state(record).unwrap(), RecordState::SavedHere);
    let (report, stop) = scene.sync(Vec::new());
    assert_eq!(
        (stop, report.round_trips, report.changes_sealed),
        (StopReason::Done, 1, 1)
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
fn what_was_written_in_one_record_goes_up_together() {
    let mut scene = Scene::new(12, Role::Volunteer);
    let (ana, eva) = (scene.register("Ana"), scene.register("Eva"));
    scene.set(eva, "household", "H1");
    scene.set(ana, "household", "H1");
    scene.sync(Vec::new());
    let log = scene.logs.values().next().unwrap();
    let written = log
        .iter()
        .flat_map(VerifiedSegment::items)
        .map(|(item, _)| match item {
            Item::Change { document, .. } => *document,
            other => panic!("{other:?}"),
        });
    assert_eq!(written.collect::<Vec<_>>(), [ana, ana, eva, eva]);
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
        [Effect::Finish(_, StopReason::Done)]
    ));
    assert_eq!(scene.changes().len(), 1);
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
    let [Effect::Finish(report, StopReason::Done)] = &effects[..] else {
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

/// The copy may have sent the same beginning, and somebody the record to another site, before this store forked: of that
/// the server tells nobody who is not there.
#[test]
fn what_a_forked_store_begins_again_and_is_elsewhere_leaves_it() {
    let mut scene = Scene::new(13, Role::Volunteer);
    let known = scene.register("Ana");
    scene.sync(Vec::new());
    scene.set(known, "household", "H1");
    let begun = scene.register("Eva");
    scene.handle(Event::SyncRequested);
    let effects = scene.handle(Event::ReplyRefused(ProblemCode::InstallForked));
    let [Effect::SendExchange(body)] = &effects[..] else {
        panic!("{effects:?}")
    };
    let (request, mut page) = scene.take(body);
    let items = scene.logs[&request.install].iter();
    let items = items.flat_map(VerifiedSegment::items);
    let asked = items.filter_map(|(item, _)| match item {
        Item::Carried(of) if of.changes().is_empty() => Some(of.listing().document),
        _ => None,
    });
    assert_eq!(asked.collect::<Vec<_>>(), [begun]);
    page.rows = vec![PageRow::Elsewhere(RecordElsewhere { record: begun })];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let mut effects = scene.handle(Event::ReplyEnded);
    while let Effect::TryPage { page, batch } = effects.remove(0) {
        let outcomes = Some(puente_admission::join(&batch));
        effects = scene.handle(Event::PageTried { page, outcomes });
        effects.extend(scene.handle(Event::TakeIn));
    }
    assert!(scene.device.view(begun, NOW_MS).is_err());
    assert_eq!(scene.shown(known, "household"), "H1");
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
    // What the copy sent is left out of the pages for this install: with this cursor it would never come.
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
        [Effect::Finish(_, StopReason::Done)]
    ));
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}
