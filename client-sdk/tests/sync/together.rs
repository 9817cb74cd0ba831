//! Pages that are taken in together, and one that is tried before it is stored.

use std::collections::VecDeque;

use puente_client::{Effect, Event, Rng, Stop};
use puente_document::{Authorship, Basis, Document, Edit};
use puente_policy::Role;
use puente_protocol::identity;
use puente_protocol::page::{Author, NewChange, Page, Row, Signer, WholeDocument};
use puente_protocol::segment::{Item, Verified};
use puente_protocol::whole::{self, ActorName};
use puente_record::Compartment;
use puente_record::id::{AccountId, InstallId, RecordId};
use rand_core::SeedableRng as _;

use crate::scene::*;

/// A record that another device registered.
fn document_of_another(seed: u64, given: &str) -> Document {
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
    Document::from_changes(record, &raws).unwrap()
}

fn row_of(document: &Document) -> Row {
    let (actors, slim) = whole::slim(&document.save(), |_| None);
    Row::Document(WholeDocument {
        document: document.id(),
        kind: Compartment::Core,
        record: document.id(),
        actors,
        slim,
        authors: Vec::new(),
    })
}

fn whole_of_another(seed: u64, given: &str) -> (RecordId, Row) {
    let document = document_of_another(seed, given);
    (document.id(), row_of(&document))
}

/// A record whose actor is told by its author's name alone.
fn named(number: u8) -> (Author, Row) {
    let signer = Signer {
        key: [number; 32],
        install: InstallId::from_bytes([number; 16]),
    };
    let id = RecordId::from_bytes([number; 16]);
    let actor = identity::actor(&signer.key, signer.install, id, 1);
    let authorship = Authorship {
        actor,
        time_ms: NOW_MS,
        basis: Basis::Told,
        may_resolve: false,
    };
    let edits = [
        Edit::put("home_site", SITE.to_string()),
        Edit::put("name.given", format!("Ana{number}")),
    ];
    let (core, mut rng) = (Compartment::Core, Rng::seed_from_u64(number.into()));
    let (document, _) = Document::create(id, core, None, &authorship, &edits, &mut rng).unwrap();
    let (actors, slim) = whole::slim(&document.save(), |of| (*of == actor).then_some((0, 1)));
    assert_eq!(actors, [ActorName::Of(0, 1)]);
    let author = Author {
        account: AccountId::from_bytes([number; 16]),
        device: identity::device_id(&signer.key),
        name: "Luis".into(),
        site: SITE,
        signer: Some(signer),
    };
    let row = WholeDocument {
        document: id,
        kind: core,
        record: id,
        actors,
        slim,
        authors: vec![(0, 1)],
    };
    (author, Row::Document(row))
}

/// How an answer comes and what is done with it.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Between two pages, in ms. Those that come slowly are stored before they are tried.
    gap_ms: i64,
    /// A trial runs while what came before it is written; else one thing is done after the other.
    is_at_once: bool,
}

const QUICKLY: Way = Way {
    gap_ms: 0,
    is_at_once: true,
};

/// Runs a test in every way.
fn in_every_way(test: impl Fn(Way)) {
    for gap_ms in [0, 1_000] {
        for is_at_once in [true, false] {
            test(Way { gap_ms, is_at_once });
        }
    }
}

/// Asks the server and hands these pages over; answers what the end of the answer asks for.
fn answered(scene: &mut Scene, rows: Vec<Vec<Row>>, way: Way) -> (Page, Vec<Effect>) {
    let pages = rows.into_iter().map(|rows| (Vec::new(), rows));
    answered_by(scene, pages.collect(), way)
}

/// The same with those who wrote each page's rows.
fn answered_by(
    scene: &mut Scene,
    rows: Vec<(Vec<Author>, Vec<Row>)>,
    way: Way,
) -> (Page, Vec<Effect>) {
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    let pages = rows.len();
    for (at, (authors, rows)) in rows.into_iter().enumerate() {
        let page = Page {
            authors,
            rows,
            cursor: vec![100 + at as u8],
            rows_left: (pages - 1 - at) as u64,
            ..page.clone()
        };
        let now_ms = NOW_MS + way.gap_ms * at as i64;
        scene.handle_at(now_ms, Event::BytesArrived(page.to_bytes()));
    }
    (page, scene.handle(Event::ReplyEnded))
}

