//! The versions of a device's schema, and the step from each to the next.

mod narrow_documents;

use rusqlite::Connection;

use super::people;
use crate::Error;

/// A step to the next schema version: SQL statements, and a function for what SQL cannot do.
struct Migration {
    sql: &'static str,
    finish: fn(&Connection) -> Result<(), Error>,
}

/// Every migration, in order. A released migration is never edited.
const MIGRATIONS: &[Migration] = &[
    Migration::of(include_str!("migrations/0001_first_schema.sql")),
    Migration::of(include_str!("migrations/0002_holders.sql")),
    Migration::of(include_str!("migrations/0003_unknown_device.sql")),
    Migration::of(include_str!("migrations/0004_recovery_key.sql")),
    Migration {
        sql: include_str!("migrations/0005_narrow_documents.sql"),
        finish: narrow_documents::finish,
    },
    Migration::of(include_str!("migrations/0006_told_sites.sql")),
    Migration::of(include_str!("migrations/0007_document_openings.sql")),
    Migration::of(include_str!("migrations/0008_refill.sql")),
    Migration::of(include_str!("migrations/0009_forgotten_holders.sql")),
    Migration::of(include_str!("migrations/0010_earlier_installs.sql")),
    Migration::of(include_str!("migrations/0011_pages_aside.sql")),
    Migration::of(include_str!("migrations/0012_forked_segments.sql")),
    Migration {
        sql: include_str!("migrations/0013_watched_people.sql"),
        finish: people::index_facts,
    },
    Migration::of(include_str!("migrations/0014_roles_for_a_time.sql")),
];

impl Migration {
    const fn of(sql: &'static str) -> Self {
        Self {
            sql,
            finish: |_| Ok(()),
        }
    }
}

/// Applies the migrations that a store lacks, each in a transaction of its own.
///
/// # Errors
/// [`Error::StoreTooNew`] if a later program wrote the store.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), Error> {
    if version(conn)? > MIGRATIONS.len() {
        return Err(Error::StoreTooNew);
    }
    migrate_to(conn, MIGRATIONS.len())
}

/// Applies migrations up to this version.
pub(super) fn migrate_to(conn: &mut Connection, reached: usize) -> Result<(), Error> {
    while version(conn)? < reached {
        let tx = conn.transaction()?;
        // Another program may have made this step while this one waited for its turn.
        let number = version(&tx)?;
        if let Some(migration) = MIGRATIONS.get(number) {
            tx.execute_batch(migration.sql)?;
            (migration.finish)(&tx)?;
            let reached = i64::try_from(number + 1).expect("few migrations");
            tx.pragma_update(None, "user_version", reached)?;
            tx.commit()?;
        }
    }
    Ok(())
}

fn version(conn: &Connection) -> Result<usize, Error> {
    let version = conn.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))?;
    Ok(version.try_into().unwrap_or(0))
}
