//! What a device sends reaches, once, everybody who may see it.

use puente_document::{Edit, actor};
use puente_policy::Role;
use puente_protocol::page::PageRow;
use puente_protocol::whole::ActorName;
use puente_record::DocumentKind;
use puente_server::administration::ServerStatus;

use crate::phone::send;
use crate::world::World;

#[test]
fn a_registration_reaches_the_other_device_of_its_site_and_no_other_site() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let reply = ana.sync(&world);
    assert_eq!(reply.ack().next_n, 1);
    assert_eq!(reply.ack().receipts.len(), 1);
    assert!(reply.is_empty(), "nobody is told what they said");
    assert_eq!(luz.sync(&world).whole, [person]);
    assert_eq!(
        luz.text(person, "name.given").as_deref(),
        Some("Persona Uno")
    );
    assert!(eva.sync(&world).is_empty());
    world.assert_whole();
}

#[test]
fn a_whole_document_names_the_actors_of_the_latest_installations_and_gives_the_others() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    luz.branch = 1;
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);
    let actors = |world: &mut World| {
        let reply = world.phone("Norte", Role::Volunteer).sync(world);
        let page = &reply.pages[0];
        let PageRow::Document(whole) = &page.rows[0] else {
            panic!("a first pull brings documents");
        };
        let signed = page.authors.iter().filter(|author| author.signer.is_some());
        (whole.actors.clone(), signed.count())
    };
    let (mut names, signers) = actors(&mut world);
    names.sort_by_key(|name| format!("{name:?}"));
    assert_eq!(names, [ActorName::Of(0, 0), ActorName::Of(1, 1)]);
    assert_eq!(signers, 2);

    ana.sync(&world);
    let before = actor(&ana.public(), ana.install, person, 0);
    ana.take_new_install(&mut world);
    ana.edit(&mut world, person, &[Edit::put("name.given", "Persona")]);
    ana.sync(&world);
    let (names, signers) = actors(&mut world);
    assert_eq!((names.len(), signers), (3, 2));
    assert!(names.contains(&ActorName::Given(before)));
    world.assert_whole();
}

#[test]
fn an_edit_comes_down_as_one_change_in_both_directions() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);
    let reply = ana.sync(&world);
    assert_eq!((reply.whole.len(), reply.changes.len()), (0, 1));
    assert_eq!(ana.text(person, "name.surname1").as_deref(), Some("Prueba"));
    assert_eq!(
        ana.documents[&person].heads(),
        luz.documents[&person].heads()
    );
    world.assert_whole();
}

/// More than the server reads of a feed at once.
#[test]
fn changes_as_large_as_they_may_be_all_come_down() {
    const RECORDS: usize = 30;
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let names = (0..RECORDS).map(|number| format!("Persona {number}"));
    let people: Vec<_> = names.map(|name| ana.register(&mut world, &name)).collect();
    ana.sync(&world);
    luz.sync(&world);
    for person in &people {
        let notes = (0..7).map(|field| Edit::put(format!("note.a{field}"), "ñ".repeat(4_000)));
        ana.edit(&mut world, *person, &notes.collect::<Vec<_>>());
        ana.sync(&world);
    }
    let mut came: Vec<_> = luz.sync(&world).changes;
    assert_eq!(came.len(), RECORDS);
    came.dedup();
    assert_eq!(came.len(), RECORDS, "each of them once");
    for person in &people {
        let note = luz.text(*person, "note.a6").unwrap();
        assert_eq!(note.len(), 8_000);
    }
    world.assert_whole();
}

#[test]
fn concurrent_values_are_both_kept_for_both() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    ana.edit(&mut world, person, &[Edit::put("name.given", "Una")]);
    luz.edit(&mut world, person, &[Edit::put("name.given", "Otra")]);
    ana.sync(&world);
    luz.sync(&world);
    ana.sync(&world);
    for phone in [&ana, &luz] {
        assert_eq!(phone.documents[&person].conflicts().len(), 1);
    }
    world.assert_whole();
}

