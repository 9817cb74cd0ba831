//! A server that ends and starts again knows all it said, and notices what was changed behind it.

use puente_document::Edit;
use puente_policy::Role;
use puente_server::{OpenError, Server, Trial};
use rand_core::SeedableRng;

use crate::world::World;

fn rng() -> rand_chacha::ChaCha20Rng {
    rand_chacha::ChaCha20Rng::from_seed([1; 32])
}

#[test]
fn everything_survives_a_restart_between_any_two_steps() {
    let mut world = World::new();
    world.restart();
    let mut ana = world.phone("Norte", Role::Volunteer);
    world.restart();
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    world.restart();
    let mut luz = world.phone("Norte", Role::Volunteer);
    assert_eq!(luz.sync(&world).whole, [person]);
    world.restart();
    luz.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    luz.sync(&world);
    world.restart();
    assert_eq!(ana.sync(&world).changes, [person]);
    world.restart();
    assert!(ana.sync(&world).is_empty());
    world.assert_whole();
}

#[test]
fn a_missing_or_foreign_database_is_not_opened_and_an_existing_one_not_overwritten() {
    let mut world = World::new();
    let mut elsewhere = world.disk.clone();
    elsewhere.path = world.folder.path().join("other.db");
    let opened = Server::open(&elsewhere, Trial::InProcess, rng());
    assert!(matches!(opened, Err(OpenError::Missing(_))));
    assert!(!elsewhere.path.exists());
    let mut wrong = world.disk.clone();
    wrong.key = [1; 32].into();
    let opened = Server::open(&wrong, Trial::InProcess, rng());
    assert!(matches!(opened, Err(OpenError::WrongKey(_))), "{opened:?}");
    let created = Server::create(&world.disk, 0, 0, &mut world.rng);
    assert!(matches!(created, Err(OpenError::Exists(_))));
}

#[test]
fn a_flipped_byte_anywhere_in_the_file_is_noticed() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    for n in 0..10 {
        ana.register(&mut world, &format!("Persona {n}"));
    }
    ana.sync(&world);
    world.assert_whole();
    let path = world.disk.path.clone();
    let closed = World::new();
    drop(std::mem::replace(&mut world, closed));
    // The folder went with its world; the file is made once more, closed, and kept.
    assert!(!path.exists());
}
