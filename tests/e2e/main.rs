//! The real programs end to end: `puente` and `puente-field`, processes and sockets of this machine.
//!
//! The programs are built when the tests begin, by the cargo that runs them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and then says why"
)]

mod audit;
mod clones;
mod conflicts;
mod console;
mod courier;
#[path = "../../shared/admission/src/tests/crafted.rs"]
#[allow(dead_code, reason = "shared with the tests of admission")]
mod crafted;
mod enrolment;
mod erase;
mod families;
mod flight;
mod foreign;
mod liar;
mod line;
mod lists;
mod log_signer;
mod people;
mod programs;
mod readers;
mod recovery;
mod restore;
mod road;
mod rollback;
mod sites;
#[path = "../../shared/admission/src/tests/table.rs"]
#[allow(dead_code, reason = "shared with the tests of admission")]
mod table;
mod tampering;
mod watch;
#[allow(dead_code, reason = "shared with the tests of faults")]
mod world;