#[test]
fn a_repeated_request_gets_an_equivalent_answer_and_duplicates_nothing() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let request = ana.request(&world);
    let first = ana.clone().take(send(&world, &request).unwrap());
    let before = world.server.administration.status().unwrap();
    let second = ana.take(send(&world, &request).unwrap());
    assert_eq!(first.ack(), second.ack());
    // The pages differ: a cursor names the end of the log, and a device without one is sent what is there by
    // now.
    assert_eq!((first.verdicts, second.verdicts), (Vec::new(), Vec::new()));
    let after = world.server.administration.status().unwrap();
    // The repeated response is an audit entry of its own.
    let log_entries = before.log_entries;
    assert_eq!(
        before,
        ServerStatus {
            rolled_back_ms: None,
            forks: 0,
            log_entries,
            ..after
        }
    );
    assert_eq!(luz.sync(&world).whole, [person]);
    assert!(luz.sync(&world).is_empty());
    world.assert_whole();
}

#[test]
fn an_idle_exchange_writes_nothing_and_is_answered_in_under_100_bytes() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::CaseWorker);
    for n in 0..20 {
        let core = ana.register(&mut world, &format!("Persona {n}"));
        let edits = [Edit::put("contact.note", "Nota de prueba")];
        ana.create(&mut world, DocumentKind::Contact, Some(core), &edits);
    }
    ana.sync(&world);
    ana.sync(&world);
    let before = world.database.written();
    let request = ana.request(&world);
    assert!(request.len() < 200, "{} bytes up", request.len());
    let reply = ana.take(send(&world, &request).unwrap());
    assert!(reply.is_empty());
    assert!(reply.bytes < 100, "{} bytes down", reply.bytes);
    let after = world.database.written();
    assert_eq!(before, after, "an idle exchange wrote");
}

#[test]
fn contact_and_protection_never_reach_a_volunteer() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut caro = world.phone("Norte", Role::CaseWorker);
    let core = ana.register(&mut world, "Persona Uno");
    let contact = ana.create(&mut world, DocumentKind::Contact, Some(core), &[]);
    let protection = ana.create(&mut world, DocumentKind::Protection, Some(core), &[]);
    ana.sync(&world);
    assert_eq!(luz.sync(&world).whole, [core]);
    let mut got = caro.sync(&world).whole;
    got.sort();
    let mut all = vec![core, contact, protection];
    all.sort();
    assert_eq!(got, all);
    // Nor does the author get them back on another phone.
    ana.cursor.clear();
    assert_eq!(ana.sync(&world).whole, [core]);
    world.assert_whole();
}

#[test]
fn many_changes_of_one_document_come_down_as_the_document() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    for n in 0..9 {
        ana.edit(
            &mut world,
            person,
            &[Edit::put("name.surname1", format!("Prueba {n}"))],
        );
        ana.sync(&world);
    }
    let reply = luz.sync(&world);
    assert_eq!((reply.whole.len(), reply.changes.len()), (1, 0));
    assert_eq!(
        luz.documents[&person].heads(),
        ana.documents[&person].heads()
    );
    world.assert_whole();
}

#[test]
fn a_record_that_was_never_moved_is_where_it_was_founded() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Sur", Role::Volunteer);
    let edits = [Edit::put("name.given", "Persona Uno")];
    let person = ana.create(&mut world, DocumentKind::Core, None, &edits);
    ana.sync(&world);
    assert_eq!(luz.sync(&world).whole, [person]);
    assert!(eva.sync(&world).is_empty());
    world.assert_whole();
}

#[test]
fn a_cursor_beyond_the_end_of_a_feed_begins_the_feed_again() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    for name in ["Persona Uno", "Persona Dos"] {
        ana.register(&mut world, name);
    }
    ana.sync(&world);
    luz.sync(&world);
    // The numbers were given to rows that are no more, and are given out again.
    world
        .database
        .run("DELETE FROM feed_row; UPDATE feed SET next_seq = 0");
    let next = ana.register(&mut world, "Persona Tres");
    ana.sync(&world);
    let reply = luz.sync(&world);
    assert!(reply.whole.contains(&next), "{:?}", reply.whole);
    assert!(luz.sync(&world).is_empty());
}
