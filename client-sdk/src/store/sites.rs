//! The server's facts about its sites.

use puente_protocol::sites::Sites;
use puente_record::SiteFacts;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Error;

/// Verified facts, and when the server stated them.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoredSiteFacts {
    /// The server's clock in ms since 1970; `None` when it has stated nothing.
    pub(crate) as_of_ms: Option<i64>,
    pub(crate) at: Vec<SiteFacts>,
}

pub(crate) fn set(conn: &Connection, told: &Sites) -> Result<(), Error> {
    let facts = minicbor::to_vec(&told.at).expect("writing to memory does not fail");
    conn.execute(
        "INSERT OR REPLACE INTO told_sites (one, as_of_ms, facts) VALUES (1, ?1, ?2)",
        params![told.as_of_ms, facts],
    )?;
    Ok(())
}

pub(crate) fn load(conn: &Connection) -> Result<StoredSiteFacts, Error> {
    let mut statement = conn.prepare_cached("SELECT as_of_ms, facts FROM told_sites")?;
    let row: Option<(i64, Vec<u8>)> = statement
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((as_of_ms, facts)) = row else {
        return Ok(StoredSiteFacts::default());
    };
    Ok(StoredSiteFacts {
        as_of_ms: Some(as_of_ms),
        at: minicbor::decode(&facts).map_err(|_| Error::Damaged("told_sites.facts"))?,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::super::migrations::migrate_to;
    use super::load;

    #[test]
    fn a_store_of_before_knows_no_site() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 5).unwrap();
        migrate_to(&mut conn, 6).unwrap();
        let none = load(&conn).unwrap();
        assert_eq!((none.as_of_ms, none.at.len()), (None, 0));
    }
}
