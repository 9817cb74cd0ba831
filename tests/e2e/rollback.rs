//! An older data folder is put back: from a snapshot of the machine, or from a copy. It is complete and
//! consistent. What was registered meanwhile is on phones only and must come back from there.

use std::path::Path;

use crate::world::{CROSSING, Device, World, number};

fn copy_folder(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

struct Scene {
    world: World,
    address: String,
    rosa: Device,
    luis: Device,
    /// The code of a person who was erased after the folder was copied.
    forgotten: String,
}

/// A copy of the folder; then people, and an erasure; then the copy replaces the folder.
fn put_back(with_mark: bool) -> Scene {
    let world = World::new();
    let server = world.serve();
    let [rosa, luis] =
        ["rosa", "luis"].map(|name| world.enrolled(&server.url, name, CROSSING, "shelter-admin"));
    let forgotten = rosa.register("Eva", &[]);
    for device in [&rosa, &luis] {
        device.sync();
    }
    let address = server.stop();
    let (copy, mark) = (world.path("copy"), world.path("server.key.mark"));
    copy_folder(&world.data(), &copy);
    std::fs::copy(&mark, world.path("copy.mark")).unwrap();
    let server = world.serve_at(&address);
    rosa.register("Ana", &[]);
    rosa.sync();
    luis.sync();
    world.puente(&["erase", &forgotten, "--reason", "lo pidió la persona"]);
    server.kill();
    copy_folder(&copy, &world.data());
    if with_mark {
        std::fs::copy(world.path("copy.mark"), mark).unwrap();
    }
    Scene {
        world,
        address,
        rosa,
        luis,
        forgotten,
    }
}

fn is_noticed(world: &World) -> bool {
    world.puente(&["status"])["rolled_back_ms"].is_number()
}

#[test]
fn an_older_data_folder_is_noticed_when_it_is_opened_and_who_was_erased_stays_so() {
    let Scene {
        world,
        address,
        rosa,
        luis,
        forgotten,
    } = put_back(false);
    let server = world.serve_at(&address);
    assert!(
        world
            .logged()
            .contains("older than what this server has vouched for")
    );
    assert!(is_noticed(&world));
    for device in [&rosa, &luis] {
        device.sync();
    }
    assert_eq!(world.status("records"), 1);
    assert_eq!(rosa.fail(&["show", &forgotten]), "no_such_record");
    assert_eq!(rosa.everything(), luis.everything());
    assert!(rosa.ask(&["status"])["server_restored_ms"].is_number());
    // The status keeps reporting the rollback of this epoch.
    server.stop();
    let before = world.puente(&["status"])["rolled_back_ms"].clone();
    drop(world.serve_at(&address));
    assert_eq!(world.puente(&["status"])["rolled_back_ms"], before);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn a_machine_that_went_back_as_a_whole_is_told_so_by_the_first_phone_that_was_further() {
    let Scene {
        world,
        address,
        rosa,
        luis,
        ..
    } = put_back(true);
    let server = world.serve_at(&address);
    assert!(!is_noticed(&world), "nothing on this machine tells");
    assert_eq!(world.status("records"), 0, "who was erased is so at once");
    // Somebody else is registered with the numbers that Luis has passed.
    let paco = world.enrolled(&server.url, "paco", CROSSING, "shelter-admin");
    for name in ["Carla", "Dora", "Elsa"] {
        paco.register(name, &[]);
    }
    paco.sync();
    assert!(!is_noticed(&world));
    luis.sync();
    assert!(is_noticed(&world));
    assert!(world.logged().contains("an older data folder was put back"));
    for device in [&rosa, &paco, &luis] {
        device.sync();
    }
    let seen = luis.everything();
    assert_eq!((seen.len(), number(&luis.sync(), "round_trips")), (4, 1));
    assert_eq!((&rosa.everything(), &paco.everything()), (&seen, &seen));
    world.puente(&["rebuild", "--verify"]);
}
