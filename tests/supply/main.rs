//! What is linked in and built with: its licences, sources and known vulnerabilities. The rules are in
//! `deny.toml`, the known vulnerabilities in `deploy/advisories`.
#![forbid(unsafe_code)]
#![allow(clippy::print_stderr, reason = "a test says what it looked at")]

mod advisories;
mod licences;
mod npm;
mod packages;
mod rules;
mod sources;

/// Fails with every finding, one a line, so that one run shows everything that must be fixed.
fn assert_none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}:\n{}", findings.join("\n"));
}
