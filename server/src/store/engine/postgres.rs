//! Runs statements on PostgreSQL. Connecting, its checks and its schema are the matter of `store/postgres/`.

mod database;
mod error;
mod sealed_column;
mod tls;
mod translate;
mod value;

pub(super) use database::Columns;
pub(in crate::store) use database::{Database, this_process};
pub(in crate::store) use error::{is_no_database, lost};
pub(in crate::store) use sealed_column::ColumnKey;
pub(in crate::store) use tls::MakeTls;
pub(super) use translate::translated;
