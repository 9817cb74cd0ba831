//! A part of a list: one document with up to `PART_ROWS_MAX` rows.

use std::collections::BTreeMap;

use puente_document::{Document, DocumentReading, Edit};
use puente_policy::Action;
use puente_record::field::FieldShape;
use puente_record::id::{DocumentId, EntryId, ListId, SiteId};
use puente_record::list::{
    ADDED_PART, ERASED, LISTED_PAPERS, PORTION, ROW, paper_of, part_of, part_with, row_of,
};
use puente_record::{Compartment, DocumentKind, Field, Moment, Opening, Value, field};
use rusqlite::Connection;

use crate::Error;
use crate::store::{documents, enrolment};
use crate::write::WriteContext;

/// A part as it is in this store.
pub(super) struct ListPart {
    /// Its document.
    pub(super) id: DocumentId,
    /// The site where it was founded, and its list.
    pub(super) site: SiteId,
    pub(super) list: ListId,
    /// The number of the part, from 0.
    pub(super) number: u32,
    pub(super) reading: DocumentReading,
}

/// Separates the members of a set in one value. No member in a list's cell contains it.
const MEMBERS: char = '\n';

impl ListPart {
    /// `None` when the document is not here or is not a part of a list.
    pub(super) fn load(conn: &Connection, id: DocumentId) -> Result<Option<Self>, Error> {
        let row = documents::load(conn, id)?;
        let row = row.filter(|row| row.kind.is_list() && !row.saved.is_empty());
        let Some(row) = row else {
            return Ok(None);
        };
        // A list whose id does not follow from its content has no rows of ours.
        let Some(Opening::Listed { site, list, number }) = row.opening else {
            return Ok(None);
        };
        let document: Document = row.open()?;
        Ok(Some(Self {
            id,
            site,
            list,
            number,
            reading: document.read(),
        }))
    }

    /// Another part of the same list; `None` when it is not here.
    pub(super) fn load_other_part(
        &self,
        conn: &Connection,
        part: u32,
    ) -> Result<Option<Self>, Error> {
        Self::load(conn, part_of(self.site, self.list, part))
    }

    /// The part of a list that contains a place.
    pub(super) fn with(conn: &Connection, list: DocumentId, place: u32) -> Result<Self, Error> {
        let first = Self::load(conn, list)?.ok_or(Error::NoSuchList)?;
        let part = match part_with(place) {
            0 => Some(first),
            part => first.load_other_part(conn, part)?,
        };
        part.ok_or(Error::NoSuchList)
    }

    /// All parts of a list on this device.
    pub(super) fn all(conn: &Connection, list: DocumentId) -> Result<Vec<Self>, Error> {
        let mut parts: Vec<Self> = Vec::new();
        let mut count = 1;
        while let Ok(part) = u32::try_from(parts.len()) {
            let found = match parts.first() {
                _ if part >= count => None,
                None => Self::load(conn, list)?,
                Some(first) => first.load_other_part(conn, part)?,
            };
            let Some(found) = found else {
                break;
            };
            count = found
                .number("rows")
                .unwrap_or(0)
                .div_ceil(puente_record::list::PART_ROWS_MAX);
            parts.push(found);
        }
        let first = parts.first().ok_or(Error::NoSuchList)?;
        parts.extend(first.load_other_part(conn, ADDED_PART)?);
        Ok(parts)
    }

    pub(super) fn number(&self, field: &str) -> Option<u32> {
        self.reading.text(field)?.parse().ok()
    }

    /// The site of the people in its rows: the list's site, or the person's own when they may not register
    /// people there. Two sites make two records of one row.
    pub(super) fn site_of_rows(&self, conn: &Connection) -> Result<SiteId, Error> {
        let home = enrolment::home(conn)?.unwrap_or(SiteId::NOWHERE);
        let rights = enrolment::rights(conn)?;
        let writes = rights.may(Action::Write, DocumentKind::Core, &[self.site]);
        let is_theirs = self.site != home && writes;
        Ok(if is_theirs { self.site } else { home })
    }

    /// The names that people gave the list.
    pub(super) fn names(&self) -> Vec<String> {
        self.reading.set("name").map(str::to_owned).collect()
    }

    /// A row, if this part has it and the person was not erased.
    pub(super) fn row(&self, id: EntryId) -> Option<PartRow<'_>> {
        let entry = self.reading.entries.get(ROW)?.get(&id)?;
        PartRow::of(entry).filter(|row| !row.is_erased())
    }

    /// Every row of a person who was not erased, by its place.
    pub(super) fn rows(&self) -> Vec<PartRow<'_>> {
        let mut rows = self.rows_with_erased();
        rows.retain(|row| !row.is_erased());
        rows
    }

    /// Every row, by its place.
    pub(super) fn rows_with_erased(&self) -> Vec<PartRow<'_>> {
        let entries = self.reading.entries.get(ROW).into_iter().flatten();
        let mut rows: Vec<_> = entries
            .filter_map(|(_, entry)| PartRow::of(entry))
            .collect();
        rows.sort_unstable_by_key(|row| row.place);
        rows
    }

    /// The portions that phones take.
    pub(super) fn portions(
        &self,
    ) -> impl Iterator<Item = (EntryId, &puente_document::EntryFields)> {
        let portions = self.reading.entries.get(PORTION).into_iter().flatten();
        portions.map(|(id, entry)| (*id, entry))
    }
}

/// A row as a part has it.
pub(super) struct PartRow<'a> {
    pub(super) place: u32,
    pub(super) number: u32,
    entry: &'a puente_document::EntryFields,
}

