//! What is linked in and built with: under which licences, from where, and with which known faults. The rules stand
//! in `deny.toml`, the known faults in `deploy/advisories`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stderr, reason = "a test says what it looked at")]

mod advisories;
mod licences;
mod npm;
mod packages;
mod rules;
mod sources;

/// Fails with every finding, one a line, so that one run shows all there is to mend.
fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}
