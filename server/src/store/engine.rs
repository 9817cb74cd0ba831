//! The statement handle: the only way in which the store talks to a database.
//!
//! A function of the store writes its statement with [`sql!`] or [`sql_file!`] in the subset of SQL that SQLite and
//! PostgreSQL share, and runs it on a [`Connection`], which is always inside a transaction or a snapshot. It never
//! holds a statement or an open row, and runs no other statement while it reads rows. Columns that must not lie in plain
//! text where the files are not encrypted are written as a [`Secret`] and read with `secret`. Which engine runs it is known below `engine/` alone; what only SQLite has
//! (its file, key, settings, integrity check and copy) is in `store/sqlite/`.
//!
//! The subset: `ON CONFLICT` instead of `INSERT OR`, `IS [NOT] DISTINCT FROM` instead of `IS`, a name for every
//! subquery, `CAST(sum(x) AS BIGINT)`, every column that is not aggregated in `GROUP BY`, parameters instead of blob
//! literals, `ORDER BY` wherever the order matters, `CROSS JOIN … ON` where SQLite is to read the tables in this order, and `ids(?1)` or `numbers(?1)` for an array.

mod connection;
mod error;
pub(super) mod postgres;
mod row;
mod sql;
pub(super) mod sqlite;
#[cfg(test)]
mod tests;
mod transaction;
mod value;

pub use connection::Connection;
pub(super) use connection::Database;
pub use error::EngineError;
pub(super) use row::ResultRow;
pub(super) use sql::{Sql, sql, sql_file};
pub(super) use value::{FromValue, Ids, Numbers, Secret, ToValue, Value};
