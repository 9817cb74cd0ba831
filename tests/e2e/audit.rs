//! Exports of the log: our own check and a foreign one agree on what is whole, and on everything that somebody
//! might do to it.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Output};

use puente_native::{now_ms, seeded_rng};
use puente_server::{DatabaseLocation, Server, TrialRunner};
use serde_json::Value;

use crate::foreign;
use crate::log_signer::LogSigner;
use crate::programs::program;
use crate::tampering::{TAMPERINGS, change, copy, files, split};
use crate::world::{CROSSING, World};

/// Entries that the test adds: more than two whole tiles.
const ADDED: u8 = 200;

/// Adds entries to the log, without starting a program for each.
fn grow(world: &World) {
    let key = fs::read_to_string(world.path("server.key")).unwrap();
    let key = data_encoding::HEXLOWER.decode(key.trim().as_bytes());
    let key = zeroize::Zeroizing::new(key.unwrap().try_into().unwrap());
    let disk = DatabaseLocation::file(world.data().join("puente.db"), key);
    let server = Server::open(&disk, TrialRunner::InProcess, seeded_rng().unwrap()).unwrap();
    for number in 0..ADDED {
        let key = [number; 32];
        server
            .administration
            .set_recovery_key(now_ms(), key)
            .unwrap();
    }
}

fn verify(folder: &Path, pin: Option<&Path>) -> Output {
    let mut command = Command::new(program("puente"));
    command.args(["audit", "verify", "--json"]).arg(folder);
    if let Some(pin) = pin {
        command.arg("--pin").arg(pin);
    }
    command.env("PUENTE_LANGUAGE", "en").output().unwrap()
}

/// The faults that our own check names.
fn faults(folder: &Path, pin: Option<&Path>) -> Vec<String> {
    let output = verify(folder, pin);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let faults = found["faults"].as_array().unwrap();
    let faults: Vec<String> = faults.iter().map(Value::to_string).collect();
    assert_eq!(output.status.success(), faults.is_empty());
    assert_eq!(found["is_whole"], faults.is_empty());
    faults
}

