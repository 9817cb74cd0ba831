//! Pages that are taken in together, and one that is tried before it is stored.

use puente_client::{Effect, Event, Stop};
use puente_document::Document;
use puente_policy::Role;
use puente_protocol::page::{NewChange, Page, Row, WholeDocument};
use puente_protocol::segment::{Item, Verified};
use puente_record::Compartment;
use puente_record::id::RecordId;

use crate::scene::*;

/// A record that another device registered, whole.
fn whole_of_another(seed: u64, given: &str) -> (RecordId, Row) {
    let mut other = Scene::new(seed, Role::Volunteer);
    let record = other.register(given);
    other.sync(Vec::new());
    let items = other.logs.values().flatten().flat_map(Verified::items);
    let raws: Vec<_> = items
        .filter_map(|(item, _)| match item {
            Item::Change { raw, document, .. } if *document == record => Some(raw.as_slice()),
            _ => None,
        })
        .collect();
    let row = Row::Document(WholeDocument {
        document: record,
        kind: Compartment::Core,
        record,
        saved: Document::from_changes(record, &raws).unwrap().save(),
        authors: Vec::new(),
    });
    (record, row)
}

/// Asks the server and hands these pages over; answers what the end of the answer asks for.
fn answered(scene: &mut Scene, rows: Vec<Vec<Row>>) -> (Page, Vec<Effect>) {
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    let pages = rows.len();
    for (at, rows) in rows.into_iter().enumerate() {
        let page = Page {
            rows,
            cursor: vec![100 + at as u8],
            rows_left: (pages - 1 - at) as u64,
            ..page.clone()
        };
        scene.handle(Event::BytesArrived(page.to_bytes()));
    }
    (page, scene.handle(Event::ReplyEnded))
}

/// Holds every trial that is asked for. Answers how many, and how the sync ended.
fn try_all(scene: &mut Scene, mut effects: Vec<Effect>) -> (usize, u64) {
    let mut trials = 0;
    loop {
        effects = match effects.remove(0) {
            Effect::TryPage { page, batch } => {
                trials += 1;
                let outcomes = Some(tried(&batch));
                scene.handle(Event::PageTried { page, outcomes })
            }
            Effect::Finish(report, Stop::Done) => return (trials, report.unusable),
            other => panic!("{other:?}"),
        };
    }
}

#[test]
fn pages_that_wait_are_taken_in_together_when_they_are_quick() {
    let mut scene = Scene::new(31, Role::Volunteer);
    let people: Vec<_> = (0..4)
        .map(|n| whole_of_another(40 + n, &format!("Ana{n}")))
        .collect();
    let pages = people.iter().map(|(_, row)| vec![row.clone()]).collect();
    let (_, effects) = answered(&mut scene, pages);
    // One page, then two, then what is left.
    assert_eq!(try_all(&mut scene, effects), (3, 0));
    for (n, (record, _)) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Ana{n}"));
    }
}

#[test]
fn a_page_that_cannot_be_used_does_not_hold_up_those_it_came_with() {
    let mut scene = Scene::new(32, Role::Volunteer);
    let mine = scene.register("Ana");
    scene.sync(Vec::new());
    let people: Vec<_> = (0..3)
        .map(|n| whole_of_another(50 + n, &format!("Eva{n}")))
        .collect();
    let bad = Row::Change(NewChange {
        document: mine,
        author: 0,
        slim: vec![0x80, 1, 2, 3],
    });
    let mut pages: Vec<_> = people.iter().map(|(_, row)| vec![row.clone()]).collect();
    pages.insert(2, vec![bad]);
    let (_, effects) = answered(&mut scene, pages);
    let (_, unusable) = try_all(&mut scene, effects);
    assert_eq!(unusable, 1);
    assert_eq!(scene.device.status().unwrap().pages_aside, 1);
    for (n, (record, _)) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Eva{n}"));
    }
}

#[test]
fn what_comes_whole_twice_is_as_it_came_last() {
    let mut scene = Scene::new(33, Role::Volunteer);
    let (record, first) = whole_of_another(60, "Ana");
    let Row::Document(whole) = &first else {
        panic!()
    };
    let mut document = Document::load(record, &whole.saved).unwrap();
    let authorship = puente_document::Authorship {
        actor: [5; 16],
        time_ms: NOW_MS,
        basis: puente_document::Basis::Told,
        may_resolve: false,
    };
    let edits = [puente_document::Edit::put("name.given", "Berta")];
    let edited = document.edit(&authorship, &edits, &mut scene.rng);
    edited.unwrap().unwrap();
    let second = Row::Document(WholeDocument {
        saved: document.save(),
        ..whole.clone()
    });
    let (_, other) = whole_of_another(61, "Otra");
    let pages = vec![vec![other], vec![first], vec![second]];
    let (_, effects) = answered(&mut scene, pages);
    assert_eq!(try_all(&mut scene, effects), (3, 0));
    assert_eq!(scene.shown(record, "name.given"), "Berta");
}

#[test]
fn the_only_page_of_an_answer_is_asked_for_again_when_its_trial_never_ends() {
    let mut scene = Scene::new(34, Role::Volunteer);
    let (record, row) = whole_of_another(70, "Ana");
    let (_, mut effects) = answered(&mut scene, vec![vec![row.clone()]]);
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!()
    };
    // Nothing of the answer is on the disk: the next request asks from where the last one did.
    let (_, mut effects) = answered(&mut scene, vec![vec![row]]);
    let late = Event::PageTried {
        page,
        outcomes: Some(tried(&batch)),
    };
    assert_eq!(scene.handle(late), []);
    assert_eq!(scene.device.status().unwrap().documents, 0);
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!()
    };
    let outcomes = Some(tried(&batch));
    let effects = scene.handle(Event::PageTried { page, outcomes });
    assert!(matches!(effects[..], [Effect::Finish(_, Stop::Done)]));
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}

#[test]
fn the_only_page_of_a_cut_answer_is_kept() {
    let mut scene = Scene::new(35, Role::Volunteer);
    let (record, row) = whole_of_another(80, "Ana");
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, mut page) = scene.take(&body);
    page.rows = vec![row];
    page.cursor = vec![7];
    scene.handle(Event::BytesArrived(page.to_bytes()));
    let paused = scene.handle(Event::LineBroke);
    assert!(matches!(paused[..], [Effect::Pause { .. }]));
    let Effect::TryPage { page, batch } = scene.handle(Event::PauseEnded).remove(0) else {
        panic!()
    };
    let outcomes = Some(tried(&batch));
    let Effect::SendExchange(body) = scene.handle(Event::PageTried { page, outcomes }).remove(0)
    else {
        panic!()
    };
    assert_eq!(scene.take(&body).0.cursor, [7]);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}
