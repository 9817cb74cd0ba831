//! The real programs, killed at random moments, on disks that fill or fail, with files that rot and clocks that
//! jump, against a ledger of what they acknowledged.
//!
//! What a program prints on standard output is an acknowledgement; the test writes it into a ledger on this
//! machine's disk before anything else happens. After each kill, the test starts the program again and asks for
//! everything in the ledger. `PUENTE_SCALE` multiplies the kills. The time of a kill is drawn from a seed
//! (`PUENTE_SEED`); what it hits is not.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, and then says why"
)]

mod calls;
mod clock;
mod device;
mod disk;
mod failing;
mod ledger;
mod line;
mod moment;
#[path = "../e2e/programs.rs"]
mod programs;
#[path = "../e2e/road.rs"]
mod road;
mod rot;
#[path = "../sim/scale.rs"]
#[allow(dead_code, reason = "shared with the simulator")]
mod scale;
mod server;
mod small_disk;
#[path = "../e2e/world.rs"]
#[allow(dead_code, reason = "shared with the end-to-end tests")]
mod world;
