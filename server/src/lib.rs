#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod administration;
pub mod admission;
mod code;
mod enrol;
pub mod entropy;
mod exchange;
mod listeners;
pub mod server;
pub mod store;

pub use admission::Trial;
pub use exchange::{Emit, Gone};
pub use listeners::Subscription;
pub use server::Server;
pub use store::{Disk, OpenError, StoreError};
