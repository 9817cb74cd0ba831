//! What the database must promise before anything is acknowledged: that a commit is on the disks of two machines.

use crate::store::engine::postgres::Database;
use crate::store::{OpenError, StoreError};

/// Checks that a commit is on a disk and waits for another machine. With `may_lose` it reports what is missing in the
/// program's log instead.
pub(super) fn check(database: &Database, may_lose: bool) -> Result<(), OpenError> {
    let checks = [
        (
            "SELECT (current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on')::text",
            "fsync or full_page_writes is off: a crash damages it",
        ),
        (
            "SELECT (current_setting('synchronous_standby_names') <> '')::text",
            "synchronous_standby_names is empty: no commit waits for a standby",
        ),
    ];
    for (sql, missing) in checks {
        if database.ask(sql)?.as_deref() == Some("true") {
            continue;
        }
        if !may_lose {
            return Err(OpenError::MayLose(missing));
        }
        tracing::warn!(
            missing,
            "what is acknowledged may be lost with the database's machine"
        );
    }
    Ok(())
}

/// Waits until everything that can be read here is on the standby: after a crash of the primary, commits that it had not
/// sent are visible. A write says so, because its own commit waits.
pub(super) fn fence(database: &Database) -> Result<(), StoreError> {
    let write = "SELECT pg_logical_emit_message(true, 'puente', 'fence')";
    database.ask(write).map(drop)
}

/// The timeline of the database: it rises when another machine takes over.
pub(super) fn timeline(database: &Database) -> Result<i64, StoreError> {
    let name = database.ask("SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)")?;
    let number = name.and_then(|name| i64::from_str_radix(&name, 16).ok());
    number.ok_or(StoreError::Damaged("the database has no timeline"))
}
