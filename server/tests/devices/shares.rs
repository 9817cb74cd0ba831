//! One device cannot fill a document, or the quarantine where changes wait, at the expense of others.

use std::collections::BTreeMap;

use puente_document::{Document, Edit};
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, DeviceId, DocumentId, DocumentKind};
use puente_server::administration::{AdministrationError, RepairRequest, RepairedDocument};

use crate::phone::Phone;
use crate::world::World;

/// Queues one tiny change on each of so many branches, all concurrent.
fn flood(world: &mut World, phone: &mut Phone, person: DocumentId, field: &str, branches: u32) {
    let base = phone.documents[&person].clone();
    for branch in 1..=branches {
        phone.branch = branch;
        phone.documents.insert(person, base.clone());
        phone.edit(world, person, &[Edit::put(field, "yes")]);
    }
    phone.branch = 0;
    phone.documents.insert(person, base);
}

fn by_reason(verdicts: &[puente_protocol::page::VerdictRow]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for verdict in verdicts {
        *counts.entry(&*verdict.reason).or_default() += 1;
    }
    counts
}

#[test]
fn a_device_that_floods_a_record_with_branches_leaves_room_for_others() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    eva.sync(&world);
    flood(&mut world, &mut eva, person, "alone", 255);
    let verdicts = eva.sync(&world).verdicts;
    assert_eq!(by_reason(&verdicts), [("own_share_full", 239)].into());
    // With a new install it is still the same device.
    eva.take_new_install(&mut world);
    flood(&mut world, &mut eva, person, "alone", 20);
    let verdicts = eva.sync(&world).verdicts;
    assert_eq!(by_reason(&verdicts), [("own_share_full", 20)].into());

    ana.edit(&mut world, person, &[Edit::put("age", "31")]);
    assert!(ana.sync(&world).verdicts.is_empty());
    world.assert_whole();
}

#[test]
fn what_is_kept_free_is_for_those_who_have_hardly_written() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    // Twelve devices with 16 actors each fill three quarters of 256; Ana's own actor is one more.
    let mut crowd: Vec<Phone> = (0..13)
        .map(|_| world.phone("Norte", Role::Volunteer))
        .collect();
    let mut waiting = 0;
    for (n, phone) in crowd.iter_mut().enumerate() {
        phone.sync(&world);
        flood(&mut world, phone, person, &format!("measured.a{n}"), 16);
        let verdicts = phone.sync(&world).verdicts;
        waiting += verdicts.len();
        assert!(verdicts.iter().all(|of| of.state == ChangeState::Pending));
        assert!(verdicts.iter().all(|of| of.reason == "no_room"));
    }
    // The last device has four actors in the reserved quarter; the one before it has one above the three
    // quarters.
    assert_eq!(waiting, 1 + 12);
    for n in 0..3 {
        let mut luz = world.phone("Norte", Role::Volunteer);
        luz.sync(&world);
        luz.edit(&mut world, person, &[Edit::put("age", format!("3{n}"))]);
        assert!(
            luz.sync(&world).verdicts.is_empty(),
            "an honest change enters"
        );
    }
    world.assert_whole();
}

/// Queues changes that follow one which the server never saw, one segment each.
fn orphans(world: &mut World, phone: &mut Phone, person: DocumentId, count: u32) {
    let known = phone.documents[&person].clone();
    phone.edit(world, person, &[Edit::put("alone", "no")]);
    phone.items.clear();
    for n in 0..count {
        phone.edit(world, person, &[Edit::put("age", format!("{n}"))]);
        phone.seal(world);
    }
    phone.documents.insert(person, known);
}

#[test]
fn who_fills_the_waiting_room_fills_only_their_own() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    eva.sync(&world);
    eva.branch = 1;
    orphans(&mut world, &mut eva, person, 130);
    let reply = eva.sync(&world);
    assert_eq!(reply.ack().next_n, 100, "the rest is not taken");
    let waits = |of: &puente_protocol::page::VerdictRow| of.state == ChangeState::Pending;
    assert!(
        reply.verdicts.iter().all(waits),
        "and there is no verdict on it"
    );
    assert_eq!(
        eva.exchange(&world).unwrap_err(),
        ProblemCode::TooManyRequests
    );

    // Luz's change follows Ana's and reaches the server before it.
    ana.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    let anas: Document = ana.documents[&person].clone();
    luz.documents.insert(person, anas);
    luz.edit(&mut world, person, &[Edit::put("name.surname2", "Segunda")]);
    let verdicts = luz.sync(&world).verdicts;
    assert_eq!(verdicts[0].state, ChangeState::Pending);
    ana.sync(&world);
    assert_eq!(luz.sync(&world).verdicts[0].state, ChangeState::Accepted);
    assert_eq!(world.server.administration.status().unwrap().pending, 100);
    world.assert_whole();
}

