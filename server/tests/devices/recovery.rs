//! Sealed bodies of documents that phones had deleted come in: nothing unsigned, nothing about erased people,
//! and by the rights of the author.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::bundle::courier_key;
use puente_protocol::segment::{Item, KnownSender, NO_SEGMENT, PackedSegment, SealedBody};
use puente_record::{DocumentId, DocumentKind};
use puente_server::{Recovered, RecoverySecret};

use crate::phone::Phone;
use crate::world::World;

const SECRET: [u8; 32] = [6; 32];

/// The phone writes a note about somebody in its first segment and seals it before the server has it, as after
/// a restore. Returns the note and its sealed body.
fn note(world: &mut World, phone: &mut Phone, person: DocumentId) -> (DocumentId, SealedBody) {
    let edits = [Edit::put("note", "nota de prueba")];
    let note = phone.create(world, DocumentKind::Protection, Some(person), &edits);
    phone.seal(world);
    let known = KnownSender {
        key: phone.public(),
        previous: NO_SEGMENT,
        change: &|_, _, _| None,
    };
    let open = |bytes: &[u8]| {
        PackedSegment::from_bytes(bytes)
            .unwrap()
            .open(&known)
            .unwrap()
    };
    let to = courier_key(&SECRET);
    let sealed = open(&phone.segments[&0]).seal_bodies(&note, person, &to, &known, &mut world.rng);
    let sealed = sealed.unwrap().0.to_bytes();
    let body = open(&sealed).items().find_map(|(item, _)| match item {
        Item::Sealed(body) => Some(body.clone()),
        _ => None,
    });
    phone.segments.insert(0, sealed);
    (note, body.unwrap())
}

fn waiting(world: &World) -> u64 {
    world.server.administration.status().unwrap().sealed
}

fn recover(world: &World, secret: [u8; 32]) -> Recovered {
    let secrets = [RecoverySecret::new(secret)];
    world
        .server
        .exchanges
        .recover(world.now_ms, &secrets)
        .unwrap()
}

#[test]
fn a_sealed_body_waits_for_its_key_and_enters_once() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let (note, _) = note(&mut world, &mut ana, person);
    ana.sync(&world);
    assert_eq!(waiting(&world), 1);
    let closed = Recovered {
        waiting: 1,
        ..Recovered::default()
    };
    assert_eq!(recover(&world, [7; 32]), closed);
    world.restart();
    let entered = Recovered {
        opened: 1,
        accepted: 1,
        ..Recovered::default()
    };
    assert_eq!(recover(&world, SECRET), entered);
    assert_eq!(waiting(&world), 0);
    assert_eq!(recover(&world, SECRET), Recovered::default());
    world.assert_whole();
    let mut luz = world.phone("Norte", Role::CaseWorker);
    assert!(luz.sync(&world).whole.contains(&note));
    let text = luz.text(note, "note");
    assert_eq!(text.as_deref(), Some("nota de prueba"));
    assert!(ana.sync(&world).is_empty());
}

#[test]
fn who_is_erased_takes_along_what_waits_and_what_still_comes() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    note(&mut world, &mut ana, person);
    note(&mut world, &mut luz, person);
    ana.sync(&world);
    assert_eq!(waiting(&world), 1);
    let erased = world
        .server
        .administration
        .erasable(&person.to_string(), "un derecho", world.now_ms)
        .unwrap();
    world.server.administration.erase(erased).unwrap();
    luz.sync(&world);
    assert_eq!(waiting(&world), 0);
    assert_eq!(recover(&world, SECRET), Recovered::default());
    world.assert_whole();
}

#[test]
fn a_note_that_comes_before_its_person_waits_under_a_key_that_the_person_takes_over() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let (note, _) = note(&mut world, &mut luz, person);
    luz.sync(&world);
    world.assert_whole();
    ana.sync(&world);
    assert_eq!((waiting(&world), recover(&world, SECRET).accepted), (1, 1));
    world.assert_whole();
    let mut pia = world.phone("Norte", Role::CaseWorker);
    let mut whole = pia.sync(&world).whole;
    whole.sort();
    let mut both = [person, note];
    both.sort();
    assert_eq!(whole, both);
}

#[test]
fn what_a_device_had_sealed_and_sent_before_it_was_revoked_enters() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    note(&mut world, &mut ana, person);
    ana.sync(&world);
    world.now_ms += 1;
    world
        .server
        .administration
        .revoke_device(world.now_ms, ana.id(), None)
        .unwrap();
    let entered = Recovered {
        opened: 1,
        accepted: 1,
        ..Recovered::default()
    };
    assert_eq!(recover(&world, SECRET), entered);
    world.assert_whole();
}

#[test]
fn what_a_revoked_device_brings_sealed_is_kept_aside() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    note(&mut world, &mut ana, person);
    world
        .server
        .administration
        .revoke_device(world.now_ms, ana.id(), None)
        .unwrap();
    ana.sync(&world);
    let kept_aside = Recovered {
        opened: 1,
        quarantined: 1,
        ..Recovered::default()
    };
    assert_eq!(recover(&world, SECRET), kept_aside);
    let kept = world.server.administration.quarantined().unwrap();
    assert_eq!(kept.len(), 2);
    for kept in kept {
        let released = world
            .server
            .administration
            .release(world.now_ms, kept.number, None);
        released.unwrap();
    }
    world.assert_whole();
}

#[test]
fn nobody_brings_as_their_own_what_another_sealed_and_what_nobody_opens_blocks_nobody() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    let (_, body) = note(&mut world, &mut ana, person);
    let noise = SealedBody::new(&[9; 32], person, &[1; 60]).unwrap();
    luz.items = vec![Item::Sealed(noise), Item::Sealed(body)];
    luz.sync(&world);
    ana.sync(&world);
    assert_eq!(waiting(&world), 3);
    let told_apart = Recovered {
        opened: 2,
        accepted: 1,
        quarantined: 1,
        waiting: 1,
        ..Recovered::default()
    };
    assert_eq!(recover(&world, SECRET), told_apart);
    let kept = world.server.administration.quarantined().unwrap();
    assert_eq!(kept[0].kept.reason, "actor_of_another");
    world.assert_whole();
}
