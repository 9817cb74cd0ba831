#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod administration;
pub mod audit;
pub mod backup;
pub mod command;
mod counters;
mod enrol;
pub mod entropy;
mod exchange;
mod figures;
mod folder;
pub mod http;
mod limits;
mod lineage;
mod listeners;
mod one_time_code;
pub mod rate_limit;
pub mod rebuild;
pub mod reconcile;
pub mod server;
pub mod session;
mod shared_rng;
pub mod store;
pub mod tombstones;
pub mod trial;
mod zones;

pub use exchange::{
    AuthenticRequest, Emit, ExchangeError, Exchanges, ListenerGone, Recovered, RecoverySecret,
    ReplyStream,
};
pub use limits::Limits;
pub use lineage::LineageFiles;
pub use listeners::{KnownListener, Subscription};
pub use server::Server;
#[cfg(test)]
extern crate self as puente_server;

#[cfg(test)]
#[path = "../tests/devices/database.rs"]
#[allow(
    dead_code,
    clippy::unwrap_used,
    reason = "the tests of a folder share it"
)]
mod test_database;

pub use store::{DatabaseLocation, OpenError, PostgresServer, SqliteFile, StoreError};
pub use trial::TrialRunner;
