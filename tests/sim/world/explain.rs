//! For people who examine a failing run: what both sides have of a document.

use puente_document::Document;
use puente_record::id::DocumentId;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::books;
use super::pocket::Pocket;

/// Every row of a query as one line.
pub(super) fn rows(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).expect("the schema is known");
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| {
        let shown = (0..columns).map(|column| match row.get(column) {
            Ok(Value::Text(text)) => text,
            Ok(Value::Integer(number)) => number.to_string(),
            Ok(Value::Null) => "-".to_owned(),
            other => format!("{other:?}"),
        });
        Ok(shown.collect::<Vec<_>>().join(" "))
    });
    let rows = rows.expect("the disk is readable");
    rows.map(|row| row.expect("the disk is readable")).collect()
}

/// What the server and a phone have of a document: changes, feeds, journal.
pub(super) fn document(db: &Connection, pocket: &Pocket, id: DocumentId) -> String {
    let mine = pocket.documents().remove(&id);
    let mut lines = on_server(db, mine.as_ref(), id);
    lines.extend(on_phone(mine.as_ref()));
    lines.extend(pocket.about(id));
    lines.join("\n")
}

/// What the server has of a document, and of its changes, whether this phone has them.
pub(super) fn on_server(db: &Connection, mine: Option<&Document>, id: DocumentId) -> Vec<String> {
    let mut lines = vec![format!(
        "document {id}: changes on the server, and whether the phone has them"
    )];
    if let Some(kept) = books::documents(db).get(&id) {
        for line in kept.document.history() {
            let has = mine.is_some_and(|mine| mine.has(line.change));
            let deps: Vec<String> = line
                .deps
                .iter()
                .map(|dep| dep.to_string()[..6].to_owned())
                .collect();
            let writes: Vec<String> = line
                .edits
                .iter()
                .map(|edit| {
                    let value = edit.value.as_ref().and_then(|value| value.to_stored().ok());
                    format!("{}={}", edit.key, value.unwrap_or_default())
                })
                .collect();
            lines.push(format!(
                "  {} {has} after {deps:?}: {writes:?}",
                &line.change.to_string()[..6]
            ));
        }
    }
    lines.push("kept or waiting on the server: change, state, row, device, reason".to_owned());
    lines.extend(rows(
        db,
        &format!(
            "SELECT lower(substr(hex(c.hash), 1, 6)), c.state, c.nr, (SELECT device FROM author WHERE nr = c.author),
                 (SELECT group_concat(state || ' ' || reason) FROM verdict v WHERE v.change = c.nr) FROM change c
             JOIN document d ON d.nr = c.document WHERE lower(hex(d.id)) = '{id}' AND c.state <> 0"
        ),
    ));
    lines.push("feeds: site, device, kind, next, seq, what, change, origin".to_owned());
    lines.extend(rows(
        db,
        &format!(
            "SELECT lower(hex(s.id)), f.device, f.kind, f.next_seq, r.seq, r.kind, lower(substr(hex(c.hash), 1, 6)), r.origin
             FROM feed_row r JOIN feed f ON f.nr = r.feed LEFT JOIN site s ON s.nr = f.site
             JOIN document d ON d.nr = r.document LEFT JOIN change c ON r.kind = 0 AND c.nr = r.row
             WHERE lower(hex(d.id)) = '{id}' ORDER BY r.feed, r.seq"
        ),
    ));
    lines.push("streamed to newcomers at".to_owned());
    lines.extend(rows(
        db,
        &format!(
            "SELECT lower(hex(s.id)), sd.kind FROM site_document sd JOIN site s ON s.nr = sd.site
             JOIN document d ON d.nr = sd.document WHERE lower(hex(d.id)) = '{id}'"
        ),
    ));
    lines.push("sites of its record on the server".to_owned());
    lines.extend(rows(
        db,
        &format!(
            "SELECT lower(hex(s.id)) FROM record_site rs JOIN site s ON s.nr = rs.site
             JOIN document d ON d.record = rs.record WHERE lower(hex(d.id)) = '{id}'"
        ),
    ));
    lines.push("installs on the server: row, id, next".to_owned());
    lines.extend(rows(db, "SELECT nr, lower(hex(id)), next_n FROM install"));
    lines
}

pub(super) fn on_phone(document: Option<&Document>) -> Vec<String> {
    let lines = document.into_iter().flat_map(Document::history);
    let lines = lines.map(|line| {
        let deps = line.deps.iter().map(|dep| dep.to_string()[..6].to_owned());
        let change = line.change.to_string();
        format!(
            "on the phone {} after {:?}",
            &change[..6],
            deps.collect::<Vec<_>>()
        )
    });
    lines.collect()
}
