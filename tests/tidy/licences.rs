//! Everything linked in is under a permissive licence, so that a shelter may do with it what it likes.

use std::process::Command;

use serde_json::Value;

use crate::assert_none;
use crate::tree::root;

const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
    "blessing",
];

#[test]
fn every_dependency_is_under_a_permissive_licence() {
    let mut findings: Vec<String> = ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"]
        .iter()
        .flat_map(|target| packages(target))
        .filter_map(|package| {
            let licence = package["license"].as_str().unwrap_or("none given");
            (!is_permissive(licence)).then(|| format!("{}: {licence}", package["name"]))
        })
        .collect();
    findings.sort();
    findings.dedup();
    assert_none("licences that were not agreed on", &findings);
}

fn packages(target: &str) -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            target,
        ])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    assert!(output.status.success(), "cargo metadata failed");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"]
        .as_array()
        .expect("packages are a list");
    assert!(packages.len() > 10, "the workspace has dependencies");
    packages.clone()
}

/// An SPDX expression, as far as crates use them: alternatives of conjunctions. Where parentheses
/// nest them, every licence named has to be permissive.
fn is_permissive(expression: &str) -> bool {
    let is_nested = expression.contains('(');
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    let is_known = |licence: &str| PERMISSIVE.contains(&licence.trim());
    let mut alternatives = expression
        .split(" OR ")
        .map(|alternative| alternative.split(" AND ").all(is_known));
    if is_nested {
        alternatives.all(|permissive| permissive)
    } else {
        alternatives.any(|permissive| permissive)
    }
}
