#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod role;
pub mod table;

pub use role::{Role, UnknownRole};
pub use table::{Action, Duty, allows, allows_duty};
