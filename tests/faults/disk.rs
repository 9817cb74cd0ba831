//! Full disks, of the server and of a device: what was acknowledged is there, what could not be taken is
//! reported, and everything continues by itself when there is room.

use crate::device::{note_sync, person, register};
use crate::ledger::Ledger;
use crate::moment::ReportedState;
use crate::small_disk::SmallDisk;
use crate::world::{CROSSING, Device, Ended, PATIENCE, World};

/// Enough room for a server with a few people.
const DISK: &str = "24m";
/// What is left of it: less than the people need who are registered then.
const LEFT_BYTES: u64 = 200 * 1024;
/// Failures to see before the test makes room; more would show nothing new.
const FAILURES: u32 = 3;

/// Syncs. Returns whether it is done; otherwise it must report that the server's disk is full.
fn sync(device: &Device, ledger: &mut Ledger) -> bool {
    let ended = device.run(&["sync"]);
    let is_done = ended.json["stop"] == "done";
    assert_eq!(is_done, ended.exit_code == 0);
    if is_done {
        ledger.all_on_server();
    } else {
        assert_eq!(ended.json["problem"], "server_storage_full");
        assert!(ended.stderr.contains("disco del servidor está lleno"));
    }
    is_done
}

fn records(ended: &Ended) -> usize {
    assert_eq!(ended.exit_code, 0, "{}", ended.stderr);
    usize::try_from(ended.json["records"].as_u64().unwrap()).unwrap()
}

#[test]
fn a_servers_full_disk_is_said_and_nothing_acknowledged_is_lost() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut ledger = Ledger::new();
    let address = server.stop();
    let Some(disk) = SmallDisk::under(&world.data(), DISK) else {
        return;
    };
    let on: Vec<_> = disk.on();
    let on: Vec<&str> = on.iter().map(String::as_str).collect();
    let server = world.serve_under(&on, &address);
    disk.fill_but(LEFT_BYTES);
    let mut failures = 0;
    while failures < FAILURES {
        assert!(ledger.len() < 500, "the disk does not fill");
        for _ in 0..5 {
            register(&rosa, &mut ledger, PATIENCE);
        }
        failures += u32::from(!sync(&rosa, &mut ledger));
        let status = disk.run(&world.puente_command(&["status"]));
        assert!(records(&status) >= ledger.on_server());
    }
    let fitted = ledger.on_server();
    assert_eq!(crate::road::status(&server.url, "/v1/ready"), 507);
    assert_eq!(crate::road::status(&server.url, "/v1/health"), 200);
    disk.fill_but(0);
    let refused = (0..500).find_map(|number| {
        let name = format!("Otro {number}");
        let site = ["site", "add", "--name", &name, "--kind", "shelter"];
        let ended = disk.run(&world.puente_command(&site));
        (ended.exit_code != 0).then_some(ended)
    });
    let said = refused.expect("the disk does not fill").stderr;
    assert!(said.contains("the disk is full"), "{said}");

    disk.make_room();
    assert!(sync(&rosa, &mut ledger), "there is room again");
    let status = disk.run(&world.puente_command(&["status"]));
    assert_eq!(records(&status), ledger.len());
    ines.sync();
    ledger.check_device(&ines);
    let verified = disk.run(&world.puente_command(&["rebuild", "--verify"]));
    assert_eq!(verified.exit_code, 0, "{}", verified.stderr);
    eprintln!(
        "{fitted} of {} people fitted, the others when there was room",
        ledger.len()
    );
}

#[test]
fn a_devices_full_disk_is_said_and_nothing_saved_is_lost() {
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut ledger = Ledger::new();
    let Some(disk) = SmallDisk::under(rosa.folder(), "4m") else {
        return;
    };
    disk.fill_but(LEFT_BYTES);
    let mut failures = 0;
    while failures < FAILURES {
        assert!(ledger.len() < 500, "the disk does not fill");
        let name = ledger.next_name();
        let person = person(&name);
        let ended = disk.run(&rosa.command(&person));
        match ended.json["code"].as_str() {
            Some(code) => ledger.saved(code),
            None => failures += 1,
        }
        assert_full(&ended);
        let ended = disk.run(&rosa.command(&["sync"]));
        assert_full(&ended);
        let said = ReportedState {
            json: Some(ended.json),
            was_killed: false,
        };
        note_sync(&said, &mut ledger);
    }
    // Reading works even when no byte is left.
    disk.fill_but(0);
    let listed = disk.run(&rosa.command(&["list"]));
    assert_eq!(listed.exit_code, 0, "{}", listed.stderr);
    let records = listed.json["records"].as_array().expect("records");
    assert!(records.len() >= ledger.len());
    let code = records[0]["code"].as_str().expect("a code");
    for looked_up in [&["show", code][..], &["find", "Persona"], &["status"]] {
        let ended = disk.run(&rosa.command(looked_up));
        assert_eq!(ended.exit_code, 0, "{}", ended.stderr);
    }
    let name = ledger.next_name();
    let ended = disk.run(&rosa.command(&person(&name)));
    match ended.json["code"].as_str() {
        Some(code) => ledger.saved(code),
        None => assert_full(&ended),
    }
    disk.make_room();
    let name = ledger.next_name();
    let person = person(&name);
    let ended = disk.run(&rosa.command(&person));
    ledger.saved(ended.json["code"].as_str().expect("there is room again"));
    let synced = disk.run(&rosa.command(&["sync"]));
    assert_eq!(synced.json["stop"], "done", "{}", synced.stderr);
    ledger.all_on_server();
    ledger.check_server(&world);
    ines.sync();
    ledger.check_device(&ines);
}

/// The command succeeded, or one sentence says that the disk is full.
fn assert_full(ended: &Ended) {
    if ended.exit_code != 0 {
        assert_eq!(
            ended.json["error"]["code"], "storage_full",
            "{}",
            ended.stderr
        );
        assert!(
            ended.stderr.contains("El disco está lleno"),
            "{}",
            ended.stderr
        );
    }
}
