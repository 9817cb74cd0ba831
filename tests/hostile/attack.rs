//! The attacks, by what they aim at.

mod connections;
mod crowding;
mod decision;
mod listeners;
mod mutants;
mod requests;
mod storage;
mod takeover;
