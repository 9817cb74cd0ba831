//! Every package that a build uses.

use std::process::Command;

use serde_json::Value;

use crate::rules::root;

/// The packages for one target, or for all targets.
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

/// A string field of a package.
pub(crate) fn text<'p>(package: &'p Value, key: &str) -> &'p str {
    package[key].as_str().unwrap_or_default()
}
