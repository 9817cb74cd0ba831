//! Pages that are tried while more of their response arrives, or while earlier pages are written.

use puente_client::{Effect, Event};
use puente_document::Edit;
use puente_policy::Role;

use crate::run::*;
use crate::scene::*;

#[test]
fn an_edit_while_pages_are_written_and_tried_stands_beside_them() {
    in_every_way(|way| {
        let mut scene = Scene::new(36, Role::Volunteer);
        let mine = scene.register("Ana");
        let (people, pages) = pages_of(90, 7);
        let pages = pages
            .into_iter()
            .map(|rows| (vec![another()], rows))
            .collect();
        let late = Way {
            is_early: false,
            ..way
        };
        // Either some pages are being tried when the response ends, or none is.
        let mut run = arrived(&mut scene, pages, late);
        if !way.is_early {
            run.tell(&mut scene, NOW_MS, Event::ReplyEnded);
            run.meanwhile(&mut scene);
        }
        run.end_trial(&mut scene);
        let [Effect::TryPage { .. }, Effect::TakeIn] = run.todo.make_contiguous() else {
            // Pages that came slowly are stored first and then tried together.
            assert!(way.late_ms > 0);
            return;
        };
        scene.set(mine, "household", "H1");
        let other = scene.register("Sol");
        if way.is_early {
            run.tell(&mut scene, NOW_MS, Event::ReplyEnded);
        }
        assert_eq!(run.finish(&mut scene).1, 0);
        assert_shown(&scene, &people);
        assert_eq!(scene.shown(mine, "household"), "H1");
        assert_eq!(scene.shown(other, "name.given"), "Sol");
    });
}

#[test]
fn an_edit_of_what_is_tried_while_more_arrives_stands_too() {
    let mut scene = Scene::new(38, Role::Volunteer);
    let mut document = document_of_another(70, "Ana");
    let (record, first) = (document.id(), row_of(&document));
    let run = answered(&mut scene, vec![vec![first]], QUICKLY);
    run.finish(&mut scene);
    let authorship = told_by([5; 16]);
    let edits = [Edit::put("name.surname1", "Paz")];
    let edited = document.edit(&authorship, &edits, &mut scene.rng);
    edited.unwrap().unwrap();
    let (people, mut pages) = pages_of(110, 5);
    pages.insert(0, vec![row_of(&document)]);
    let pages = pages
        .into_iter()
        .map(|rows| (vec![another()], rows))
        .collect();
    let mut run = arrived(&mut scene, pages, QUICKLY);
    assert_eq!(run.running.len(), 1);
    // The tried pages belong to a version of the document that is gone: everything waits in the inbox, in its
    // order.
    scene.set(record, "household", "H1");
    run.end_trial(&mut scene);
    run.meanwhile(&mut scene);
    assert!(run.todo.is_empty());
    run.tell(&mut scene, NOW_MS, Event::ReplyEnded);
    run.finish(&mut scene);
    assert_shown(&scene, &people);
    assert_eq!(scene.shown(record, "household"), "H1");
    assert_eq!(scene.shown(record, "name.surname1"), "Paz");
}

#[test]
fn a_line_that_breaks_while_pages_are_tried_costs_none_of_them() {
    for tried_before in [false, true] {
        let mut scene = Scene::new(39, Role::Volunteer);
        let (people, pages) = pages_of(120, 7);
        let mut pages: Vec<_> = pages
            .into_iter()
            .map(|rows| (vec![another()], rows))
            .collect();
        // The response announces more, and it does not come.
        pages.push((Vec::new(), Vec::new()));
        let mut run = arrived(&mut scene, pages, QUICKLY);
        if tried_before {
            // Tried, not written yet, and the next trial runs.
            run.end_trial(&mut scene);
            assert_eq!(run.todo.len(), 2);
        }
        let paused = scene.handle(Event::LineBroke);
        assert!(matches!(paused[..], [Effect::Pause { .. }]));
        // The device ignores the outcomes of trials from before the break.
        let late = run.running.pop_front();
        assert_eq!(late.is_some(), !tried_before);
        if let Some((page, batch)) = late {
            let outcomes = Some(puente_admission::join(&batch));
            assert_eq!(scene.handle(Event::PageTried { page, outcomes }), []);
        }
        assert_eq!(scene.handle(Event::TakeIn), []);
        let resumed = scene.handle(Event::PauseEnded);
        let mut run = Run::new(QUICKLY, resumed);
        run.way.is_early = true;
        run.meanwhile(&mut scene);
        let Some(Effect::SendExchange(body)) = run.todo.pop_front() else {
            panic!()
        };
        assert_eq!(scene.take(&body).0.cursor, [107]);
        assert_shown(&scene, &people);
    }
}
