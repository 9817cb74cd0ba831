//! The packages with which the app is built and tested. None of them runs on the server; people download only
//! the runtime of Svelte.
//!
//! Only npm's registry knows whether a package has a known vulnerability: `cargo xtask npm-audit` asks it. The
//! checks here need no network.

use serde_json::Value;

use crate::assert_none;
use crate::licences::is_permissive;
use crate::rules::{list, root};

const LOCKS: [&str; 2] = [
    "client-sdk/web/package-lock.json",
    "tests/browser/package-lock.json",
];

/// Tools of build and tests, with a licence that covers only their own source; no download contains them.
const TOOLS: [(&str, &str); 2] = [
    ("node_modules/axe-core", "MPL-2.0"),
    ("node_modules/lightningcss", "MPL-2.0"),
];

/// What is wrong with a package of a lock file.
fn faults(path: &str, package: &Value, permissive: &[String]) -> Vec<String> {
    let text = |key: &str| package[key].as_str().unwrap_or_default();
    let mut faults = Vec::new();
    let licence = text("license");
    let is_tool = TOOLS
        .iter()
        .any(|(name, of_tool)| path.starts_with(name) && licence == *of_tool);
    if !is_tool && !is_permissive(licence, permissive) {
        faults.push(format!("licence {licence:?}"));
    }
    if !text("integrity").starts_with("sha512-") {
        faults.push("no checksum".into());
    }
    let from = text("resolved");
    if !from.is_empty() && !from.starts_with("https://registry.npmjs.org/") {
        faults.push(format!("from {from}"));
    }
    if package["link"] == true {
        faults.push("a link".into());
    }
    if package["hasInstallScript"] == true {
        faults.push("a script that runs where it is installed".into());
    }
    faults
}

#[test]
fn packages_of_the_app_are_locked_and_permissive_and_run_nothing_of_themselves() {
    let permissive = list("licenses", "allow");
    let mut findings = Vec::new();
    for lock in LOCKS {
        let text = std::fs::read_to_string(root().join(lock)).expect("the lock file is there");
        let lock_file: Value = serde_json::from_str(&text).expect("a lock file is JSON");
        let packages = lock_file["packages"].as_object().expect("packages");
        assert!(packages.len() > 1, "{lock}");
        for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
            for fault in faults(path, package, &permissive) {
                findings.push(format!("{lock}: {path}: {fault}"));
            }
        }
    }
    assert_none("packages of the app", &findings);
}

#[test]
fn a_package_that_came_another_way_is_found() {
    let permissive = vec!["MIT".to_owned()];
    let good = serde_json::json!({ "license": "MIT", "integrity": "sha512-x" });
    assert!(faults("node_modules/a", &good, &permissive).is_empty());
    for (key, value) in [
        ("license", serde_json::json!("GPL-3.0")),
        ("license", serde_json::json!("MPL-2.0")),
        ("license", Value::Null),
        ("integrity", serde_json::json!("sha1-x")),
        ("integrity", Value::Null),
        ("resolved", serde_json::json!("git+ssh://somebody")),
        ("link", serde_json::json!(true)),
        ("hasInstallScript", serde_json::json!(true)),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert_eq!(
            faults("node_modules/a", &bad, &permissive).len(),
            1,
            "{key}"
        );
    }
}
