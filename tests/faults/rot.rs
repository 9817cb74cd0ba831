//! Bits that flip in files at rest or in use: the program notices, names the file, throws nothing away, and
//! continues with what can continue.

use std::fs::OpenOptions;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use rand_chacha::ChaCha20Rng;
use rand_core::Rng as _;

use crate::device::register;
use crate::ledger::Ledger;
use crate::scale::{self, pick};
use crate::world::{CROSSING, PATIENCE, World};

/// Bytes of a page of either database, and of a frame of its write-ahead log.
const PAGE_BYTES: usize = 4096;
const FRAME_BYTES: usize = 24 + PAGE_BYTES;
const LOG_HEAD_BYTES: usize = 32;

/// Flips a bit at a byte.
fn flip(file: &Path, at: usize, rng: &mut ChaCha20Rng) {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(file)
        .unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at as u64).unwrap();
    byte[0] ^= 1 << (rng.next_u32() % 8);
    file.write_all_at(&byte, at as u64).unwrap();
}

fn length(file: &Path) -> usize {
    usize::try_from(file.metadata().unwrap().len()).unwrap()
}

fn seeded(purpose: &str) -> ChaCha20Rng {
    let seed = scale::number("PUENTE_SEED").unwrap_or(1);
    eprintln!("seed={seed}");
    scale::rng(seed, purpose)
}

