//! The rest of migration 5, see 0005_narrow_documents.sql: joins what was a row for each change and each word.

use puente_record::id::{ChangeHash, DocumentId};
use rusqlite::{Connection, params};

use super::super::authors::{Authorships, WrittenByProof};
use super::super::{id_column, people};
use crate::Error;

pub(super) fn finish(conn: &Connection) -> Result<(), Error> {
    gather_authors(conn)?;
    people::index_words(conn)?;
    Ok(conn.execute_batch("DROP TABLE change_author")?)
}

fn gather_authors(conn: &Connection) -> Result<(), Error> {
    let mut update = conn.prepare("UPDATE document SET authors = ?2 WHERE id = ?1")?;
    let mut put = |document: DocumentId, written: &Authorships| {
        update.execute(params![document.as_bytes(), written.pack()])
    };
    let mut statement = conn.prepare(
        "SELECT document, change, author, proven_by_ms FROM change_author ORDER BY document",
    )?;
    let rows = statement.query_map([], |row| {
        let change = id_column!(row, 1, ChangeHash)?;
        Ok((
            id_column!(row, 0, DocumentId)?,
            (change, row.get(2)?, row.get(3)?),
        ))
    })?;
    let mut gathered: Option<(DocumentId, Authorships)> = None;
    for row in rows {
        let (document, (change, author, proven_by_ms)) = row?;
        if let Some((before, written)) = gathered.take_if(|(before, _)| *before != document) {
            put(before, &written)?;
        }
        let (_, written) = gathered.get_or_insert_with(|| (document, Authorships::default()));
        let proof = WrittenByProof {
            arrived_ms: proven_by_ms,
            received_ms: None,
            vouch: None,
        };
        written.add_unknown(change, author, proof);
    }
    if let Some((document, written)) = gathered {
        put(document, &written)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use puente_record::id::{ChangeHash, DocumentId, SiteId};
    use rusqlite::{Connection, params};

    use super::super::super::{authors::Authorships, documents, people};
    use super::super::migrate_to;

    const CORE: DocumentId = DocumentId::from_bytes([1; 16]);
    const CONTACT: DocumentId = DocumentId::from_bytes([2; 16]);
    const ALONE: DocumentId = DocumentId::from_bytes([3; 16]);
    const ELSEWHERE: DocumentId = DocumentId::from_bytes([4; 16]);
    const HERE: SiteId = SiteId::from_bytes([8; 16]);
    const THERE: SiteId = SiteId::from_bytes([9; 16]);

    /// A store of version 4 with a person, the contact document of that record, and one of a record whose core
    /// is elsewhere.
    fn of_version_4() -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 4).unwrap();
        for (id, kind, record) in [
            (CORE, "core", CORE),
            (CONTACT, "contact", CORE),
            (ALONE, "contact", ELSEWHERE),
        ] {
            let (id, record) = (id.as_bytes(), record.as_bytes());
            let sql = "INSERT INTO document (id, kind, record, branch, revision, saved, doubted)
                VALUES (?1, ?2, ?3, 2, 7, x'00', ?2 = 'contact')";
            conn.execute(sql, params![id, kind, record]).unwrap();
        }
        for site in [THERE, HERE] {
            let row = params![CORE.as_bytes(), site.as_bytes()];
            let sql = "INSERT INTO record_site (record, site) VALUES (?1, ?2)";
            conn.execute(sql, row).unwrap();
        }
        let sql =
            "INSERT INTO person VALUES (?1, 'AAAA-AAAA-A', 'Ana María', 'Núñez', '', 'F', '', 1)";
        conn.execute(sql, [CORE.as_bytes()]).unwrap();
        for key in ["wana", "wmaria", "wnunez", "sAN"] {
            let sql = "INSERT INTO name_key (key, record) VALUES (?1, ?2)";
            conn.execute(sql, params![key, CORE.as_bytes()]).unwrap();
        }
        for (id, site) in [(5, HERE), (6, THERE)] {
            let sql =
                "INSERT INTO author (id, account, device, name, site) VALUES (?1, ?2, ?2, 'N', ?2)";
            conn.execute(sql, params![id, site.as_bytes()]).unwrap();
        }
        for (document, change, author, proven) in [
            (CORE, 1_u8, 5, None),
            (CORE, 2, 5, Some(70)),
            (CORE, 3, 6, Some(70)),
            (ALONE, 1, 6, Some(80)),
        ] {
            let row = params![document.as_bytes(), [change; 32], author, proven];
            conn.execute("INSERT INTO change_author VALUES (?1, ?2, ?3, ?4)", row)
                .unwrap();
        }
        conn
    }

    #[test]
    fn a_store_of_version_4_keeps_what_it_knew() {
        let mut conn = of_version_4();
        // Rows are read as of today.
        migrate_to(&mut conn, 13).unwrap();
        let core = documents::load(&conn, CORE).unwrap().unwrap();
        assert_eq!(
            (core.branch, core.revision, &core.saved[..]),
            (2, 7, &[0][..])
        );
        let held = documents::held_of(&conn, CORE).unwrap();
        let doubts: Vec<_> = held
            .iter()
            .map(|(id, _, doubted)| (*id, *doubted))
            .collect();
        assert_eq!(doubts, [(CORE, false), (CONTACT, true)]);
        assert_eq!(documents::scope(&conn, CORE).unwrap(), [HERE, THERE]);
        // Since version 7 an id proves where a record is whose core is elsewhere; these ids prove nothing.
        assert_eq!(documents::scope(&conn, ELSEWHERE).unwrap(), []);
        assert!(core.opening.is_none() && core.origin().is_err());
        let written = Authorships::of(&conn, CORE).unwrap();
        for (change, site, proven_by_ms) in
            [(1, HERE, None), (2, HERE, Some(70)), (3, THERE, Some(70))]
        {
            let wrote = written.wrote(&conn, CORE, ChangeHash::from_bytes([change; 32]));
            let wrote = wrote.unwrap().unwrap();
            assert_eq!(
                (wrote.author.site, wrote.proven_by_ms),
                (site, proven_by_ms)
            );
        }
        for text in ["ANA nu", "Nuñes", "maria"] {
            let found = people::find(&conn, text, 5).unwrap();
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].record, &*found[0].given), (CORE, "Ana María"));
        }
    }

    #[test]
    fn the_names_of_whoever_left_are_gone() {
        let mut conn = of_version_4();
        // Rows are purged as of today.
        migrate_to(&mut conn, 17).unwrap();
        let rows = |table| {
            let sql = format!("SELECT count(*) FROM {table}");
            conn.query_row(&sql, [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!((rows("name_word"), rows("name_sound")), (3, 3));
        documents::purge(&conn, CORE).unwrap();
        assert_eq!(
            (rows("name_word"), rows("name_sound"), rows("person")),
            (0, 0, 0)
        );
    }
}
