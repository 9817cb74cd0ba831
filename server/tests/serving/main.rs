//! `puente serve` as a process: started, watched, crowded and told to stop.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod bodies;
#[path = "../../../shared/admission/src/tests/crafted.rs"]
#[allow(dead_code)]
mod crafted;
mod crowd;
#[path = "../devices/database.rs"]
#[allow(dead_code)]
mod database;
mod deploy;
mod figures;
mod floods;
mod forger;
mod hostile;
mod looked;
mod mutants;
#[path = "../../../shared/protocol/tests/mutate.rs"]
mod mutate;
#[path = "../devices/phone.rs"]
#[allow(dead_code)]
mod phone;
mod process;
mod routes;
mod stop;
#[path = "../../../shared/admission/src/tests/table.rs"]
mod table;
#[path = "../devices/world.rs"]
#[allow(dead_code)]
mod world;
