//! The simulator: devices, a server, their disks and the network between them, in one process, from one seed.
//!
//! Nothing here opens a socket, reads a clock or sleeps. Everything that goes wrong is drawn from a seeded
//! generator, so a failing run is a number with which anybody can repeat it:
//!
//! ```text
//! PUENTE_SEED=1234 cargo test -p puente-tests --test sim
//! ```
//!
//! `PUENTE_SCALE` multiplies the number of runs; 1 takes about a minute.

mod disk;
mod net;
mod scale;
mod world;
