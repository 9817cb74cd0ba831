//! The real programs end to end: `puente` and `puente-field`, processes and sockets of this machine.
//!
//! The programs are built when the tests begin, by the cargo that runs them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and then says why"
)]

mod conflicts;
mod console;
mod enrolment;
mod families;
mod flight;
mod line;
mod lists;
mod programs;
mod readers;
mod restore;
mod road;
mod watch;
mod world;
