//! What is tried, by what it is after.

mod connections;
mod crowding;
mod decision;
mod requests;
mod storage;
mod takeover;
