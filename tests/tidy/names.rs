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
