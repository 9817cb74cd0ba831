//! The rules of structure that a tool can check. Exceptions stand beside each rule and only shrink.
#![forbid(unsafe_code)]

mod boundaries;
mod cycles;
mod length;
mod manifests;
mod names;
mod tree;
mod words;

/// Fails with every finding, one a line, so that one run shows all there is to mend.
fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}