const FILLED: &str = "La llenó un teléfono ajeno";

fn repair(
    world: &World,
    document: DocumentId,
    device: DeviceId,
    account: AccountId,
) -> Result<RepairedDocument, AdministrationError> {
    let request = RepairRequest {
        document,
        device,
        account,
        reason: FILLED,
    };
    let administration = &world.server.administration;
    administration.repair_document(world.now_ms, &request, None)
}

#[test]
fn a_record_that_was_filled_is_repaired_here_and_on_phones() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut eva = world.phone("Norte", Role::Volunteer);
    let ines = world.phone("Norte", Role::Administrator);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    eva.sync(&world);
    flood(&mut world, &mut eva, person, "alone", 16);
    eva.sync(&world);
    luz.sync(&world);
    ana.sync(&world);
    // Honest changes join the flood, and their place does not tell them from it.
    ana.edit(&mut world, person, &[Edit::put("age", "31")]);
    luz.edit(&mut world, person, &[Edit::put("age", "32")]);
    ana.sync(&world);
    luz.sync(&world);
    luz.sync(&world);
    ana.sync(&world);
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);

    let repair = |account| repair(&world, person, eva.id(), account);
    assert!(
        repair(ana.account).is_err(),
        "who answers for it manages quarantine"
    );
    let done = repair(ines.account).unwrap();
    assert_eq!((done.left_out, done.written_again), (16, 3));
    assert!(repair(ines.account).is_err(), "nothing of it is left");
    world.assert_whole();

    let mut new = world.phone("Norte", Role::Volunteer);
    new.sync(&world);
    let told = ana.sync(&world).verdicts;
    assert_eq!(by_reason(&told), [(FILLED, 1)].into());
    assert_eq!(told[0].state, ChangeState::WrittenAgain);
    assert_eq!(luz.sync(&world).verdicts.len(), 2);
    assert_eq!(eva.sync(&world).verdicts.len(), 16);
    for phone in [&ana, &luz, &new, &eva] {
        let document = &phone.documents[&person];
        assert_eq!(document.order().len(), 1 + 3);
        assert_eq!(document.heads(), new.documents[&person].heads());
        assert_eq!(phone.text(person, "alone"), None);
        assert_eq!(
            phone.text(person, "name.surname1").as_deref(),
            Some("Prueba")
        );
        let conflicts = document.conflicts();
        assert_eq!(conflicts.len(), 1, "and nobody decided about the age");
    }
    // Everybody can write afterwards, more than once.
    luz.branch = 1;
    luz.edit(&mut world, person, &[Edit::put("sex", "f")]);
    assert!(luz.sync(&world).verdicts.is_empty());
    ana.sync(&world);
    assert_eq!(ana.text(person, "sex").as_deref(), Some("f"));
    world.assert_whole();
}

/// Without the move that others wrote on top of a flood, the record is back at the site where it was founded.
#[test]
fn a_repair_shows_a_record_to_no_site_that_it_had_left() {
    let mut world = World::new();
    let mut eva = world.phone("Norte", Role::Volunteer);
    let mut ana = world.phone("Norte", Role::ShelterAdmin);
    let mut sol = world.phone("Sur", Role::CaseWorker);
    let ines = world.phone("office", Role::Administrator);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    eva.sync(&world);
    flood(&mut world, &mut eva, person, "alone", 14);
    eva.sync(&world);
    // It moves on top of the flood, and somebody there writes what the first site may not read.
    ana.sync(&world);
    let south = sol.site.to_string();
    ana.edit(&mut world, person, &[Edit::put("home_site", &*south)]);
    ana.sync(&world);
    sol.sync(&world);
    assert!(sol.documents.contains_key(&person), "it moved");
    let drop = sol.create(&mut world, DocumentKind::Protection, Some(person), &[]);
    sol.sync(&world);

    let told = |world: &World| -> i64 {
        let feeds = "SELECT sum(next_seq) FROM feed WHERE site = (SELECT nr FROM site WHERE name = 'Norte')";
        world.database.number(feeds)
    };
    let before = told(&world);
    let repaired = repair(&world, person, eva.id(), ines.account);
    assert_eq!(repaired.unwrap().left_out, 14);
    assert_eq!(told(&world), before, "it is no record of that site");
    sol.sync(&world);
    assert_eq!(sol.text(person, "home_site"), Some(south));
    assert_eq!(sol.text(person, "alone"), None);
    assert!(sol.documents.contains_key(&drop));
    world.assert_whole();
}
