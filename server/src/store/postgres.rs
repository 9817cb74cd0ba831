//! PostgreSQL beyond the statements: its address, connecting, what it must promise, its schema, the space it takes.

mod address;
mod connect;
mod notice;
mod promise;
mod schema;
mod space;
#[cfg(test)]
mod tests;

pub use address::PostgresServer;
pub(super) use connect::another;
pub(super) use notice::{Heard, Listener};
pub(super) use schema::{create, open};
pub(super) use space::space;
