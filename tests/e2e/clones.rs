//! A store that was copied, by a backup or by a thief, and is used in two places: the second copy is told,
//! continues as an install of its own, and neither loses anything.

use crate::world::{CROSSING, Device, World, number};

fn codes(device: &Device) -> Vec<String> {
    device.everything().into_keys().collect()
}

#[test]
fn two_copies_of_a_store_go_on_side_by_side_and_lose_nothing() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let ana = rosa.register("Ana", &[]);
    rosa.sync();
    let copy = rosa.copy("rosa-copy");
    // Both write, also into the same record. The first that syncs keeps its place in the log.
    rosa.register("Berta", &[]);
    rosa.ask(&["set", &ana, "age", "31"]);
    assert_eq!(number(&rosa.sync(), "written_again"), 0);
    copy.register("Celia", &[]);
    copy.ask(&["set", &ana, "name.surname2", "Prueba"]);
    let told = copy.run(&["sync"]);
    assert_eq!(told.exit_code, 0, "{}", told.stderr);
    assert!(number(&told.json, "written_again") >= 2, "{}", told.json);
    // The operator is told.
    assert_eq!(world.status("forks"), 1);
    let devices = world.puente(&["device", "list"]);
    let forks = devices["devices"].as_array().unwrap().iter();
    let forks: Vec<_> = forks
        .filter(|device| device["forks"] != 0)
        .map(|device| (device["people"].clone(), device["forked_ms"].is_number()))
        .collect();
    assert_eq!(forks, [("rosa".into(), true)]);
    // From now on they are two installs.
    for (device, name) in [(&rosa, "Dora"), (&copy, "Emma"), (&rosa, "Fania")] {
        device.register(name, &[]);
        assert_eq!(number(&device.sync(), "written_again"), 0);
    }
    for device in [&copy, &ines] {
        device.sync();
        assert_eq!(codes(device), codes(&rosa));
        let shown = device.ask(&["show", &ana]);
        assert_eq!(shown["fields"]["age"]["value"], "31");
        assert_eq!(shown["fields"]["name.surname2"]["value"], "Prueba");
    }
    assert_eq!(world.status("records"), 6);
    assert_eq!(world.status("quarantined"), 0);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn a_store_that_was_put_back_from_an_old_copy_gets_back_what_it_had_sent() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    rosa.register("Ana", &[]);
    rosa.sync();
    let old = rosa.copy("rosa-old");
    for name in ["Berta", "Celia"] {
        rosa.register(name, &[]);
        rosa.sync();
    }
    // The phone is gone; its backup is an hour old.
    let here = old.register("Dora", &[]);
    old.sync();
    assert_eq!(codes(&old).len(), 4);
    assert!(codes(&old).contains(&here));
    assert_eq!(world.status("records"), 4);
    assert_eq!(world.status("quarantined"), 0);
    world.puente(&["rebuild", "--verify"]);
}
