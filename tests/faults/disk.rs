//! A server whose disk is full or fails, while it runs: what it acknowledged is there, what it could
//! not take it says, and it goes on when the cause is gone. Where a program or a right that a test
//! needs is missing, the test says so and passes; CI has them.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::ledger::Ledger;
use crate::scale;
use crate::world::{CROSSING, Device, PATIENCE, Server, World, ended};

/// Can this be run here?
pub(crate) fn is_here(program: &str) -> bool {
    runs(&[program, "--help"])
}

fn runs(command: &[&str]) -> bool {
    let ran = Command::new(command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !ran.is_ok_and(|status| status.success()) {
        eprintln!("{command:?} does not work here: skipped");
        return false;
    }
    true
}

/// A sync that may fail, and then must say so with one of these codes.
fn try_sync(device: &Device, ledger: &mut Ledger, codes: &[&str]) -> bool {
    let ended = device.run(&["sync"]);
    if ended.exit_code == 0 {
        assert_eq!(ended.json["stop"], "done");
        ledger.all_on_server();
        return true;
    }
    let code = ended.json["error"]["code"].as_str().unwrap_or_default();
    assert!(codes.contains(&code), "{code}: {}", ended.stderr);
    false
}

/// Puts the server's data on a disk of its own of so many MiB, which is gone when it ends.
const ON_SMALL_DISK: &str = "cp -a \"$DATA\" \"$DATA.was\" && mount -t tmpfs -o size=24m tmpfs \"$DATA\" \
     && cp -a \"$DATA.was/.\" \"$DATA\" && exec \"$@\"";

/// What fills that disk but for less than a hundred people need.
const FILLER_MIB: usize = 22;

/// The server's data as the process that has the small disk sees it.
fn seen_by(server: &Server, world: &World) -> PathBuf {
    let path = format!("/proc/{}/root{}", server.id(), world.data().display());
    PathBuf::from(path)
}

fn records(world: &World, data: &PathBuf) -> u64 {
    let output = Command::new(crate::programs::program("puente"))
        .args(["status", "--json", "--data"])
        .arg(data)
        .arg("--key-file")
        .arg(world.data().with_extension("key"))
        .output()
        .unwrap();
    let ended = ended(&output);
    assert_eq!(ended.exit_code, 0, "{}", ended.stderr);
    ended.json["records"].as_u64().unwrap()
}

#[test]
fn a_full_disk_is_said_and_loses_nothing_that_was_acknowledged() {
    if !runs(&["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) {
        return;
    }
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut ledger = Ledger::new();
    rosa.sync();
    let address = server.kill();
    let data = format!("DATA={}", world.data().display());
    let before = [
        "env",
        &data,
        "unshare",
        "-rm",
        "sh",
        "-c",
        ON_SMALL_DISK,
        "sh",
    ];
    let server = world.serve_under(&before, &address);
    let disk = seen_by(&server, &world);
    let filler = disk.join("filler");
    std::fs::write(&filler, vec![0; FILLER_MIB << 20]).unwrap();
    let mut refused = 0;
    for round in 0.. {
        assert!(round < 200, "the disk does not fill");
        for _ in 0..5 {
            crate::device::register(&rosa, &mut ledger, PATIENCE);
        }
        refused += u32::from(!try_sync(&rosa, &mut ledger, &["server_storage_full"]));
        // Again and again on the full disk: no better, and no worse.
        if refused == 3 {
            break;
        }
    }
    let acknowledged = ledger.on_server() as u64;
    assert!(records(&world, &disk) >= acknowledged);
    assert_eq!(crate::road::status(&server.url, "/v1/ready"), 507);
    assert_eq!(crate::road::status(&server.url, "/v1/health"), 200);
    std::fs::remove_file(filler).unwrap();
    assert!(try_sync(&rosa, &mut ledger, &[]), "there is room again");
    assert_eq!(records(&world, &disk), ledger.len() as u64);
    ines.sync();
    ledger.check_device(&ines);
    eprintln!(
        "{acknowledged} of {} people fitted; the others came when there was room",
        ledger.len()
    );
}

#[test]
fn a_disk_that_fails_is_said_and_loses_nothing_that_was_acknowledged() {
    if !is_here("fiu-run") {
        return;
    }
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut ledger = Ledger::new();
    let mut address = server.kill();
    // EIO: a flush that fails, a write that fails, both.
    let flush = "enable_random name=posix/io/sync/fdatasync,probability=0.4,failinfo=5";
    let write = "enable_random name=posix/io/rw/pwrite,probability=0.2,failinfo=5";
    for points in [&[flush][..], &[write], &[flush, write]] {
        let mut before = vec!["fiu-run", "-x"];
        for point in points {
            before.extend(["-c", point]);
        }
        let Some(server) = serve_failing(&world, &before, &address) else {
            continue;
        };
        let (mut done, mut refused) = (0, 0);
        for _ in 0..scale::scaled(12) {
            crate::device::register(&rosa, &mut ledger, PATIENCE);
            match try_sync(
                &rosa,
                &mut ledger,
                &["server_storage_failed", "server_failed"],
            ) {
                true => done += 1,
                false => refused += 1,
            }
        }
        eprintln!("{points:?}: {done} exchanges done, {refused} refused");
        address = server.kill();
        let well = world.serve_at(&address);
        ledger.check_server(&world);
        assert!(try_sync(&rosa, &mut ledger, &[]), "the cause is gone");
        ledger.check_server(&world);
        ledger.check_device(&rosa);
        address = well.kill();
    }
    let _server = world.serve_at(&address);
    ines.sync();
    ledger.check_device(&ines);
    world.puente(&["rebuild", "--verify"]);
}

/// A server may fail to start on a disk that fails; not for ever.
fn serve_failing(world: &World, before: &[&str], address: &str) -> Option<Server> {
    (0..20).find_map(|_| world.try_serve_under(before, address))
}
