//! The server as devices meet it: everything through its exchanges, nothing through its tables.

mod codes;
mod delivery;
mod feeds;
mod forks;
mod phone;
mod quarantine;
mod restarts;
mod scopes;
mod trials;
mod world;
