//! System calls that fail, some or all, in the server and on a device: what was acknowledged is there, what
//! could not be done is reported, and everything continues by itself afterwards.

use crate::device::{person, register};
use crate::failing::{EIO, ENOSPC, FLUSH, Failing, READ, WRITE, is_here, run_failing};
use crate::ledger::Ledger;
use crate::scale;
use crate::world::{CROSSING, Device, PATIENCE, World};

/// Syncs. Returns whether it is done; otherwise it must report that the server's disk is full or fails.
fn sync(device: &Device, ledger: &mut Ledger, problems: &[&str]) -> bool {
    let ended = device.run(&["sync"]);
    let is_done = ended.json["stop"] == "done";
    assert_eq!(is_done, ended.exit_code == 0);
    if is_done {
        ledger.all_on_server();
    } else {
        let problem = ended.json["problem"].as_str().unwrap_or_default();
        assert!(
            problems.contains(&problem),
            "{}: {}",
            ended.json,
            ended.stderr
        );
        assert!(
            ended.stderr.contains("no se perdió nada"),
            "{}",
            ended.stderr
        );
    }
    is_done
}

#[test]
fn a_servers_disk_that_fails_is_said_and_nothing_acknowledged_is_lost() {
    if !is_here("fiu-run") {
        return;
    }
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    let mut ledger = Ledger::new();
    let mut address = server.kill();
    let cases: [(&[&str], i32, &str, u16); 4] = [
        (FLUSH, EIO, "server_storage_failed", 503),
        (WRITE, EIO, "server_storage_failed", 503),
        (WRITE, ENOSPC, "server_storage_full", 507),
        (READ, EIO, "server_storage_failed", 503),
    ];
    for (calls, error, problem, status) in cases {
        let server = Failing::serve(&world, &address);
        register(&rosa, &mut ledger, PATIENCE);
        assert!(sync(&rosa, &mut ledger, &[]));
        // Every call, twice: the second exchange fails too.
        server.fail(calls, error, 1.0);
        for _ in 0..2 {
            register(&rosa, &mut ledger, PATIENCE);
            let done = sync(&rosa, &mut ledger, &[problem]);
            // A second read comes from the cache.
            assert!(!done || calls == READ, "{calls:?}");
        }
        if calls != READ {
            assert_eq!(crate::road::status(server.url(), "/v1/ready"), status);
        }
        server.heal(calls);
        assert!(
            sync(&rosa, &mut ledger, &[]),
            "the cause of {calls:?} is gone"
        );
        // Some of the calls.
        server.fail(calls, error, 0.3);
        let (mut done, mut refused) = (0, 0);
        for _ in 0..scale::scaled(6) {
            register(&rosa, &mut ledger, PATIENCE);
            match sync(&rosa, &mut ledger, &[problem]) {
                true => done += 1,
                false => refused += 1,
            }
        }
        eprintln!("{calls:?} {error}: {done} exchanges done, {refused} refused");
        // The power fails too.
        address = server.kill();
        let well = world.serve_at(&address);
        ledger.check_server(&world);
        assert!(sync(&rosa, &mut ledger, &[]));
        ledger.check_device(&rosa);
        address = well.kill();
    }
    let _server = world.serve_at(&address);
    ines.sync();
    ledger.check_device(&ines);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn a_devices_disk_that_fails_is_said_and_nothing_saved_is_lost() {
    if !is_here("fiu-run") {
        return;
    }
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    let cases: [(&[&str], i32, &[&str]); 4] = [
        (FLUSH, EIO, &["storage_failed"]),
        // If a file does not grow, SQLite does not say whether the disk is full or broken.
        (WRITE, EIO, &["storage_failed", "storage_full"]),
        (WRITE, ENOSPC, &["storage_full"]),
        // What cannot be read counts as damaged.
        (READ, EIO, &["storage_failed", "damaged"]),
    ];
    for (calls, error, codes) in cases {
        let (mut done, mut failed) = (0, 0);
        for round in 0..scale::scaled(8) {
            // First every call fails, then one in ten.
            let probability = if round < 2 { 1.0 } else { 0.1 };
            let name = ledger.next_name();
            let person = person(&name);
            for arguments in [&person[..], &["sync"]] {
                let ended = run_failing(&rosa, arguments, calls, error, probability);
                if ended.exit_code == 0 {
                    done += 1;
                    if let Some(code) = ended.json["code"].as_str() {
                        ledger.saved(code);
                    }
                    if ended.json["stop"] == "done" {
                        ledger.all_on_server();
                    }
                    continue;
                }
                failed += 1;
                let code = ended.json["error"]["code"].as_str().unwrap_or_default();
                assert!(codes.contains(&code), "{calls:?}: {}", ended.stderr);
            }
        }
        eprintln!("{calls:?} {error}: {done} commands done, {failed} failed");
        assert!(failed > 0);
        ledger.check_device(&rosa);
        ledger.check_server(&world);
    }
    rosa.sync();
    ledger.all_on_server();
    ledger.check_server(&world);
    let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
    ines.sync();
    ledger.check_device(&ines);
}
