//! Clocks that are years off or jump while a program runs: counters, grants, codes, the order of changes, and
//! receipts do not depend on them.

use std::path::PathBuf;
use std::process::Command;

use crate::device::person;
use crate::failing::is_here;
use crate::world::{CROSSING, Device, Ended, Server, World, ended};

/// The library that shows programs another time; the `faketime` program itself would stay around what it
/// starts.
fn library() -> String {
    let mut asked = Command::new("faketime");
    asked.args(["-f", "+0d", "printenv", "LD_PRELOAD"]);
    let told = asked.output().unwrap().stdout;
    String::from_utf8(told).unwrap().trim().to_owned()
}

/// A server whose clock the test moves while it runs.
struct Moved {
    server: Server,
    clock: PathBuf,
}

impl Moved {
    fn serve(world: &World, library: &str) -> Self {
        let clock = world.file("clock", "+0d");
        let preload = format!("LD_PRELOAD={library}");
        let file = format!("FAKETIME_TIMESTAMP_FILE={}", clock.display());
        let before = [
            "env",
            &preload,
            &file,
            "FAKETIME_NO_CACHE=1",
            // Waiting uses another clock, which no jump moves.
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
        ];
        let server = world.serve_under(&before, "127.0.0.1:0");
        Self { server, clock }
    }

    /// Moves the clock in one step: a program that reads it meanwhile sees one time or the other.
    fn jump(&self, offset: &str) {
        let next = self.clock.with_extension("next");
        std::fs::write(&next, offset).unwrap();
        std::fs::rename(next, &self.clock).unwrap();
    }
}

/// Clocks of phones.
struct Phones {
    library: String,
}

impl Phones {
    /// Runs a command on a device whose clock is off.
    fn ends(&self, device: &Device, offset: &str, arguments: &[&str]) -> Ended {
        let mut command = device.command(arguments);
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAKETIME", offset)
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        ended(&command.output().unwrap())
    }

    fn ask(&self, device: &Device, offset: &str, arguments: &[&str]) -> serde_json::Value {
        let ended = self.ends(device, offset, arguments);
        assert_eq!(
            ended.exit_code, 0,
            "{offset} {arguments:?}: {}",
            ended.stderr
        );
        ended.json
    }
}

