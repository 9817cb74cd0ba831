//! Every package that a build takes in.

use std::process::Command;

use serde_json::Value;

use crate::rules::root;

/// For one target, or for all there are.
pub(crate) fn packages(target: Option<&str>) -> Vec<Value> {
    let mut metadata = Command::new(env!("CARGO"));
    metadata
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root());
    if let Some(target) = target {
        metadata.args(["--filter-platform", target]);
    }
    let output = metadata.output().expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo metadata failed: {said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"]
        .as_array()
        .expect("packages are a list");
    assert!(packages.len() > 10, "the workspace has dependencies");
    packages.clone()
}

/// A text of a package.
pub(crate) fn text<'p>(package: &'p Value, key: &str) -> &'p str {
    package[key].as_str().unwrap_or_default()
}
