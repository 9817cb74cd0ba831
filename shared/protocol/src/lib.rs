#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod author;
pub mod bundle;
pub mod bytes;
pub mod change;
mod change_state;
pub mod device_log;
pub mod dpop;
pub mod enrolment;
pub mod events;
pub mod exchange;
mod hybrid;
pub mod identity;
pub mod limits;
pub mod page;
pub mod problem;
pub mod segment;
pub mod server_keys;
pub mod sites;
pub mod whole;
mod wire;

pub use change_state::ChangeState;

/// The version of the wire that this crate speaks, the first byte of every exchange.
pub const VERSION: u8 = 1;