#[test]
fn clocks_that_are_years_off_lose_nothing_and_block_nobody() {
    if !is_here("faketime") {
        return;
    }
    let world = World::new();
    let library = library();
    let server = Moved::serve(&world, &library);
    let phones = Phones { library };
    let rosa = world.enrolled(&server.server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.server.url, "ines", CROSSING, "shelter-admin");
    let mut receipts = Vec::new();
    // The phone's clock alone, then the server's, forwards and back.
    let clocks = [
        ("+1y", "+0d"),
        ("-2y", "+0d"),
        ("+0d", "-1h"),
        ("+0d", "+10y"),
        ("-1y", "-2y"),
        ("+0d", "+0d"),
    ];
    for (people, (phone, at_server)) in clocks.into_iter().enumerate() {
        server.jump(at_server);
        let name = format!("Persona {people}");
        let saved = phones.ask(&rosa, phone, &person(&name));
        let code = saved["code"].as_str().unwrap().to_owned();
        let synced = phones.ask(&rosa, phone, &["sync"]);
        assert_eq!(synced["stop"], "done");
        // The same phone again with the right clock: its counter continues from where it was.
        rosa.sync();
        ines.sync();
        assert_eq!(ines.everything().len(), people + 1, "{phone} {at_server}");
        assert_eq!(world.status("records"), people as u64 + 1);
        let shown = phones.ask(&rosa, phone, &["show", &code]);
        assert_eq!(shown["state"], "on_server", "{shown}");
        receipts.push(shown["receipt"].as_u64().unwrap());
    }
    assert_eq!(world.status("quarantined"), 0);
    assert!(
        receipts.is_sorted(),
        "receipts count, they tell no time: {receipts:?}"
    );
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn what_was_written_later_stands_whatever_the_clocks_say() {
    if !is_here("faketime") {
        return;
    }
    let world = World::new();
    let library = library();
    let server = Moved::serve(&world, &library);
    let phones = Phones { library };
    let rosa = world.enrolled(&server.server.url, "rosa", CROSSING, "volunteer");
    let ines = world.enrolled(&server.server.url, "ines", CROSSING, "shelter-admin");
    let saved = phones.ask(&rosa, "+1y", &person("Ana"));
    let code = saved["code"].as_str().unwrap();
    phones.ask(&rosa, "+1y", &["sync"]);
    ines.sync();
    // By its clock an hour before the value that it corrects.
    phones.ask(&ines, "-1h", &["set", code, "name.given", "Anabel"]);
    server.jump("-1h");
    ines.sync();
    rosa.sync();
    for device in [&rosa, &ines] {
        let shown = device.ask(&["show", code]);
        assert_eq!(shown["fields"]["name.given"]["value"], "Anabel", "{shown}");
        assert!(device.conflicts().is_empty());
    }
    world.puente(&["rebuild", "--verify"]);
}

#[test]
fn codes_and_grants_follow_the_servers_clock_and_what_was_ended_stays_ended() {
    if !is_here("faketime") {
        return;
    }
    let world = World::new();
    let library = library();
    let server = Moved::serve(&world, &library);
    let phones = Phones { library };
    let url = &server.server.url;
    let enrol = |name: &str, code: &str, offset: &str| {
        let device = world.device(name);
        let arguments = ["enrol", "--server", url, "--code", code, "--name", name];
        (phones.ends(&device, offset, &arguments), device)
    };
    // The phone's clock decides nothing about a code; the server's does.
    let code = world.invite(CROSSING, "volunteer");
    server.jump("+1y");
    let (refused, _) = enrol("luis", &code, "+0d");
    assert_eq!(
        refused.json["error"]["code"], "code_refused",
        "{}",
        refused.stderr
    );
    server.jump("-1h");
    let (taken, rosa) = enrol("rosa", &code, "+1y");
    assert_eq!(taken.exit_code, 0, "{}", taken.stderr);
    server.jump("+0d");
    let ines = world.enrolled(url, "ines", CROSSING, "shelter-admin");
    rosa.register("Ana", &[]);
    rosa.sync();
    ines.sync();
    assert_eq!(ines.everything().len(), 1);
    // What is taken away now is not given back when a clock is set back.
    let accounts = world.puente(&["account", "list"]);
    let mut accounts = accounts["accounts"].as_array().unwrap().iter();
    let account = accounts.find(|account| account["name"] == "ines").unwrap();
    let account = account["account"].as_str().unwrap();
    let at = ["--site", CROSSING, "--role", "shelter-admin"];
    world.puente(&[&["grant", "end", "--account", account], &at[..]].concat());
    server.jump("-1h");
    rosa.register("Berta", &[]);
    rosa.sync();
    ines.sync();
    let status = ines.ask(&["status"]);
    assert_eq!(status["grants"], serde_json::json!([]), "{status}");
    assert_eq!(world.status("records"), 2);
    assert!(
        ines.everything().len() < 2,
        "a colleague of before sees no more people"
    );
}

#[test]
fn a_device_shows_what_became_of_what_it_wrote_under_a_grant_that_had_ended_long_ago() {
    if !is_here("faketime") {
        return;
    }
    let world = World::new();
    let library = library();
    let server = Moved::serve(&world, &library);
    let url = &server.server.url;
    let rosa = world.enrolled(url, "rosa", CROSSING, "volunteer");
    let _boss = world.enrolled(url, "boss", "office", "administrator");
    let codes = ["Ana", "Berta", "Celia"].map(|name| rosa.register(name, &[]));
    rosa.sync();
    let account = |name: &str| {
        let accounts = world.puente(&["account", "list"]);
        let mut accounts = accounts["accounts"].as_array().unwrap().iter();
        let account = accounts.find(|account| account["name"] == name).unwrap();
        account["account"].as_str().unwrap().to_owned()
    };
    let (at, of) = (["--site", CROSSING, "--role", "volunteer"], account("rosa"));
    world.puente(&[&["grant", "end", "--account", &of], &at[..]].concat());
    for code in &codes {
        rosa.ask(&["set", code, "age", "31"]);
    }
    server.jump("+60d");
    rosa.sync();
    let attention = || {
        let status = rosa.ask(&["status"]);
        let changes = status["attention"].as_array().unwrap().iter();
        let outcome = |change: &serde_json::Value| {
            (
                change["code"].as_str().unwrap().to_owned(),
                change["outcome"].as_str().unwrap().to_owned(),
            )
        };
        changes
            .map(outcome)
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(attention().len(), 3);
    assert!(attention().values().all(|outcome| outcome == "quarantined"));
    // She gets her role back: otherwise her phone would purge the records, and the decisions with them.
    world.puente(&[&["grant", "add", "--account", &of], &at[..]].concat());
    let kept = world.puente(&["quarantine", "list"]);
    let numbers: Vec<String> = kept["quarantined"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["number"].to_string())
        .collect();
    assert_eq!(numbers.len(), 3);
    let boss = account("boss");
    let reason = ["--reason", "lo confirmó la persona"];
    world.puente(&["quarantine", "release", &numbers[0]]);
    let again = ["quarantine", "write-again", &numbers[1], "--as", &boss];
    world.puente(&[&again[..], &reason].concat());
    world.puente(&[&["quarantine", "set-aside", &numbers[2]][..], &reason].concat());
    rosa.sync();
    let mut outcomes: Vec<String> = attention().into_values().collect();
    outcomes.sort_unstable();
    assert_eq!(
        outcomes,
        ["set_aside", "written_again"],
        "what was released is in"
    );
    world.puente(&["rebuild", "--verify"]);
}
