//! The server as devices meet it: the tests use its exchanges only, never its tables.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod beginnings;
mod beside;
mod brought;
mod codes;
mod crowd;
#[allow(dead_code)]
mod database;
mod delivery;
mod erasure;
mod feeds;
#[path = "../serving/forger.rs"]
#[allow(dead_code)]
mod forger;
mod forks;
mod phone;
mod pointers;
mod quarantine;
mod recovery;
mod restarts;
mod scopes;
mod shares;
mod speed;
mod times;
mod trials;
mod volume;
mod world;
