//! Backups.

pub mod age;
