#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod administration;
pub mod audit;
pub mod backup;
#[cfg(test)]
mod body_schema;
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
pub use store::{DatabaseLocation, OpenError, StoreError};
pub use trial::TrialRunner;
