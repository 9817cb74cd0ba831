//! The versions of the schema, and the step from each to the next.

use rusqlite::Connection;

/// Every migration, in order. A released migration is never edited.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_first_schema.sql"),
    include_str!("../migrations/0002_sealed_bodies.sql"),
    include_str!("../migrations/0003_received_times.sql"),
    include_str!("../migrations/0004_site_facts.sql"),
    include_str!("../migrations/0005_proven_sites.sql"),
    include_str!("../migrations/0006_packed_items.sql"),
    include_str!("../migrations/0007_vouches.sql"),
    include_str!("../migrations/0008_retries.sql"),
    include_str!("../migrations/0009_roles_for_a_time.sql"),
    include_str!("../migrations/0010_confirmations.sql"),
];

/// Makes the whole schema in an empty file, within the caller's transaction.
pub(super) fn apply_all(connection: &Connection) -> Result<(), rusqlite::Error> {
    for (index, migration) in MIGRATIONS.iter().enumerate() {
        apply(connection, index, migration)?;
    }
    Ok(())
}

fn apply(connection: &Connection, index: usize, sql: &str) -> Result<(), rusqlite::Error> {
    connection.execute_batch(sql)?;
    connection.pragma_update(None, "user_version", index as i64 + 1)
}

/// The version of the schema; 0 of an empty file.
pub(super) fn version(connection: &Connection) -> Result<i64, rusqlite::Error> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Applies the migrations that a store lacks, each in a transaction of its own.
pub(super) fn migrate(connection: &Connection, from: usize) -> Result<(), rusqlite::Error> {
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(from) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let step =
            apply(connection, index, migration).and_then(|()| connection.execute_batch("COMMIT"));
        if step.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        step?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine;
    use crate::store::engine::sqlite::Database;
    use crate::store::row_id::{DeviceRowId, RecordRowId};
    use crate::store::{quota, record, site};

    /// A store as this earlier version left it.
    fn of_version(version: usize) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        for (index, migration) in MIGRATIONS.iter().enumerate().take(version) {
            apply(&connection, index, migration).unwrap();
        }
        connection
    }

    /// As the store reads it.
    fn handle(connection: Connection) -> engine::Connection {
        engine::Connection::new(Database::new(connection).unwrap())
    }

    #[test]
    fn sites_of_before_have_no_zone_and_no_numbers_and_are_open() {
        let connection = of_version(3);
        let sql = "INSERT INTO site(id, name, kind) VALUES (randomblob(16), 'Garita', 'crossing')";
        connection.execute_batch(sql).unwrap();
        migrate(&connection, 3).unwrap();
        let sites = site::list(&handle(connection)).unwrap();
        let facts = &sites[0].facts;
        assert_eq!((facts.name.as_str(), &facts.zone), ("Garita", &None));
        assert!(facts.is_open && facts.dif_phones.is_empty() && facts.attorney_phones.is_empty());
    }

    #[test]
    fn records_of_version_4_keep_their_sites_and_were_nowhere_that_an_id_proves() {
        let connection = of_version(4);
        let before = "INSERT INTO site(id, name, kind) VALUES (zeroblob(16), 'Norte', 'crossing');
             INSERT INTO record(id, fallback_site) VALUES (zeroblob(16), 1);
             INSERT INTO record_key(record, key) VALUES (1, zeroblob(32));
             INSERT INTO record_site(record, site) VALUES (1, 1);";
        connection.execute_batch(before).unwrap();
        migrate(&connection, 4).unwrap();
        assert_eq!(version(&connection).unwrap(), MIGRATIONS.len() as i64);
        let record = record::load(&handle(connection), &[RecordRowId::new(1)])
            .unwrap()
            .remove(0);
        assert_eq!((record.sites.len(), record.ever), (1, Vec::new()));
    }

    #[test]
    fn what_was_brought_before_is_not_packed_and_uses_up_no_share() {
        let connection = Connection::open_in_memory().unwrap();
        for (index, migration) in MIGRATIONS[..5].iter().enumerate() {
            apply(&connection, index, migration).unwrap();
        }
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        let sql = "INSERT INTO segment_item VALUES (1, 0, 1, x'00')";
        connection.execute_batch(sql).unwrap();
        migrate(&connection, 5).unwrap();
        let packed = "SELECT packed FROM segment_item";
        let packed: i64 = connection.query_row(packed, [], |row| row.get(0)).unwrap();
        assert_eq!(packed, 0);
        let rests_ms = quota::rests_ms(&handle(connection), DeviceRowId::new(1), 1_000).unwrap();
        assert_eq!(rests_ms, 0);
    }

    #[test]
    fn a_database_of_version_6_has_no_forks_and_no_word_on_its_documents_yet() {
        let connection = of_version(6);
        let of_version_6 = "INSERT INTO site(nr, id) VALUES (1, zeroblob(16));
            INSERT INTO device(nr, id, key, site, enrolled_ms) VALUES (1, zeroblob(16), zeroblob(32), 1, 5);
            INSERT INTO record(nr, id) VALUES (1, zeroblob(16));
            INSERT INTO document(id, record, version, kind, saved) VALUES (zeroblob(16), 1, 3, 0, x'00')";
        connection.execute_batch(of_version_6).unwrap();
        migrate(&connection, 6).unwrap();
        let found = connection.query_row(
            "SELECT d.version, d.vouch, v.forks, v.forked_ms FROM document d, device v",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        );
        let found: (i64, Option<Vec<u8>>, i64, Option<i64>) = found.unwrap();
        assert_eq!(found, (3, None, 0, None));
    }
}