/// Holds every trial that is asked for, until something is sent or the sync is over. Answers how many
/// trials, and how many rows could not be used.
fn try_all(scene: &mut Scene, effects: Vec<Effect>, way: Way) -> (usize, u64) {
    let mut todo = VecDeque::from(effects);
    let mut running = VecDeque::new();
    let mut trials = 0;
    loop {
        let more = match todo.pop_front() {
            Some(Effect::TryPage { page, batch }) => {
                trials += 1;
                running.push_back((page, batch));
                if way.is_at_once {
                    continue;
                }
                end_trial(scene, &mut running)
            }
            None => end_trial(scene, &mut running),
            Some(Effect::TakeIn) => scene.handle(Event::TakeIn),
            Some(Effect::Finish(report, Stop::Done)) => return (trials, report.unusable),
            Some(Effect::SendExchange(_)) => return (trials, 0),
            other => panic!("{other:?}"),
        };
        todo.extend(more);
    }
}

fn end_trial(scene: &mut Scene, running: &mut VecDeque<(i64, Vec<u8>)>) -> Vec<Effect> {
    let (page, batch) = running.pop_front().unwrap();
    let outcomes = Some(tried(&batch));
    scene.handle(Event::PageTried { page, outcomes })
}

#[test]
fn pages_are_taken_in_together_when_that_is_quick() {
    in_every_way(pages_are_taken_in_together);
}

fn pages_are_taken_in_together(way: Way) {
    let mut scene = Scene::new(31, Role::Volunteer);
    let people: Vec<_> = (0..4)
        .map(|n| whole_of_another(40 + n, &format!("Ana{n}")))
        .collect();
    let pages = people.iter().map(|(_, row)| vec![row.clone()]).collect();
    let (_, effects) = answered(&mut scene, pages, way);
    // One page, then two, then what is left.
    assert_eq!(try_all(&mut scene, effects, way), (3, 0));
    for (n, (record, _)) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Ana{n}"));
    }
}

#[test]
fn actors_are_those_of_the_authors_of_their_own_page() {
    in_every_way(authors_of_their_own_page);
}

fn authors_of_their_own_page(way: Way) {
    let mut scene = Scene::new(35, Role::Volunteer);
    let pages = (1..=4)
        .map(named)
        .map(|(author, row)| (vec![author], vec![row]));
    let (_, effects) = answered_by(&mut scene, pages.collect(), way);
    assert_eq!(try_all(&mut scene, effects, way), (3, 0));
    for number in 1..=4 {
        let record = RecordId::from_bytes([number; 16]);
        assert_eq!(scene.shown(record, "name.given"), format!("Ana{number}"));
    }
}

#[test]
fn a_document_by_an_author_who_is_not_there_is_kept_aside() {
    let mut scene = Scene::new(36, Role::Volunteer);
    let pages = vec![
        (Vec::new(), vec![named(1).1]),
        (vec![named(3).0], vec![named(2).1]),
    ];
    let (_, effects) = answered_by(&mut scene, pages, QUICKLY);
    let (_, unusable) = try_all(&mut scene, effects, QUICKLY);
    let status = scene.device.status().unwrap();
    assert_eq!((unusable, status.pages_aside, status.documents), (2, 2, 0));
}

#[test]
fn a_page_that_cannot_be_used_does_not_hold_up_those_it_came_with() {
    in_every_way(a_page_cannot_be_used);
}

fn a_page_cannot_be_used(way: Way) {
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
    let (_, effects) = answered(&mut scene, pages, way);
    let (_, unusable) = try_all(&mut scene, effects, way);
    assert_eq!(unusable, 1);
    assert_eq!(scene.device.status().unwrap().pages_aside, 1);
    for (n, (record, _)) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Eva{n}"));
    }
}