#[test]
fn a_bit_that_flips_in_the_servers_database_is_noticed_and_nothing_is_thrown_away() {
    let mut rng = seeded("server rot");
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    for _ in 0..5 {
        register(&rosa, &mut ledger, PATIENCE);
    }
    rosa.sync();
    ledger.all_on_server();
    let address = server.stop();
    let file = world.data().join("puente.db");
    let whole = std::fs::read(&file).unwrap();
    let (mut refused_to_start, mut refused, mut went_on) = (0, 0, 0);
    for round in 0..scale::scaled(12) {
        // The first page in the first round: without it nothing can be read at all.
        let range = if round == 0 { PAGE_BYTES } else { whole.len() };
        flip(&file, pick(&mut rng, range), &mut rng);
        let rotten = std::fs::read(&file).unwrap();
        let verified = world.puente_ends(&["rebuild", "--verify"]);
        assert_eq!(verified.exit_code, 1, "noticed by who looks");
        match world.try_serve_under(&[], &address) {
            None => {
                refused_to_start += 1;
                let logged = world.logged();
                // A first page that does not verify may as well belong to another key.
                let says = ["see deploy/runbook/disk.md", "or the file is damaged"];
                assert!(says.iter().any(|says| logged.contains(says)), "{logged}");
            }
            Some(server) => {
                register(&rosa, &mut ledger, PATIENCE);
                let ended = rosa.run(&["sync"]);
                if ended.exit_code == 0 {
                    went_on += 1;
                } else {
                    refused += 1;
                    assert_eq!(ended.json["problem"], "server_storage_failed");
                    assert!(world.logged().contains("see deploy/runbook/disk.md"));
                }
                drop(server.kill());
            }
        }
        ledger.check_device(&rosa);
        let kept = std::fs::read(&file).unwrap();
        assert_eq!(kept.len() / PAGE_BYTES, rotten.len() / PAGE_BYTES);
        // Puts the file back; for the phone this is a restored backup.
        for name in ["puente.db-wal", "puente.db-shm"] {
            let _ = std::fs::remove_file(world.data().join(name));
        }
        std::fs::write(&file, &whole).unwrap();
        std::fs::remove_file(world.path("log")).unwrap();
    }
    eprintln!(
        "{refused_to_start} refused to start, {refused} refused the exchange, {went_on} went on"
    );
    assert!(refused_to_start > 0);
    let _server = world.serve_at(&address);
    rosa.sync();
    ledger.all_on_server();
    ledger.check_server(&world);
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn a_bit_that_flips_under_a_running_server_is_said_and_the_rest_goes_on() {
    let mut rng = seeded("running rot");
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    for _ in 0..5 {
        register(&rosa, &mut ledger, PATIENCE);
    }
    rosa.sync();
    ledger.all_on_server();
    // Everything is in the file: a page in the log would hide the one it replaces.
    let server = world.serve_at(&server.stop());
    let file = world.data().join("puente.db");
    for page in 1..length(&file) / PAGE_BYTES {
        flip(
            &file,
            page * PAGE_BYTES + pick(&mut rng, PAGE_BYTES),
            &mut rng,
        );
    }
    let mut failures = 0;
    for _ in 0..3 {
        register(&rosa, &mut ledger, PATIENCE);
        let ended = rosa.run(&["sync"]);
        failures += u32::from(ended.exit_code != 0);
        if ended.exit_code != 0 {
            assert_eq!(
                ended.json["problem"], "server_storage_failed",
                "{}",
                ended.stderr
            );
        }
    }
    assert!(failures > 0, "nothing of the file was read");
    assert!(world.logged().contains("see deploy/runbook/disk.md"));
    ledger.check_device(&rosa);
    drop(server);
}

#[test]
fn a_bit_that_flips_in_a_devices_database_is_said_and_the_server_fills_another() {
    let mut rng = seeded("device rot");
    let world = World::new();
    let server = world.serve();
    let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
    let mut ledger = Ledger::new();
    for _ in 0..5 {
        register(&rosa, &mut ledger, PATIENCE);
    }
    rosa.sync();
    ledger.all_on_server();
    let file = rosa.folder().join("store.db");
    let whole = std::fs::read(&file).unwrap();
    let (mut said, mut went_on) = (0, 0);
    // Each page in turn: the report depends on what reads the page first.
    let pages = whole.len() / PAGE_BYTES;
    for page in (0..scale::scaled(1)).flat_map(|_| 0..pages) {
        flip(
            &file,
            page * PAGE_BYTES + pick(&mut rng, PAGE_BYTES),
            &mut rng,
        );
        for arguments in [&["list"][..], &["status"], &["sync"]] {
            let ended = rosa.run(arguments);
            if ended.exit_code == 0 {
                went_on += 1;
                continue;
            }
            said += 1;
            assert_eq!(ended.json["error"]["code"], "damaged", "{}", ended.stderr);
            assert!(ended.stderr.contains("No borre nada"), "{}", ended.stderr);
        }
        assert!(file.exists(), "a damaged file is never deleted");
        std::fs::write(&file, &whole).unwrap();
    }
    eprintln!("{said} commands said it, {went_on} went on");
    assert!(said >= 3);
    // Another store of the same person gets everything back.
    flip(&file, 100, &mut rng);
    let again = world.enrolled(&server.url, "rosa-2", CROSSING, "volunteer");
    again.sync();
    ledger.check_device(&again);
    ledger.check_server(&world);
}

/// The copy that was made of a damaged log.
fn aside(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths = files.map(|file| file.unwrap().path());
    paths.find(|path| path.display().to_string().contains("-wal.damaged-"))
}

/// Flips a bit of a frame behind so many bytes of a log, but not in the last frame.
fn flip_within(log: &Path, from: usize, rng: &mut ChaCha20Rng) {
    let frames = (length(log) - LOG_HEAD_BYTES) / FRAME_BYTES;
    let first = from.saturating_sub(LOG_HEAD_BYTES).div_ceil(FRAME_BYTES);
    assert!(first + 1 < frames, "{first} of {frames}");
    let frame = first + pick(rng, frames - 1 - first);
    flip(
        log,
        LOG_HEAD_BYTES + frame * FRAME_BYTES + pick(rng, FRAME_BYTES),
        rng,
    );
}

#[test]
fn a_bit_that_flips_in_the_servers_log_costs_a_sync_and_nobodys_registration() {
    let mut rng = seeded("server log rot");
    for _ in 0..scale::scaled(3) {
        let world = World::new();
        let server = world.serve();
        let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
        let luis = world.enrolled(&server.url, "luis", CROSSING, "volunteer");
        let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
        let mut ledger = Ledger::new();
        let log = world.data().join("puente.db-wal");
        let before = length(&log);
        for _ in 0..6 {
            register(&rosa, &mut ledger, PATIENCE);
            rosa.sync();
            ledger.all_on_server();
            ines.sync();
        }
        let address = server.kill();
        let rotten = {
            flip_within(&log, before, &mut rng);
            std::fs::read(&log).unwrap()
        };
        let server = world.serve_at(&address);
        assert!(
            world.logged().contains("see deploy/runbook/disk.md"),
            "{}",
            world.logged()
        );
        let kept = aside(&world.data()).expect("a copy is set aside");
        assert_eq!(std::fs::read(kept).unwrap(), rotten);
        // Somebody else writes first: the lost changes had taken these places.
        luis.register("Otra persona", &[]);
        luis.sync();
        ines.sync();
        rosa.sync();
        for device in [&ines, &luis] {
            device.sync();
            assert_eq!(device.everything().len(), ledger.len() + 1);
        }
        assert_eq!(world.status("records"), ledger.len() as u64 + 1);
        assert_eq!(world.status("quarantined"), 0);
        world.puente(&["rebuild", "--verify"]);
        // It is reported once only.
        drop(world.serve_at(&server.kill()));
        assert_eq!(
            world
                .logged()
                .matches("is damaged and its end lost")
                .count(),
            1
        );
    }
}

#[test]
fn a_bit_that_flips_in_a_devices_log_is_said_and_the_device_goes_on() {
    let mut rng = seeded("device log rot");
    for _ in 0..scale::scaled(3) {
        let world = World::new();
        let server = world.serve();
        let rosa = world.enrolled(&server.url, "rosa", CROSSING, "volunteer");
        let ines = world.enrolled(&server.url, "ines", CROSSING, "shelter-admin");
        let first = rosa.register("Ana", &[]);
        rosa.sync();
        // A program that has the store open keeps the log from being written back.
        let mut watch = rosa
            .command(&["watch"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let out = watch.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut said).unwrap();
        for name in ["Berta", "Celia", "Dora"] {
            rosa.register(name, &[]);
        }
        watch.kill().unwrap();
        watch.wait().unwrap();
        let log = rosa.folder().join("store.db-wal");
        flip_within(&log, 0, &mut rng);
        let rotten = std::fs::read(&log).unwrap();
        let listed = rosa.run(&["list"]);
        assert_eq!(listed.exit_code, 0, "{}", listed.stderr);
        assert!(listed.stderr.contains("quedó aparte"), "{}", listed.stderr);
        let kept = aside(rosa.folder()).expect("a copy is set aside");
        assert_eq!(std::fs::read(kept).unwrap(), rotten);
        assert!(
            !rosa.run(&["list"]).stderr.contains("quedó aparte"),
            "once is enough"
        );
        let again = rosa.register("Emma", &[]);
        rosa.sync();
        ines.sync();
        for device in [&rosa, &ines] {
            let people = device.everything();
            assert!(people.contains_key(&first) && people.contains_key(&again));
        }
        assert_eq!(world.status("quarantined"), 0);
        world.puente(&["rebuild", "--verify"]);
    }
}
