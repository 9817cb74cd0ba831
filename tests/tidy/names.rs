//! Names of files, modules and tests.

use crate::assert_none;
use crate::tree::{files, files_with};

#[test]
fn a_module_lies_beside_its_folder_and_is_named_for_what_it_holds() {
    let vague = [
        "mod", "util", "utils", "helper", "helpers", "common", "manager", "misc",
    ];
    let findings: Vec<String> = files_with(&["rs", "js", "ts", "sql"])
        .iter()
        .filter(|file| {
            let stem = file.name().split('.').next().unwrap_or_default();
            let mut folders = file.path.rsplit('/').skip(1);
            vague.contains(&stem) || folders.any(|folder| vague.contains(&folder))
        })
        .map(|file| file.path.clone())
        .collect();
    assert_none("no mod.rs and no names that say nothing", &findings);
}

/// A subject and a verb.
const TEST_NAME_WORDS_MIN: usize = 2;

#[test]
fn names_of_tests_are_sentences() {
    let mut findings = Vec::new();
    for file in files_with(&["rs"]) {
        let mut is_test = false;
        for (number, line) in file.code() {
            let line = line.trim();
            if line == "#[test]" {
                is_test = true;
            } else if is_test && let Some(rest) = line.strip_prefix("fn ") {
                let name = rest.split('(').next().unwrap_or_default();
                if name.split('_').count() < TEST_NAME_WORDS_MIN {
                    findings.push(format!("{}:{number}: {name}", file.path));
                }
                is_test = false;
            }
        }
    }
    assert_none("a test's name says what holds", &findings);
}

#[test]
fn every_crate_has_a_readme() {
    let files = files();
    let findings: Vec<String> = files
        .iter()
        .filter(|file| file.name() == "Cargo.toml")
        .map(|file| file.path.replace("Cargo.toml", "README.md"))
        .filter(|readme| !files.iter().any(|file| file.path == *readme))
        .collect();
    assert_none("crates without README.md", &findings);
}

/// Household words and bare participles: in a list of imports they tell a reader nothing.
const SAY_NOTHING: &[&str] = &[
    "Alone",
    "Around",
    "Aside",
    "Asked",
    "Befallen",
    "Below",
    "Beside",
    "Brought",
    "Desk",
    "Door",
    "Doors",
    "Fate",
    "Found",
    "Gone",
    "Guests",
    "Hand",
    "Heard",
    "Held",
    "Joined",
    "Judgement",
    "Kept",
    "Known",
    "Line",
    "Listed",
    "Me",
    "Outcome",
    "Pace",
    "Pen",
    "Place",
    "Places",
    "Received",
    "Room",
    "Running",
    "Said",
    "Seen",
    "Sent",
    "Shown",
    "Sight",
    "Sighted",
    "Standing",
    "Taken",
    "Taking",
    "Together",
    "Told",
    "Tried",
    "Trying",
    "Understood",
    "Verdicts",
    "Waiting",
    "Whole",
    "Written",
    "Wrote",
];

/// Exceptions that still exist. Only shorten this list.
const STILL_THERE: &[&str] = &[
    "client-sdk/src/history.rs: Standing",
    "client-sdk/src/list/copy/content.rs: Taken",
];

/// Words of the glossary in CONTRIBUTING, each of which names one type.
const ONE_TYPE_EACH: &[&str] = &[
    "Change",
    "ChangeState",
    "Compartment",
    "Conflict",
    "Document",
    "DocumentKind",
    "Duty",
    "Grant",
    "Origin",
    "Page",
    "Proposal",
    "Reason",
    "Receipt",
    "Record",
    "Role",
    "Row",
    "Segment",
    "Site",
    "Verdict",
    "Vouch",
];

/// Public types of the crates, by file.
fn public_types() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files_with(&["rs"]) {
        let is_ours = file.path.contains("/src/") && !file.path.contains("/tests/");
        if !is_ours || file.is_under(&["tests/", "deploy/"]) {
            continue;
        }
        for (_, line) in file.code_before_tests() {
            let line = line.trim_start();
            let Some(rest) = line.strip_prefix("pub") else {
                continue;
            };
            let rest = rest
                .strip_prefix('(')
                .map_or(rest, |of| of.split_once(')').map_or(of, |(_, rest)| rest));
            let mut words = rest
                .split(|of: char| !of.is_alphanumeric())
                .filter(|of| !of.is_empty());
            if words
                .next()
                .is_some_and(|of| ["enum", "struct", "trait", "type"].contains(&of))
                && let Some(name) = words.next()
            {
                found.push((file.path.clone(), name.to_owned()));
            }
        }
    }
    found
}

#[test]
fn a_type_is_known_from_its_name() {
    let types = public_types();
    let found = types
        .iter()
        .filter(|(_, name)| SAY_NOTHING.contains(&&**name));
    let found: Vec<String> = found
        .map(|(path, name)| format!("{path}: {name}"))
        .collect();
    let new = found.iter().filter(|of| !STILL_THERE.contains(&&***of));
    assert_none("names that say nothing", &new.cloned().collect::<Vec<_>>());
    let gone = STILL_THERE
        .iter()
        .filter(|of| !found.iter().any(|found| found == **of));
    assert_none(
        "no longer there: take it out of the list",
        &gone.map(|of| (*of).to_owned()).collect::<Vec<_>>(),
    );
}

#[test]
fn a_word_of_the_glossary_is_one_type() {
    let types = public_types();
    let mut findings = Vec::new();
    for word in ONE_TYPE_EACH {
        let places: Vec<&str> = types
            .iter()
            .filter(|(_, name)| name == word)
            .map(|(path, _)| &**path)
            .collect();
        if places.len() > 1 {
            findings.push(format!("{word}: {}", places.join(", ")));
        }
    }
    assert_none("a word of the glossary has one public meaning", &findings);
}
