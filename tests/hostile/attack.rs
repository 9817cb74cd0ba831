//! What is tried, by what it is after.

mod connections;
mod crowding;
mod decision;
mod listeners;
mod mutants;
mod requests;
mod storage;
mod takeover;
