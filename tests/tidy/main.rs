//! Checks the rules of structure. Exceptions stand beside each rule and only get fewer.
#![forbid(unsafe_code)]

mod boundaries;
mod cycles;
mod length;
mod manifests;
mod names;
mod tree;
mod tuples;
mod words;

/// Fails with every finding, one a line, so that one run shows everything that must be fixed.
fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}
