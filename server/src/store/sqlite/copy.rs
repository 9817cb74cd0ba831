//! Copies the database into a new file, in one read while others write.

use std::path::Path;

use zeroize::Zeroizing;

use super::SqliteFile;
use super::open::{another, create};
use crate::store::engine::Connection;
use crate::store::{OpenError, StoreError};

/// Copies all tables but `left_out` into a new file with the same key, and calls `read` on the snapshot that is
/// copied. The copy is complete however many write meanwhile, and nobody waits for it. A partial copy is worthless.
pub(in crate::store) fn copy<T>(
    disk: &SqliteFile,
    to: &Path,
    left_out: &[&str],
    read: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, OpenError> {
    let target = SqliteFile {
        path: to.to_owned(),
        vfs: None,
        key: disk.key.clone(),
    };
    drop(create(&target, |_| Ok(()))?);
    let connection = another(disk)?;
    let key = Zeroizing::new(format!("x'{}'", data_encoding::HEXLOWER.encode(&*disk.key)));
    let database = connection.sqlite().raw();
    database.execute(
        "ATTACH DATABASE ?1 AS copy KEY ?2",
        (to.to_string_lossy(), &*key),
    )?;
    // An unfinished copy is worthless, so it needs no journal, and is flushed only when it is complete.
    database.execute_batch(
        "PRAGMA copy.journal_mode = DELETE; PRAGMA copy.synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN",
    )?;
    copy_tables(database, left_out)?;
    // Statements of the store mean the original, which comes before what is attached.
    let read = read(&connection)?;
    database.execute_batch("COMMIT; DETACH DATABASE copy")?;
    Ok(read)
}

fn copy_tables(database: &rusqlite::Connection, left_out: &[&str]) -> Result<(), rusqlite::Error> {
    let mut statement = database.prepare(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let mut tables: Vec<String> = names.collect::<Result<_, _>>()?;
    tables.retain(|name| !left_out.contains(&name.as_str()));
    // Numbers that are never used twice continue.
    tables.push("sqlite_sequence".into());
    for name in tables {
        database.execute_batch(&format!(
            "DELETE FROM copy.{name}; INSERT INTO copy.{name} SELECT * FROM main.{name}"
        ))?;
    }
    Ok(())
}
