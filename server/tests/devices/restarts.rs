//! A server that restarts still knows everything it said, and notices what was changed behind its back.

use puente_document::Edit;
use puente_policy::Role;
use puente_server::{OpenError, Server, TrialRunner};
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
    let elsewhere = world.database.elsewhere();
    for _ in 0..2 {
        let opened = Server::open(&elsewhere.location(), TrialRunner::InProcess, rng());
        assert!(matches!(opened, Err(OpenError::Missing(_))), "{opened:?}");
    }
    let wrong = world.database.location_with([1; 32]);
    let opened = Server::open(&wrong, TrialRunner::InProcess, rng());
    assert!(matches!(opened, Err(OpenError::WrongKey(_))), "{opened:?}");
    let created = Server::create(&world.disk, 0, 0, &mut world.rng);
    assert!(matches!(created, Err(OpenError::Exists(_))));
}

/// The bytes of the database when nobody has it open.
fn at_rest(world: &mut World) -> Vec<u8> {
    // The last connection to close writes the log back into the file.
    world.server = World::new().server;
    assert!(!world.folder.path().join("puente.db-wal").exists());
    std::fs::read(file(world)).unwrap()
}

fn file(world: &World) -> std::path::PathBuf {
    world.folder.path().join("puente.db")
}

#[test]
fn a_flipped_byte_anywhere_in_the_file_is_noticed() {
    let mut world = World::on_a_file();
    let mut ana = world.phone("Norte", Role::Volunteer);
    for n in 0..10 {
        ana.register(&mut world, &format!("Persona {n}"));
    }
    ana.sync(&world);
    world.assert_whole();
    let whole = at_rest(&mut world);
    for place in (0..whole.len()).step_by(whole.len() / 40 + 1) {
        let mut damaged = whole.clone();
        damaged[place] ^= 1;
        std::fs::write(file(&world), &damaged).unwrap();
        let opened = Server::open(&world.disk, TrialRunner::InProcess, rng());
        let found = opened.map(|server| server.rebuilder.verify(&mut |_| {}));
        let is_noticed = !matches!(&found, Ok(Ok(differences)) if differences.is_empty());
        assert!(is_noticed, "byte {place}");
    }
    std::fs::write(file(&world), &whole).unwrap();
    world.restart();
    world.assert_whole();
}

#[test]
fn whoever_changes_a_cache_or_the_log_with_the_key_is_found_out() {
    let tampering = [
        "UPDATE document SET saved = zeroblob(length(saved))",
        "UPDATE document SET authors = X'80'",
        "UPDATE record_row SET given = 'Otra'",
        "DELETE FROM record_site",
        "DELETE FROM site_document",
        "UPDATE change SET state = 2",
        "UPDATE change SET body = zeroblob(length(body))",
        "DELETE FROM change WHERE seq = 2",
        "UPDATE leaf SET entry = X'A0' WHERE idx = 3",
        "DELETE FROM leaf WHERE idx = (SELECT max(idx) FROM leaf)",
        "UPDATE leaf SET hashes = zeroblob(length(hashes)) WHERE idx = 5",
        "UPDATE segment SET signature = zeroblob(64)",
        "UPDATE segment SET leaf = 0",
        "UPDATE install SET next_n = 7",
        "UPDATE feed SET next_seq = next_seq + 1",
        "DELETE FROM feed_row",
    ];
    for sql in tampering {
        let mut world = World::new();
        let mut ana = world.phone("Norte", Role::Volunteer);
        let person = ana.register(&mut world, "Persona Uno");
        ana.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
        ana.sync(&world);
        world.assert_whole();
        assert!(world.database.run(sql) > 0, "{sql}");
        let found = world.server.rebuilder.verify(&mut |_| {});
        let is_noticed = !matches!(&found, Ok(differences) if differences.is_empty());
        assert!(is_noticed, "{sql}");
    }
}

#[test]
fn damaged_caches_are_rebuilt_from_the_changes() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    ana.sync(&world);
    let damage = "UPDATE document SET saved = zeroblob(100); UPDATE record_row SET given = ''";
    world.database.run(damage);
    // It does not keep anybody from the other records.
    let mut luz = world.phone("Norte", Role::Volunteer);
    let other = ana.register(&mut world, "Persona Dos");
    ana.sync(&world);
    assert_eq!(luz.sync(&world).whole, [other]);
    let rebuilder = &world.server.rebuilder;
    let report = rebuilder.rebuild(world.now_ms, &mut |_| {}).unwrap();
    assert_eq!(
        (report.differences.len(), report.replaced),
        (2, 1),
        "{report:?}"
    );
    world.assert_whole();
    luz.sync(&world);
    assert_eq!(
        luz.documents[&person].heads(),
        ana.documents[&person].heads()
    );
}

#[test]
fn an_edit_of_a_document_with_a_damaged_cache_enters() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    let person = ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    world
        .database
        .run("UPDATE document SET saved = zeroblob(100)");
    ana.edit(&mut world, person, &[Edit::put("name.surname1", "Prueba")]);
    assert!(ana.sync(&world).verdicts.is_empty());
    luz.sync(&world);
    assert_eq!(
        luz.documents[&person].heads(),
        ana.documents[&person].heads()
    );
    world.assert_whole();
}
