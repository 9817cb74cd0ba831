//! A hostile client against the real server. It knows ids, old heads and lists, speaks the wire with an encoder
//! of its own, and tries what an enrolled volunteer, a stranger or a carrier could. An honest phone works
//! beside it all the time. Each attack ends with a check whether anything of the honest phone was lost, and
//! prints what the attack cost.
//!
//! `PUENTE_SCALE` multiplies the inputs, `PUENTE_SEED` selects other inputs of the same kind.

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
