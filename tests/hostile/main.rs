//! A hostile client against the real server: it knows ids, old heads and lists, speaks the wire with an encoder of its
//! own, and tries what an enrolled volunteer, a stranger or a carrier could. An honest phone works beside it all the
//! time; each attack ends by asking whether anything of that was lost, and prints what it cost.
//!
//! `PUENTE_SCALE` multiplies the inputs, `PUENTE_SEED` gives others of the same kind.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test fails by panicking, and then says why"
)]

#[path = "../e2e/programs.rs"]
mod programs;

mod attack;
mod http;
mod phone;
mod scene;
mod target;
mod wire;
