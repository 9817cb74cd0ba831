//! The rules of `Cargo.toml`.

use crate::assert_none;
use crate::tree::{File, files};

/// Manifests of separate workspaces, which need versions of their own: fuzzing needs another compiler.
const OWN_WORKSPACES: &[&str] = &["tests/fuzz/Cargo.toml"];

fn manifests() -> Vec<File> {
    let mut files = files();
    files.retain(|file| file.name() == "Cargo.toml" && file.path != "Cargo.toml");
    assert!(files.len() >= 10, "the workspace has its crates");
    files
}

/// `(line number, name, rest of the line)` of each dependency.
fn dependencies(manifest: &File) -> Vec<(usize, String, String)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (number, line) in manifest.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && !line.is_empty() && !line.starts_with('#') {
            let name: String = line
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                .collect();
            let rest = line[name.len()..].to_owned();
            found.push((number, name, rest));
        }
    }
    found
}

#[test]
fn versions_are_written_in_the_root_manifest_alone() {
    let mut findings = Vec::new();
    for manifest in manifests() {
        if manifest.is_under(OWN_WORKSPACES) {
            assert!(manifest.text.contains("[workspace]\n"));
            continue;
        }
        for (number, name, rest) in dependencies(&manifest) {
            let from_workspace = rest.starts_with(".workspace = true")
                || (rest.contains("workspace = true") && !rest.contains("version"));
            if !from_workspace {
                findings.push(format!("{}:{number}: {name}{rest}", manifest.path));
            }
        }
    }
    assert_none("a dependency says `workspace = true`", &findings);
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    let findings: Vec<String> = manifests()
        .iter()
        .filter(|manifest| !manifest.text.contains("[lints]\nworkspace = true"))
        .map(|manifest| manifest.path.clone())
        .collect();
    assert_none("crates without `[lints] workspace = true`", &findings);
}

/// Crates in a folder, and the crates of this workspace that they may not depend on.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "shared/",
        &[
            "puente-server",
            "puente-client",
            "puente-native",
            "puente-wasm",
        ],
    ),
    (
        "server/",
        &["puente-client", "puente-native", "puente-wasm"],
    ),
    ("client-sdk/", &["puente-server"]),
    ("client-sdk/Cargo.toml", &["puente-native", "puente-wasm"]),
];

#[test]
fn dependencies_point_one_way() {
    let mut findings = Vec::new();
    for manifest in manifests() {
        for (place, forbidden) in FORBIDDEN {
            if !manifest.is_under(&[place]) {
                continue;
            }
            for (number, name, _) in dependencies(&manifest) {
                if forbidden.contains(&name.as_str()) {
                    findings.push(format!("{}:{number}: {name}", manifest.path));
                }
            }
        }
    }
    assert_none("shared ← client-sdk ← drivers, shared ← server", &findings);
}

#[test]
fn only_the_crates_that_may_use_a_library_depend_on_it() {
    let owners: &[(&str, &[&str])] = &[
        ("actix-web", &["server/"]),
        // The wasm driver only switches on the library's feature for browsers.
        (
            "automerge",
            &[
                "shared/document/",
                "shared/admission/",
                "client-sdk/wasm/",
                "tests/",
            ],
        ),
        ("rusqlite", &["server/", "client-sdk/", "tests/"]),
        // In the wasm everybody would download every language; the app reads the catalogues itself.
        ("puente-texts", &["server/", "client-sdk/native/"]),
        (
            "getrandom",
            &[
                "server/",
                "client-sdk/native/",
                "client-sdk/wasm/",
                "tests/",
            ],
        ),
    ];
    let mut findings = Vec::new();
    for manifest in manifests() {
        for (number, name, _) in dependencies(&manifest) {
            let strays = owners
                .iter()
                .any(|(library, places)| *library == name && !manifest.is_under(places));
            if strays {
                findings.push(format!("{}:{number}: {name}", manifest.path));
            }
        }
    }
    assert_none("a library with a place of its own", &findings);
}
