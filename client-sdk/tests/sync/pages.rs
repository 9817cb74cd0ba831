//! What a device receives: pages that are cut, late, foreign or deadly.

use puente_client::{Effect, Event, StopReason};
use puente_document::Document;
use puente_policy::Role;
use puente_protocol::identity::{self};
use puente_protocol::page::{ErasedRecord, PageRow};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_record::id::{AccountId, DocumentId};

use crate::scene::*;

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

fn luis(other: &Scene) -> puente_protocol::page::Author {
    puente_protocol::page::Author {
        account: AccountId::from_bytes([4; 16]),
        device: identity::device_id(&other.key),
        name: "Luis".into(),
        site: SITE,
        signer: None,
    }
}

#[test]
fn an_edit_made_while_a_page_is_tried_stands_beside_it() {
    let mut scene = Scene::new(7, Role::Volunteer);
    let record = scene.register("Ana");
    scene.sync(Vec::new());

    // A change of the same person by another device.
    let mut other = Scene::new(8, Role::Volunteer);
    let raw = {
        let creation = scene
            .logs
            .values()
            .flatten()
            .flat_map(VerifiedSegment::items)
            .find_map(|(item, _)| match item {
                Item::Change { raw, .. } => Some(raw.clone()),
                _ => None,
            });
        let mut document = Document::from_changes(record, &[&creation.unwrap()]).unwrap();
        let authorship = told_by([5; 16]);
        let edits = [puente_document::Edit::put("household", "H-OTRO")];
        document
            .edit(&authorship, &edits, &mut other.rng)
            .unwrap()
            .unwrap()
            .raw
    };
    let context = puente_protocol::change::SlimContext {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    page.authors = vec![luis(&other)];
    page.rows = vec![PageRow::Change(puente_protocol::page::PageChange {
        vouch: None,
        document: record,
        author: 0,
        slim: puente_protocol::change::slim(&raw, &context),
        received_ms: None,
    })];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let mut effects = scene.handle(Event::ReplyEnded);
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!()
    };
    scene.set(record, "household", "H-MIO");
    let mut effects = scene.handle(Event::PageTried {
        page,
        outcomes: Some(puente_admission::join(&batch)),
    });
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!("tried again: {effects:?}")
    };
    scene.handle(Event::PageTried {
        page,
        outcomes: Some(puente_admission::join(&batch)),
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

/// The changes of a record that another device registered and then corrected twice.
fn changes_of_another() -> Vec<PageRow> {
    let mut other = Scene::of_another(13);
    let record = other.register("Eva");
    other.set(record, "household", "H1");
    other.set(record, "household", "H2");
    other.sync(Vec::new());
    let context = puente_protocol::change::SlimContext {
        actor: None,
        time_ms: 0,
        previous: None,
    };
    let items = other
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    items
        .filter_map(|(item, _)| match item {
            Item::Change { raw, .. } => Some(PageRow::Change(puente_protocol::page::PageChange {
                vouch: None,
                document: record,
                author: 0,
                slim: puente_protocol::change::slim(raw, &context),
                received_ms: None,
            })),
            _ => None,
        })
        .collect()
}

#[test]
fn changes_of_a_record_that_came_and_left_meanwhile_are_passed_over() {
    let mut scene = Scene::new(12, Role::Volunteer);
    // Skipped even from the first change on: a document must come whole first.
    let rows = changes_of_another();
    let (report, stop) = scene.sync(rows);
    assert_eq!((stop, report.unusable), (StopReason::Done, 0));
    let status = scene.device.status().unwrap();
    assert_eq!((status.pages_aside, status.documents), (0, 0));
}

#[test]
fn a_record_of_which_a_part_can_never_come_leaves() {
    let mut scene = Scene::new(22, Role::Volunteer);
    let rows = changes_of_another();
    let PageRow::Change(first) = &rows[0] else {
        panic!()
    };
    let raw = puente_protocol::change::expand(&first.slim, None, 0, |_| None).unwrap();
    let begun = Document::from_changes(first.document, &[&raw]).unwrap();
    scene.sync(vec![PageRow::Document(
        puente_protocol::page::WholeDocument {
            vouch: None,
            document: first.document,
            kind: puente_record::DocumentKind::Core,
            record: first.document,
            actors: Vec::new(),
            slim: begun.save(),
            authors: vec![(0, 1)],
            received: None,
        },
    )]);
    assert_eq!(scene.device.status().unwrap().documents, 1);
    let (report, stop) = scene.sync(rows[2..].to_vec());
    assert_eq!(
        (stop, report.unusable, report.purged),
        (StopReason::Done, 0, 1)
    );
    assert_eq!(scene.device.status().unwrap().pages_aside, 0);
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
    page.rows = vec![PageRow::Change(puente_protocol::page::PageChange {
        vouch: None,
        document: record,
        author: 0,
        slim,
        received_ms: None,
    })];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let Effect::TryPage { page, .. } = scene.handle(Event::ReplyEnded).remove(0) else {
        panic!()
    };
    let effects = scene.handle(Event::PageTried {
        page,
        outcomes: None,
    });
    let [Effect::Finish(report, StopReason::Done)] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(report.unusable, 1);
    assert_eq!(scene.device.status().unwrap().pages_aside, 1);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}

/// A device stops listening to a server that never ends, and does not report that everything came.
#[test]
fn a_sync_that_ends_before_all_came_says_so() {
    let mut scene = Scene::new(31, Role::Volunteer);
    let mut effects = scene.handle(Event::SyncRequested);
    let mut number = 0_u64;
    let (report, stop) = loop {
        effects = match effects.remove(0) {
            Effect::SendExchange(body) => {
                let (_, mut page) = scene.take(&body);
                page.rows_left = 1;
                // The cursor moves on; otherwise this would count as a broken line.
                number += 1;
                page.cursor = number.to_be_bytes().to_vec();
                page.rows = vec![PageRow::Erased(ErasedRecord {
                    record: DocumentId::from_bytes([7; 16]),
                })];
                let mut effects = scene.handle(Event::BytesArrived(page.to_bytes()));
                effects.extend(scene.handle(Event::ReplyEnded));
                effects
            }
            Effect::TryPage { page, batch } => {
                let outcomes = Some(puente_admission::join(&batch));
                scene.handle(Event::PageTried { page, outcomes })
            }
            Effect::TakeIn => scene.handle(Event::TakeIn),
            Effect::Pause { .. } => scene.handle(Event::PauseEnded),
            Effect::ShowProgress { .. } => Vec::new(),
            Effect::Finish(report, stop) => break (report, stop),
        };
        effects.retain(|effect| !matches!(effect, Effect::ShowProgress { .. }));
    };
    assert_eq!(
        (stop, report.round_trips),
        (StopReason::LineBroke, 1_000),
        "{report:?}"
    );
}
