//! Erasing a person reaches every device that may hold something of them.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::ChangeState;
use puente_record::DocumentKind;

use crate::phone::Phone;
use crate::world::World;

fn erase(world: &World, record: puente_record::DocumentId) {
    let erased = world
        .server
        .administration
        .erasable(&record.to_string(), "un derecho", world.now_ms)
        .unwrap();
    world.server.administration.erase(erased).unwrap();
}

#[test]
fn every_device_is_told_once_and_whatever_still_comes_of_the_record_is_set_aside() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let mut sur = world.phone("Sur", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let other = ana.register(&mut world, "Persona Dos");
    for phone in [&mut ana, &mut luz, &mut sur] {
        phone.sync(&world);
    }
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    erase(&world, person);
    world.assert_whole();
    // The server does not know any more who was at the other site when the record was there.
    for phone in [&mut ana, &mut sur] {
        assert_eq!(phone.sync(&world).erased, [person]);
        assert!(phone.sync(&world).is_empty());
    }
    let reply = luz.sync(&world);
    assert_eq!(reply.erased, [person]);
    let told = |phone: &mut Phone, mut verdicts: Vec<_>, world: &World| {
        verdicts.extend(phone.sync(world).verdicts);
        verdicts
    };
    let verdicts = told(&mut luz, reply.verdicts, &world);
    assert_eq!(verdicts.len(), 1);
    assert_eq!(
        (verdicts[0].state, verdicts[0].reason.as_str()),
        (ChangeState::SetAside, "record_erased")
    );
    world.assert_whole();
    // A device that comes later is sent the other people alone and needs no erasure of this one.
    let mut late = world.phone("Norte", Role::Volunteer);
    let reply = late.sync(&world);
    assert_eq!((reply.whole, reply.erased), (vec![other], vec![]));
}

#[test]
fn a_revoked_device_lets_go_of_an_erased_person_too() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    luz.sync(&world);
    world
        .server
        .administration
        .revoke_device(world.now_ms, luz.id(), None)
        .unwrap();
    erase(&world, person);
    let reply = luz.sync(&world);
    assert_eq!(reply.erased, [person]);
    assert!(reply.whole.is_empty() && reply.changes.is_empty());
    assert!(luz.sync(&world).is_empty());
    assert_eq!(ana.sync(&world).erased, [person]);
    world.assert_whole();
}

#[test]
fn a_new_document_of_an_erased_record_is_not_kept_even_beside_an_edit_of_its_core() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::CaseWorker);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    ana.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    let phone = [Edit::put("note", "no se guarda")];
    ana.create(&mut world, DocumentKind::Contact, Some(person), &phone);
    erase(&world, person);
    let mut verdicts = ana.sync(&world).verdicts;
    verdicts.extend(ana.sync(&world).verdicts);
    assert_eq!(verdicts.len(), 2);
    for verdict in verdicts {
        assert_eq!(
            (verdict.state, verdict.reason.as_str()),
            (ChangeState::SetAside, "record_erased")
        );
    }
    world.assert_whole();
    let kept = world
        .database
        .number("SELECT max(length(body)) FROM change");
    assert_eq!(kept, 0);
}
