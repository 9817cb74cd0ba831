//! `puente serve` as a process: started, watched, crowded and told to stop.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod crowd;
mod figures;
#[path = "../devices/phone.rs"]
#[allow(dead_code)]
mod phone;
mod process;
mod stop;
#[path = "../devices/world.rs"]
#[allow(dead_code)]
mod world;