impl<'a> PartRow<'a> {
    fn of(entry: &'a puente_document::EntryFields) -> Option<Self> {
        let number = |field: &str| entry.get(field)?.value.as_text()?.parse::<u32>().ok();
        let place = number("place")?;
        Some(Self {
            place,
            number: number("number").unwrap_or(place),
            entry,
        })
    }

    pub(super) fn text(&self, field: &str) -> Option<&'a str> {
        self.entry.get(field)?.value.as_text()
    }

    /// Was the person erased?
    pub(super) fn is_erased(&self) -> bool {
        self.text("status") == Some(ERASED)
    }

    /// Do two phones disagree about it?
    pub(super) fn is_contested(&self) -> bool {
        self.entry.values().any(|current| current.conflict)
    }

    /// The identity papers whose numbers the list gives, in the form of a record.
    pub(super) fn papers(&self, list: ListId) -> Vec<Edit> {
        let nationality = self.text("nationality").unwrap_or_default();
        let nationalities: Vec<&str> = nationality
            .split(MEMBERS)
            .filter(|of| !of.is_empty())
            .collect();
        let mut edits = Vec::new();
        for paper in LISTED_PAPERS {
            let numbers = self.text(&format!("{PAPER}{}", paper.name));
            let numbers = numbers.into_iter().flat_map(|said| said.split(MEMBERS));
            for (nth, number) in (0..).zip(numbers) {
                let id = paper_of(list, self.place, paper.name, nth);
                let mut say =
                    |field, value: &str| edits.push(put("identity_paper", id, field, value));
                say("type", paper.code);
                say("number", number);
                if let Some(country) = paper.issued_by(&nationalities) {
                    say("country", country);
                }
            }
        }
        edits
    }

    /// What the list says about the person: fields of the table, and numbers of papers.
    pub(super) fn said(&self) -> Vec<(String, Value)> {
        let papers = self.entry.iter().filter_map(|(name, current)| {
            let numbers = current.value.as_text()?;
            name.starts_with(PAPER).then_some((name, numbers))
        });
        let papers = papers.flat_map(|(name, numbers)| {
            let each = numbers.split(MEMBERS);
            each.map(move |number| (name.clone(), Value::from(number)))
        });
        let mut said = self.fields();
        said.extend(papers);
        said
    }

    /// What the list says about the person, as fields of the table.
    pub(super) fn fields(&self) -> Vec<(String, Value)> {
        let mut fields = Vec::new();
        for (name, current) in self.entry {
            let Some(of) = said_field(name) else {
                continue;
            };
            match (of.shape, current.value.as_text()) {
                (FieldShape::Set, Some(members)) => {
                    let members = members.split(MEMBERS);
                    fields.extend(members.map(|member| (name.clone(), Value::from(member))));
                }
                _ => fields.push((name.clone(), current.value.clone())),
            }
        }
        fields
    }
}

/// The prefix of a row's fields with numbers of identity papers; the paper's name follows.
const PAPER: &str = "identity_paper.";

/// Does a list keep this field of a row? It keeps core fields and numbers of papers; the rest goes elsewhere.
pub(super) fn is_kept(name: &str) -> bool {
    let is_paper = |name: &str| LISTED_PAPERS.iter().any(|paper| paper.name == name);
    name.strip_prefix(PAPER).is_some_and(is_paper) || said_field(name).is_some()
}

/// A core field that a list may contain. The state of a row is stored under the name of a case's status, so no
/// list may contain that field.
fn said_field(name: &str) -> Option<&'static Field> {
    field(name).filter(|of| of.compartment == Compartment::Core && name != "status")
}

/// The edits that put a row into a list.
pub(super) fn row_edits(list: ListId, row: &puente_lists::Row) -> Vec<Edit> {
    let mut said: BTreeMap<&str, Value> = BTreeMap::new();
    said.insert("place", Value::Text(row.place.to_string()));
    said.insert("number", Value::Text(row.number.to_string()));
    for (name, value) in row.fields.iter().filter(|(name, _)| is_kept(name)) {
        match (said.get_mut(name.as_str()), value) {
            (Some(Value::Text(members)), Value::Text(text)) => {
                members.push(MEMBERS);
                members.push_str(text);
            }
            _ => {
                said.insert(name, value.clone());
            }
        }
    }
    let id = row_of(list, row.place);
    let said = said.into_iter();
    said.map(|(field, value)| put(ROW, id, field, value))
        .collect()
}

pub(super) fn put(kind: &str, id: EntryId, field: &str, value: impl Into<Value>) -> Edit {
    Edit::PutEntry {
        kind: kind.into(),
        id,
        field: field.into(),
        value: value.into(),
    }
}

impl WriteContext<'_> {
    /// Records in the list what became of a row, by whom and when.
    pub(super) fn mark(&mut self, part: &ListPart, place: u32, status: &str) -> Result<(), Error> {
        let id = row_of(part.list, place);
        let by = self.who()?;
        let edits = [
            put(ROW, id, "status", status),
            put(ROW, id, "by", by),
            put(ROW, id, "at", self.moment()),
        ];
        self.edit(part.id, &edits)?;
        Ok(())
    }

    pub(super) fn moment(&self) -> String {
        Moment::from_unix_ms(self.time_ms).to_string()
    }

    /// The name of the device's user; before enrolment, the device's id.
    pub(super) fn who(&self) -> Result<String, Error> {
        let enrolled = enrolment::enrolment(self.tx)?;
        let device = puente_protocol::identity::device_id(&self.me.public).to_string();
        Ok(enrolled.map_or_else(|| device[..8].to_owned(), |row| row.name))
    }
}
