//! What may be named where: the web framework, SQL, the document library, clocks, entropy and I/O.

use crate::assert_none;
use crate::tree::{File, files, files_with};

/// Checks that `words` appear in code only at `places`.
fn only_at(rule: &str, words: &[&str], places: &[&str]) {
    let files = files_with(&["rs"]);
    let elsewhere = files
        .iter()
        .filter(|file| !file.is_under(places) && !file.is_under(&["tests/tidy/"]));
    let findings: Vec<String> = elsewhere
        .flat_map(|file| hits(file, file.code(), words))
        .collect();
    assert_none(rule, &findings);
}

fn hits<'a>(
    file: &File,
    lines: impl Iterator<Item = (usize, &'a str)>,
    words: &[&str],
) -> Vec<String> {
    lines
        .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
        .map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim()))
        .collect()
}

#[test]
fn the_web_framework_stays_in_the_http_modules() {
    only_at(
        "actix only under server/src/http",
        &["actix"],
        &["server/src/http.rs", "server/src/http/"],
    );
}

/// Drivers open connections and give them to the store; tests read databases directly.
const STORES: &[&str] = &[
    "server/src/store.rs",
    "server/src/store/",
    "client-sdk/src/store.rs",
    "client-sdk/src/store/",
];

/// A caller in the client may hold a transaction open and pass it to the store; only the store may use it.
const HANDLES: &[&str] = &[
    "rusqlite::Connection",
    "rusqlite::Transaction",
    "rusqlite::{Connection, Transaction}",
];

/// What is SQLite's alone in the server; everything else runs its statements on the store's own handle.
const ENGINE: &[&str] = &[
    "server/src/store/engine/sqlite.rs",
    "server/src/store/engine/sqlite/",
    "server/src/store/sqlite.rs",
    "server/src/store/sqlite/",
];

#[test]
fn only_stores_and_drivers_name_the_database() {
    let places = [
        ENGINE,
        &["client-sdk/src/store.rs", "client-sdk/src/store/"],
        // The device's error type tells a full disk from a damaged file by the database's own code.
        &["client-sdk/src/error.rs"],
        &[
            "client-sdk/native/",
            "client-sdk/wasm/",
            "server/tests/",
            "tests/",
        ],
    ]
    .concat();
    let findings: Vec<String> = files_with(&["rs"])
        .iter()
        .filter(|file| !file.is_under(&places))
        .flat_map(|file| {
            let may_hold = file.is_under(&["client-sdk/src/"]);
            let lines = file.code().filter(move |(_, line)| {
                !may_hold || !HANDLES.iter().any(|handle| line.contains(handle))
            });
            hits(file, lines, &["rusqlite"])
        })
        .collect();
    assert_none(
        "rusqlite only in the server's engine, the client's store and drivers",
        &findings,
    );
}

#[test]
fn statements_are_written_in_the_stores_alone() {
    let statements = [
        "SELECT ",
        "INSERT INTO ",
        "INSERT OR ",
        "DELETE FROM ",
        "CREATE TABLE ",
        "UPDATE OR ",
    ];
    let places = [STORES, &["server/tests/", "tests/"]].concat();
    only_at("SQL only in the stores", &statements, &places);
    let strays: Vec<String> = files_with(&["sql"])
        .iter()
        .filter(|file| !file.is_under(&places))
        .map(|file| file.path.clone())
        .collect();
    assert_none("SQL files only in the stores", &strays);
}

#[test]
fn the_document_library_stays_behind_two_crates() {
    only_at(
        "automerge only in shared/document and shared/admission, and in tests that forge changes",
        &["automerge::", "use automerge", "extern crate automerge"],
        &["shared/document/", "shared/admission/", "tests/"],
    );
}

#[test]
fn shared_crates_and_the_client_core_read_no_clock_entropy_or_file() {
    let sources = [
        "SystemTime::now",
        "Instant::now",
        "getrandom",
        "thread_rng",
        "OsRng",
        "rand::rng(",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
    ];
    let findings: Vec<String> = files()
        .iter()
        .filter(|file| file.has_extension(&["rs"]) && is_pure(file))
        .flat_map(|file| hits(file, file.code_before_tests(), &sources))
        .collect();
    assert_none("clock, entropy and I/O are parameters here", &findings);
}

fn is_pure(file: &File) -> bool {
    // The sandbox names system calls in order to allow them.
    let in_shared = file.is_under(&["shared/"])
        && file.path.contains("/src/")
        && !file.is_under(&["shared/sandbox/"]);
    let is_test = file.path.contains("/tests/") || file.name() == "tests.rs";
    (in_shared || file.is_under(&["client-sdk/src/", "client-sdk/lists/src/"])) && !is_test
}

#[test]
fn the_hostile_client_takes_nothing_from_what_it_attacks() {
    let findings: Vec<String> = files_with(&["rs"])
        .iter()
        .filter(|file| file.is_under(&["tests/hostile/"]))
        .flat_map(|file| hits(file, file.code(), &["puente_"]))
        .collect();
    assert_none("no crate of Puente's in tests/hostile", &findings);
}

#[test]
fn nothing_in_tests_waits_by_the_clock() {
    let findings: Vec<String> = files_with(&["rs", "js", "ts"])
        .iter()
        // A bench may wait to keep a pace.
        .filter(|file| !file.is_under(&["tests/tidy/", "tests/benches/"]))
        .flat_map(|file| {
            let first_test = file
                .lines()
                .find(|(_, line)| line.trim() == "#[cfg(test)]")
                .map_or(usize::MAX, |(number, _)| number);
            let from = if file.path.starts_with("tests/") || file.path.contains("/tests/") {
                0
            } else {
                first_test
            };
            let lines = file.code().filter(move |(number, _)| *number >= from);
            hits(
                file,
                lines,
                &["::sleep(", ".sleep(", "await sleep(", "waitForTimeout"],
            )
        })
        .collect();
    assert_none("tests wait for what they need, never for a time", &findings);
}
