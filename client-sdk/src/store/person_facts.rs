//! The facts of a person in the index for lists: what tells one line from another, and whether somebody must look.

use puente_document::Summary;
use puente_record::{Statements, Value, clean_line};

/// Marks in the column `watch`. A row without any mark is never looked at for the queue.
pub(crate) mod watch {
    /// Some value says that the person needs care now or today.
    pub(crate) const URGENT: u8 = 1;
    /// Some value says that the person came alone, and nobody has noted that the offices for children were told.
    pub(crate) const ALONE: u8 = 2;
}

/// The current values, as stored, of the fields in [`Summary::facts`].
#[derive(Default)]
pub(crate) struct PersonFacts(Vec<(String, String)>);

impl PersonFacts {
    pub(crate) fn of(summary: &Summary) -> Self {
        // In one line each: a line break would begin another fact.
        let facts = summary.facts.iter();
        Self(
            facts
                .map(|(field, text)| (field.clone(), clean_line(text).into_owned()))
                .collect(),
        )
    }

    /// The column `facts`: `<field> <value>` in a line each.
    pub(crate) fn pack(&self) -> String {
        let lines = self.0.iter().map(|(field, text)| format!("{field} {text}"));
        lines.collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn unpack(column: &str) -> Self {
        let facts = column.lines().filter_map(|line| line.split_once(' '));
        Self(
            facts
                .map(|(field, text)| (field.to_owned(), text.to_owned()))
                .collect(),
        )
    }

    fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        let of = self.0.iter().filter(move |(each, _)| each == field);
        of.map(|(_, text)| &**text)
    }

    /// The shown value of a field; empty if there is none.
    pub(crate) fn shown(&self, field: &str) -> String {
        self.all(field).next().unwrap_or_default().to_owned()
    }

    /// The most urgent of the values: until somebody decides, a risk must not be lost by the order of two phones.
    pub(crate) fn urgent(&self) -> String {
        let said: Vec<&str> = self.all("urgent_medical").collect();
        let gravest = ["now", "today"]
            .into_iter()
            .find(|code| said.contains(code));
        gravest.map_or_else(|| self.shown("urgent_medical"), str::to_owned)
    }

    pub(crate) fn watch(&self) -> u8 {
        let mut marks = 0;
        if matches!(&*self.urgent(), "now" | "today") {
            marks |= watch::URGENT;
        }
        let was_noted = self.all("minor.notified_at").next().is_some();
        if !was_noted && self.all("alone").any(|code| code == "alone") {
            marks |= watch::ALONE;
        }
        marks
    }

    /// All values, as input for findings.
    pub(crate) fn statements(&self) -> Statements {
        let mut said = Statements::new();
        for (field, text) in &self.0 {
            said.say(field, Value::from_stored(text));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use puente_document::{Authorship, Basis, Document, Edit};
    use puente_record::id::{DocumentId, SiteId};
    use puente_record::{DocumentKind, Origin};
    use rand_core::SeedableRng as _;
    use rusqlite::{Connection, params};

    use super::super::{migrations::migrate_to, people};
    use super::*;

    fn facts(all: &[(&str, &str)]) -> PersonFacts {
        let owned = all
            .iter()
            .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
        let summary = Summary {
            facts: owned.collect(),
            ..Summary::default()
        };
        PersonFacts::unpack(&PersonFacts::of(&summary).pack())
    }

    #[test]
    fn facts_come_back_as_they_were_kept_and_a_line_break_adds_none() {
        let kept = facts(&[("age", "31"), ("arrival.list", "Bus 7\nalone alone")]);
        assert_eq!(kept.shown("age"), "31");
        assert_eq!(kept.shown("arrival.list"), "Bus 7 alone alone");
        assert_eq!((kept.shown("alone"), kept.watch()), (String::new(), 0));
    }

    #[test]
    fn of_two_answers_the_graver_one_counts() {
        let kept = facts(&[("urgent_medical", "none"), ("urgent_medical", "now")]);
        assert_eq!((&*kept.urgent(), kept.watch()), ("now", watch::URGENT));
        let kept = facts(&[("alone", "with_family"), ("alone", "alone")]);
        assert_eq!(kept.watch(), watch::ALONE);
        let at = ("minor.notified_at", "2026-11-25T10:00:00Z");
        assert_eq!(facts(&[("alone", "alone"), at]).watch(), 0);
    }

    #[test]
    fn a_store_of_version_12_learns_who_is_urgent_among_those_who_are_here() {
        let id = DocumentId::from_bytes([1; 16]);
        let origin = Origin::made(DocumentKind::Core, SiteId::from_bytes([2; 16]), [3; 16]);
        let author = Authorship {
            actor: [4; 16],
            time_ms: 1_795_000_000_000,
            basis: Basis::Told,
            may_resolve: false,
        };
        let edits = [Edit::put("urgent_medical", "now"), Edit::put("age", "34")];
        let mut rng = crate::Rng::seed_from_u64(5);
        let made = Document::create(id, &origin, &author, &edits, &mut rng).unwrap();
        let mut conn = Connection::open_in_memory().unwrap();
        migrate_to(&mut conn, 12).unwrap();
        for (nr, id, saved) in [
            (1, id, made.0.save()),
            (2, DocumentId::from_bytes([9; 16]), vec![0]),
        ] {
            let sql = "INSERT INTO document (nr, id, kind, record, saved) VALUES (?1, ?2, 'core', ?2, ?3)";
            conn.execute(sql, params![nr, id.as_bytes(), saved])
                .unwrap();
            let sql = "INSERT INTO person VALUES (?1, ?2, 'AAAA-AAAA-A', 'Ana', '', '', '', '', 0, 'ana')";
            conn.execute(sql, params![nr, id.as_bytes()]).unwrap();
        }
        migrate_to(&mut conn, 13).unwrap();
        let watched = people::watched(&conn).unwrap();
        assert_eq!(watched.len(), 1);
        let (line, _) = &watched[0];
        let shown = (line.record, &*line.age, &*line.urgent_medical);
        assert_eq!(shown, (id, "34", "now"));
        // A document that does not open leaves its line as it was.
        assert_eq!(people::all(&conn).unwrap().len(), 2);
    }
}
