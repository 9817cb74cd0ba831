//! Texts that the app keeps.

use rusqlite::{Connection, params};

use crate::Error;

/// A text that the app keeps.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Kept"))]
pub struct AppItem {
    /// The app's key for it.
    pub key: String,
    /// The text, in a form that only the app knows.
    pub value: String,
    /// When it was stored, by this device's clock in ms since 1970.
    pub time_ms: i64,
}

impl std::fmt::Debug for AppItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept")
            .field("key", &self.key)
            .finish_non_exhaustive()
    }
}

pub(crate) fn put(conn: &Connection, key: &str, value: &str, time_ms: i64) -> Result<(), Error> {
    let mut statement = conn
        .prepare_cached("INSERT OR REPLACE INTO kept (key, value, time_ms) VALUES (?1, ?2, ?3)")?;
    statement.execute(params![key, value, time_ms])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, key: &str) -> Result<(), Error> {
    let mut statement = conn.prepare_cached("DELETE FROM kept WHERE key = ?1")?;
    statement.execute([key])?;
    Ok(())
}

/// Replaces an id by another in all keys and texts of the app.
pub(crate) fn rename(conn: &Connection, from: &str, to: &str) -> Result<(), Error> {
    let mut statement = conn.prepare_cached(
        "UPDATE kept SET key = replace(key, ?1, ?2), value = replace(value, ?1, ?2)
         WHERE instr(key, ?1) > 0 OR instr(value, ?1) > 0",
    )?;
    statement.execute([from, to])?;
    Ok(())
}

/// Does a key or a text of the app contain this id?
pub(crate) fn mentions(conn: &Connection, id: &str) -> Result<bool, Error> {
    let mut statement =
        conn.prepare_cached("SELECT 1 FROM kept WHERE instr(key, ?1) > 0 OR instr(value, ?1) > 0")?;
    Ok(statement.exists([id])?)
}

pub(crate) fn begins(conn: &Connection, prefix: &str) -> Result<Vec<AppItem>, Error> {
    let mut statement = conn.prepare_cached(
        "SELECT key, value, time_ms FROM kept WHERE substr(key, 1, length(?1)) = ?1 ORDER BY time_ms DESC, key",
    )?;
    let rows = statement.query_map([prefix], |row| {
        Ok(AppItem {
            key: row.get(0)?,
            value: row.get(1)?,
            time_ms: row.get(2)?,
        })
    })?;
    rows.collect::<Result<_, _>>().map_err(Error::from)
}
