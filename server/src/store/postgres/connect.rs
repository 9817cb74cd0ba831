//! Opens connections.

use std::path::Path;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::NoTls;

use super::address::PostgresServer;
use super::promise;
use crate::store::StoreError;
use crate::store::engine::Connection;
use crate::store::engine::postgres::{ColumnKey, Database, MakeTls, lost};

/// How long a host may take to answer, and to confirm what was sent to it.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A line on which nothing came for so long is tested.
pub(super) const KEEPALIVE: Duration = Duration::from_secs(10);

/// A write waits 10 s for another process, as on SQLite. A process that stops in the middle of a write keeps the others
/// from writing for a minute at most. Statements are short and repeated: one plan for all values.
const SETTINGS: &str = "SET synchronous_commit = on; SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '60s'; SET jit = off; SET plan_cache_mode = force_generic_plan;
    SET client_min_messages = warning";

/// A connection without any check.
pub(super) fn unchecked(server: &PostgresServer) -> Result<Database, StoreError> {
    let runtime = runtime()?;
    let settings = (ColumnKey::of(&server.key), server.may_lose);
    let database = match &server.authority {
        None => {
            let (client, connection) = runtime.block_on(server.config.connect(NoTls))?;
            Database::new(runtime, client, connection, settings)
        }
        Some(authority) => {
            let tls = tls(authority)?;
            let (client, connection) = runtime.block_on(server.config.connect(tls))?;
            Database::new(runtime, client, connection, settings)
        }
    };
    database.ask(SETTINGS)?;
    Ok(database)
}

/// Another connection to a database that is open. It is fenced before anybody reads from it.
pub(in crate::store) fn another(server: &PostgresServer) -> Result<Connection, StoreError> {
    let database = unchecked(server)?;
    promise::fence(&database)?;
    Ok(database.into())
}

pub(super) fn runtime() -> Result<Runtime, StoreError> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|_| lost("no runtime for a connection"))
}

pub(super) fn tls(authority: &Path) -> Result<MakeTls, StoreError> {
    MakeTls::trusting(authority)
        .ok_or_else(|| lost("the certificates of the authority do not read"))
}
