//! Pages that are written together, and a page that is tried before it is stored.

use puente_client::{Effect, Event, Rng, StopReason};
use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::identity;
use puente_protocol::page::{Author, PageChange, PageRow, Signer, WholeDocument};
use puente_protocol::whole::{self, ActorName};
use puente_record::id::{AccountId, InstallId};
use puente_record::{DocumentKind, Origin};
use rand_core::SeedableRng as _;

use crate::run::*;
use crate::scene::*;

/// The origin of what the device with this key founds.
fn origin_of(number: u8) -> Origin {
    Origin::made(DocumentKind::Core, SITE, [number; 16])
}

/// A record whose actor can be recognised by its author's name alone.
fn named(number: u8) -> (Author, PageRow) {
    let signer = Signer {
        key: [number; 32],
        install: InstallId::from_bytes([number; 16]),
    };
    let core = DocumentKind::Core;
    let origin = origin_of(number);
    let id = origin.id(&signer.key).unwrap();
    let actor = identity::actor(&signer.key, signer.install, id, 1);
    let authorship = told_by(actor);
    let edits = [Edit::put("name.given", format!("Ana{number}"))];
    let mut rng = Rng::seed_from_u64(number.into());
    let (document, _) = Document::create(id, &origin, &authorship, &edits, &mut rng).unwrap();
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
        vouch: None,
        document: id,
        kind: core,
        record: id,
        actors,
        slim,
        authors: vec![(0, 1)],
        received: None,
    };
    (author, PageRow::Document(row))
}

#[test]
fn pages_are_taken_in_together_when_that_is_quick() {
    in_every_way(pages_are_taken_in_together);
}

fn pages_are_taken_in_together(way: Way) {
    let mut scene = Scene::new(31, Role::Volunteer);
    let (people, pages) = pages_of(40, 7);
    let run = answered(&mut scene, pages, way);
    // The first four are tried, and then the rest. If trials fall behind, all pages are stored, and the tried
    // ones are tried again.
    assert_eq!(run.finish(&mut scene), (2, 0), "{way:?}");
    assert_shown(&scene, &people);
}

#[test]
fn actors_are_those_of_the_authors_of_their_own_page() {
    in_every_way(authors_of_their_own_page);
}

fn authors_of_their_own_page(way: Way) {
    let mut scene = Scene::new(35, Role::Volunteer);
    let pages = (1..=6)
        .map(named)
        .map(|(author, row)| (vec![author], vec![row]));
    let run = answered_by(&mut scene, pages.collect(), way);
    assert_eq!(run.finish(&mut scene).1, 0);
    for number in 1..=6 {
        let record = origin_of(number).id(&[number; 32]).unwrap();
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
    let run = answered_by(&mut scene, pages, QUICKLY);
    let (_, unusable) = run.finish(&mut scene);
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
    let (people, mut pages) = pages_of(50, 6);
    let bad = PageRow::Change(PageChange {
        vouch: None,
        document: mine,
        author: 0,
        slim: vec![0x80, 1, 2, 3],
        received_ms: None,
    });
    pages.insert(1, vec![bad]);
    let run = answered(&mut scene, pages, way);
    let (_, unusable) = run.finish(&mut scene);
    assert_eq!(unusable, 1);
    assert_eq!(scene.device.status().unwrap().pages_aside, 1);
    assert_shown(&scene, &people);
}

#[test]
fn what_comes_whole_twice_is_as_it_came_last() {
    in_every_way(it_comes_whole_twice);
}

fn it_comes_whole_twice(way: Way) {
    let mut scene = Scene::new(33, Role::Volunteer);
    let mut document = document_of_another(60, "Ana");
    let (record, first) = (document.id(), row_of(&document));
    let authorship = told_by([5; 16]);
    let edits = [Edit::put("name.given", "Berta")];
    let edited = document.edit(&authorship, &edits, &mut scene.rng);
    edited.unwrap().unwrap();
    let second = row_of(&document);
    let (_, mut pages) = pages_of(61, 3);
    pages.extend([vec![first], vec![second]]);
    let run = answered(&mut scene, pages, way);
    assert_eq!(run.finish(&mut scene).1, 0);
    assert_eq!(scene.shown(record, "name.given"), "Berta");
}

#[test]
fn the_only_page_of_an_answer_is_asked_for_again_when_its_trial_never_ends() {
    let mut scene = Scene::new(34, Role::Volunteer);
    let (record, row) = whole_of_another(70, "Ana");
    let mut run = answered(&mut scene, vec![vec![row.clone()]], QUICKLY);
    let Some(Effect::TryPage { page, batch }) = run.todo.pop_front() else {
        panic!()
    };
    // Nothing of the response is on disk: the next request uses the same cursor as the last one.
    let mut run = answered(&mut scene, vec![vec![row]], QUICKLY);
    let late = Event::PageTried {
        page,
        outcomes: Some(puente_admission::join(&batch)),
    };
    assert_eq!(scene.handle(late), []);
    assert_eq!(scene.device.status().unwrap().documents, 0);
    let Some(Effect::TryPage { page, batch }) = run.todo.pop_front() else {
        panic!()
    };
    let outcomes = Some(puente_admission::join(&batch));
    let effects = scene.handle(Event::PageTried { page, outcomes });
    assert!(matches!(effects[..], [Effect::Finish(_, StopReason::Done)]));
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
    let outcomes = Some(puente_admission::join(&batch));
    let Effect::SendExchange(body) = scene.handle(Event::PageTried { page, outcomes }).remove(0)
    else {
        panic!()
    };
    assert_eq!(scene.take(&body).0.cursor, [7]);
    assert_eq!(scene.shown(record, "name.given"), "Ana");
}

#[test]
fn what_comes_slowly_outlives_the_phone() {
    // A page that is tried as it arrives is lost with the phone, and sent again.
    for (late_ms, stored) in [(0, 0), (LATE_MS, 4)] {
        let mut scene = Scene::new(37, Role::Volunteer);
        let (people, pages) = pages_of(96, 5);
        let way = Way { late_ms, ..QUICKLY };
        answered(&mut scene, pages, way);
        // The phone dies here: what the engine held in memory is gone, and the stored pages come first.
        let effects = scene.handle(Event::SyncRequested);
        let [Effect::TryPage { batch, .. }] = &effects[..] else {
            assert!(matches!(effects[..], [Effect::SendExchange(_)]) && stored == 0);
            continue;
        };
        assert_eq!(batch.documents.len(), stored);
        assert_eq!(Run::new(way, effects).finish(&mut scene).0, 2);
        assert_shown(&scene, &people);
    }
}
