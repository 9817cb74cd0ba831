//! The sync engine against a server that responds as a test decides.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

mod beginnings;
mod broken;
mod claims;
#[path = "../../../shared/admission/src/tests/crafted.rs"]
#[allow(dead_code)]
mod crafted;
mod displaced;
mod dormant;
mod early;
mod erased;
mod garbage;
mod grants;
mod history;
mod holders;
mod left_out;
mod lives;
mod log;
mod pages;
mod paper;
mod recovery;
mod run;
mod scene;
mod sites;
mod together;
mod verdicts;