#[test]
fn what_comes_whole_twice_is_as_it_came_last() {
    in_every_way(it_comes_whole_twice);
}

fn it_comes_whole_twice(way: Way) {
    let mut scene = Scene::new(33, Role::Volunteer);
    let mut document = document_of_another(60, "Ana");
    let (record, first) = (document.id(), row_of(&document));
    let authorship = Authorship {
        actor: [5; 16],
        time_ms: NOW_MS,
        basis: Basis::Told,
        may_resolve: false,
    };
    let edits = [Edit::put("name.given", "Berta")];
    let edited = document.edit(&authorship, &edits, &mut scene.rng);
    edited.unwrap().unwrap();
    let second = row_of(&document);
    let (_, other) = whole_of_another(61, "Otra");
    let pages = vec![vec![other], vec![first], vec![second]];
    let (_, effects) = answered(&mut scene, pages, way);
    assert_eq!(try_all(&mut scene, effects, way), (3, 0));
    assert_eq!(scene.shown(record, "name.given"), "Berta");
}

#[test]
fn the_only_page_of_an_answer_is_asked_for_again_when_its_trial_never_ends() {
    let mut scene = Scene::new(34, Role::Volunteer);
    let (record, row) = whole_of_another(70, "Ana");
    let (_, mut effects) = answered(&mut scene, vec![vec![row.clone()]], QUICKLY);
    let Effect::TryPage { page, batch } = effects.remove(0) else {
        panic!()
    };
    // Nothing of the answer is on the disk: the next request asks from where the last one did.
    let (_, mut effects) = answered(&mut scene, vec![vec![row]], QUICKLY);
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

#[test]
fn an_edit_while_pages_are_written_and_tried_stands_beside_them() {
    in_every_way(|way| {
        let mut scene = Scene::new(36, Role::Volunteer);
        let mine = scene.register("Ana");
        let people: Vec<_> = (0..3)
            .map(|n| whole_of_another(90 + n, &format!("Eva{n}")))
            .collect();
        let pages = people.iter().map(|(_, row)| vec![row.clone()]).collect();
        let (_, mut effects) = answered(&mut scene, pages, way);
        let Effect::TryPage { page, batch } = effects.remove(0) else {
            panic!()
        };
        let outcomes = Some(tried(&batch));
        let effects = scene.handle(Event::PageTried { page, outcomes });
        assert!(matches!(
            effects[..],
            [Effect::TryPage { .. }, Effect::TakeIn]
        ));
        scene.set(mine, "household", "H1");
        let other = scene.register("Sol");
        assert_eq!(try_all(&mut scene, effects, way).1, 0);
        for (n, (record, _)) in people.iter().enumerate() {
            assert_eq!(scene.shown(*record, "name.given"), format!("Eva{n}"));
        }
        assert_eq!(scene.shown(mine, "household"), "H1");
        assert_eq!(scene.shown(other, "name.given"), "Sol");
    });
}

#[test]
fn what_comes_slowly_outlives_the_phone() {
    for (gap_ms, stored) in [(0, 0), (1_000, 2)] {
        let mut scene = Scene::new(37, Role::Volunteer);
        let people: Vec<_> = (0..2)
            .map(|n| whole_of_another(96 + n, &format!("Eva{n}")))
            .collect();
        let pages = people.iter().map(|(_, row)| vec![row.clone()]).collect();
        let way = Way { gap_ms, ..QUICKLY };
        answered(&mut scene, pages, way);
        // The phone dies here: what its engine held is gone, and what it stored comes first.
        let effects = scene.handle(Event::SyncRequested);
        let [Effect::TryPage { batch, .. }] = &effects[..] else {
            assert!(matches!(effects[..], [Effect::SendExchange(_)]) && stored == 0);
            continue;
        };
        let batch = puente_admission::wire::decode_batch(batch).unwrap();
        assert_eq!(batch.documents.len(), 1);
        assert_eq!(try_all(&mut scene, effects, way).0, stored);
    }
}
