#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod purpose;
pub mod rights;
pub mod role;
pub mod table;

pub use purpose::{Purpose, UnknownPurpose};
pub use rights::{GRACE_MS, GrantPeriod, Rights};
pub use role::{Role, UnknownRole};
pub use table::{Action, Duty, allows, allows_duty, allows_giving, goes_together};
