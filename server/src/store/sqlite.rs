//! SQLite's file, encrypted by SQLCipher: opening and its key, settings, the steps from one schema to the next, its
//! checks, the copy, the space that it takes, and a damaged log.

mod check;
mod copy;
mod damaged_log;
mod migrations;
mod open;
mod space;

pub(super) use check::{damage, has_dangling_references};
pub(super) use copy::copy;
pub(super) use damaged_log::{SetAsideLog, set_aside};
pub use open::{SqliteFile, rekey};
pub(super) use open::{another, create, limit_cache, open, reader};
#[cfg(test)]
pub(super) use open::{cache_kib, empty_store, in_memory};
pub(super) use space::space;
