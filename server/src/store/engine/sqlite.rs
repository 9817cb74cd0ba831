//! Runs statements on SQLite. Its file is the matter of `store/sqlite/`.

mod database;
mod error;
mod translate;

pub(super) use database::Columns;
pub(in crate::store) use database::Database;
pub(super) use translate::translated;