/// What `puente audit` says of folders to a program, however it ends.
fn asked(arguments: &[&str], folders: &[&Path]) -> Value {
    let mut command = Command::new(program("puente"));
    command.arg("audit").args(arguments).arg("--json");
    let output = command.args(folders).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    let faults = said.to_string().contains(r#""fault":"#);
    assert_eq!(output.status.success(), !faults, "{said}");
    said
}

/// What an auditor reads.
fn shown(folder: &Path, language: &str) -> String {
    let mut command = Command::new(program("puente"));
    command.args(["audit", "verify"]).arg(folder);
    let output = command.env("PUENTE_LANGUAGE", language).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The folder of the key of a log.
const SIGNER: &str = "signer";

/// A world whose log was exported twice: the first checkpoint is in `early`, the later export in `whole`.
fn exported() -> (World, LogSigner) {
    let world = World::new();
    let signer = LogSigner::start(&world, SIGNER);
    grow(&world);
    signer.export(&world, "early");
    grow(&world);
    grow(&world);
    signer.export(&world, "whole");
    (world, signer)
}

#[test]
fn an_export_is_whole_for_us_and_for_go_and_an_extension_of_the_one_before() {
    let (world, signer) = exported();
    let (whole, pin) = (world.path("whole"), world.path("early/checkpoint"));
    assert_eq!(faults(&whole, None), [""; 0]);
    assert_eq!(faults(&whole, Some(&pin)), [""; 0]);
    let found: Value = serde_json::from_slice(&verify(&whole, Some(&pin)).stdout).unwrap();
    assert_eq!(found["kinds"]["recovery_key_set"], 600);
    assert_eq!(found["kinds"]["log_exported"], 2);
    assert_eq!(found["kinds"]["server_created"], 1);
    assert_eq!(found["added"], 401);
    let seen = foreign::verify(&whole, Some(&pin)).unwrap();
    let entries = found["entries"].as_u64().unwrap();
    assert!(seen.contains(&format!("\n{entries}\n")), "{seen}");
    assert!(seen.starts_with(found["origin"].as_str().unwrap()));
    assert!(shown(&whole, "en").contains("WHOLE: nothing was changed"));
    assert!(shown(&whole, "es").contains("COMPLETA: nada se cambió"));
    let mode = signer.folder.join("key").metadata().unwrap();
    assert_eq!(mode.permissions().mode() & 0o777, 0o400);
}

#[test]
fn what_an_export_holds_can_be_recounted() {
    let (world, _signer) = exported();
    let whole = world.path("whole");
    let mut entries = 0;
    for file in files(&whole) {
        if file.starts_with("tile/entries") {
            entries += split(&fs::read(whole.join(&file)).unwrap()).len();
        }
    }
    let shown = asked(&["show", "--kind", "log_exported"], &[&whole]);
    assert_eq!(shown["summary"]["entries"], entries);
    let kinds = shown["summary"]["kinds"].as_array().unwrap();
    let counts = kinds.iter().map(|it| it["entries"].as_u64().unwrap());
    assert_eq!(counts.sum::<u64>(), entries as u64);
    let rows = shown["of_kind"].as_array().unwrap();
    let early: Value = asked(&["show"], &[&world.path("early")]);
    assert_eq!(rows[0]["index"], early["entries"].as_u64().unwrap() - 1);
    assert_eq!(rows[1]["index"], entries - 1);
    assert_eq!(early["of_kind"], Value::Null);
    fs::remove_file(whole.join("tile/entries/000")).unwrap();
    let part = asked(&["show"], &[&whole]);
    assert_eq!(part["is_whole"], false);
    assert_eq!(part["summary"]["entries"], entries - 256);
}

#[test]
fn the_difference_of_two_exports_is_what_was_added() {
    let (world, _signer) = exported();
    let (early, whole) = (world.path("early"), world.path("whole"));
    let found = asked(&["diff"], &[&early, &whole]);
    assert_eq!(found, asked(&["diff"], &[&whole, &early]));
    assert_eq!(found["difference"], Value::Null);
    assert_eq!(found["added"]["entries"], 401);
    let kinds = &found["added"]["kinds"];
    assert_eq!(kinds[0]["kind"], "recovery_key_set");
    assert_eq!(kinds[0]["entries"], 400);
    assert_eq!(kinds[1]["kind"], "log_exported");
    let same = asked(&["diff"], &[&whole, &whole]);
    assert_eq!(same["added"]["entries"], 0);
}

#[test]
fn an_export_that_was_cut_says_so_and_continues_at_its_size() {
    let (world, signer) = exported();
    let (whole, cut) = (world.path("whole"), world.path("cut"));
    copy(&whole, &cut);
    fs::remove_file(cut.join("manifest.json")).unwrap();
    fs::remove_file(cut.join("tile/entries/001")).unwrap();
    fs::write(cut.join("tile/0/001"), "half a ti").unwrap();
    fs::remove_dir_all(cut.join("tile/1")).unwrap();
    let said = faults(&cut, None).join("\n");
    assert!(said.contains(r#""fault":"unfinished""#), "{said}");
    assert!(
        said.contains(r#"{"fault":"file_missing","file":"tile/entries/001"}"#),
        "{said}"
    );
    // The log grows meanwhile.
    grow(&world);
    assert_eq!(signer.export(&world, "cut")["is_continued"], true);
    assert_eq!(faults(&cut, None), [""; 0]);
    for file in files(&whole) {
        let is_same = fs::read(whole.join(&file)).unwrap() == fs::read(cut.join(&file)).unwrap();
        assert!(is_same || file == Path::new("manifest.json"), "{file:?}");
    }
    let refused = signer.export_ends(&world, &cut);
    assert!(
        refused.stderr.contains("finished export"),
        "{}",
        refused.stderr
    );
}

#[test]
fn every_kind_of_tampering_is_named_by_us_and_seen_by_go() {
    let (world, _signer) = exported();
    let (whole, forged) = (world.path("whole"), world.path("forged"));
    for it in TAMPERINGS {
        copy(&whole, &forged);
        (it.tamper)(&forged);
        let said = faults(&forged, None).join("\n");
        assert!(said.contains(it.said), "{}: {said}", it.said);
        assert!(!shown(&forged, "en").contains("WHOLE"));
        assert!(!shown(&forged, "es").contains("COMPLETA"));
        let foreign = foreign::verify(&forged, None);
        assert_eq!(foreign.is_err(), it.is_seen_by_go, "{}", it.said);
    }
}

#[test]
fn the_proof_of_an_entry_needs_no_export_and_fits_no_other_log() {
    let ((world, _signer), (other, _)) = (exported(), exported());
    let whole = world.path("whole");
    let key = whole.join("log.vkey");
    let check = |proof: &Path, key: &Path| {
        let mut command = Command::new(program("puente"));
        command.args(["audit", "check-proof", "--json"]).arg(proof);
        command.arg("--key").arg(key).output().unwrap()
    };
    for index in ["0", "255", "300", "600"] {
        let proof = world.path(&format!("{index}.tlog-proof"));
        let mut command = Command::new(program("puente"));
        command.args(["audit", "prove"]).arg(&whole).arg(index);
        let made = command.arg("--out").arg(&proof).output().unwrap();
        assert!(made.status.success(), "{index}");
        let checked = check(&proof, &key);
        let proven: Value = serde_json::from_slice(&checked.stdout).unwrap();
        assert_eq!(proven["index"].to_string(), index);
        assert!(foreign::verify(&proof, Some(&key)).is_ok());
        let of_other = other.path("whole/log.vkey");
        assert!(!check(&proof, &of_other).status.success());
        change(&proof, |bytes| bytes[35] ^= 1);
        assert!(!check(&proof, &key).status.success());
        assert!(foreign::verify(&proof, Some(&key)).is_err());
    }
}

#[test]
fn a_log_that_is_no_extension_of_the_kept_checkpoint_is_told() {
    let ((world, signer), (other, _)) = (exported(), exported());
    let whole = world.path("whole");
    let said = |pin: &Path, folder: &Path| {
        assert!(foreign::verify(folder, Some(pin)).is_err());
        faults(folder, Some(pin)).join("\n")
    };
    let of_other = said(&other.path("whole/checkpoint"), &whole);
    assert!(of_other.contains(r#""reason":"other_log""#), "{of_other}");
    let set_back = said(&world.path("whole/checkpoint"), &world.path("early"));
    assert!(
        set_back.contains(r#""fault":"smaller_than_pin""#),
        "{set_back}"
    );
    // Somebody made a key of their own and signed the log under its name.
    LogSigner::start(&world, "own").export(&world, "own-key");
    let own_key = said(&world.path("whole/checkpoint"), &world.path("own-key"));
    assert!(
        own_key.contains(r#""fault":"pin","reason":"other_key""#),
        "{own_key}"
    );
    copy(&world.path("own-key"), &world.path("mixed"));
    fs::copy(whole.join("log.vkey"), world.path("mixed/log.vkey")).unwrap();
    let mixed = faults(&world.path("mixed"), None).join("\n");
    assert!(
        mixed.contains(r#""fault":"checkpoint","reason":"other_key""#),
        "{mixed}"
    );
    // With the stolen key they need the file that says what it signed, and theirs is of their own key.
    fs::remove_file(world.path("own/key")).unwrap();
    fs::copy(signer.folder.join("key"), world.path("own/key")).unwrap();
    let refused = LogSigner::try_start(&world, "own").err().unwrap();
    assert!(refused.contains("signed last"), "{refused}");
}

#[test]
fn a_fork_in_the_place_of_database_and_server_is_not_signed() {
    let world = World::new();
    let signer = LogSigner::start(&world, SIGNER);
    grow(&world);
    let (saved, ours, mark) = (
        world.path("saved"),
        world.path("ours"),
        world.path("server.key.mark"),
    );
    copy(&world.data(), &saved);
    let old_mark = fs::read(&mark).unwrap();
    let parting = world.status("log_entries");
    grow(&world);
    signer.export(&world, "whole");
    copy(&world.data(), &ours);
    let our_mark = fs::read(&mark).unwrap();
    // An older folder is put back with the mark that would have shown it, and another server goes on with it, until
    // it has more entries than were signed.
    let put = |folder: &Path, its_mark: &[u8]| {
        fs::remove_dir_all(world.data()).unwrap();
        copy(folder, &world.data());
        fs::write(&mark, its_mark).unwrap();
    };
    put(&saved, &old_mark);
    let forked = world.path("forked");
    let is_refused = |signer: &LogSigner| {
        let refused = signer.export_ends(&world, &forked);
        assert_eq!(refused.exit_code, 1);
        let why = &refused.stderr;
        assert!(why.contains("no extension"), "{why}");
        assert!(!forked.join("checkpoint").exists());
    };
    is_refused(&signer);
    let server = world.serve();
    world.enrolled(&server.url, "other", CROSSING, "volunteer");
    grow(&world);
    grow(&world);
    is_refused(&signer);
    drop(signer);
    let signer = LogSigner::start(&world, SIGNER);
    is_refused(&signer);
    // With a key of their own they can sign it, and the difference tells where they went another way.
    LogSigner::start(&world, "own").export(&world, "theirs");
    let folders = [&*world.path("whole"), &world.path("theirs")];
    let found = asked(&["diff"], &folders);
    assert_eq!(found["difference"]["index"], parting);
    assert_eq!(found["difference"]["earlier"], "recovery_key_set");
    assert_eq!(found["difference"]["later"], "log_exported");
    drop(server);
    put(&ours, &our_mark);
    signer.export(&world, "again");
    let pin = world.path("whole/checkpoint");
    assert_eq!(faults(&world.path("again"), Some(&pin)), [""; 0]);
}

#[test]
fn whoever_troubles_the_signer_keeps_nobody_from_exporting() {
    let world = World::new();
    let signer = LogSigner::start(&world, SIGNER);
    let connect = || UnixStream::connect(&signer.socket).unwrap();
    let mut hangs = connect();
    hangs.write_all(b"{").unwrap();
    for request in [&b""[..], b"{}", b"\0\xff", &[b'['; 100_000]] {
        // It may have been told to go before all of it was read.
        let _ = connect().write_all(request);
    }
    let name = world.puente(&["status"])["log"]
        .as_str()
        .unwrap()
        .to_owned();
    let forged = format!(
        r#"{{"ask":"sign","origin":"{name}","size":18446744073709551615,"root":{:?},"proof":[]}}"#,
        [7; 32]
    );
    let mut asks = connect();
    asks.write_all(forged.as_bytes()).unwrap();
    asks.shutdown(Shutdown::Write).unwrap();
    let mut said = String::new();
    asks.read_to_string(&mut said).unwrap();
    assert!(said.contains("no_extension"), "{said}");
    let exports = std::thread::scope(|threads| {
        let exports = ["one", "two", "three"].map(|name| {
            let (world, signer) = (&world, &signer);
            threads.spawn(move || signer.export(world, name))
        });
        exports.map(|export| export.join().unwrap())
    });
    assert!(exports.iter().all(|export| export["is_continued"] == false));
    for name in ["one", "two", "three"] {
        assert_eq!(faults(&world.path(name), None), [""; 0]);
    }
    let second = LogSigner::try_start(&world, SIGNER).err().unwrap();
    assert!(second.contains("already signs"), "{second}");
}

#[test]
fn an_export_holds_nothing_about_a_person() {
    const MARKERS: [&str; 4] = ["Zenobia", "Xóchitl", "Quetzal", "Ruiz"];
    let world = World::new();
    let server = world.serve();
    let phone = world.enrolled(&server.url, MARKERS[0], CROSSING, "volunteer");
    let code = phone.register(MARKERS[1], &["--alone", "alone"]);
    phone.register(MARKERS[2], &[]);
    phone.sync();
    LogSigner::start(&world, SIGNER).export(&world, "out");
    let out = world.path("out");
    let found: Value = serde_json::from_slice(&verify(&out, None).stdout).unwrap();
    assert!(found["kinds"]["change_accepted"].as_u64().unwrap() >= 2);
    let forms = MARKERS
        .iter()
        .flat_map(|marker| [marker.to_lowercase(), (*marker).to_owned()]);
    let forms: Vec<String> = forms.chain([code]).collect();
    for file in files(&out) {
        let mut bytes = fs::read(out.join(&file)).unwrap();
        bytes.extend(file.to_str().unwrap().bytes());
        for form in &forms {
            let is_in = bytes.windows(form.len()).any(|it| it == form.as_bytes());
            assert!(!is_in, "{file:?} holds {form}");
        }
    }
}
