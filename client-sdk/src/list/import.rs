//! Imports a list that was read into the documents that phones share.

use std::collections::HashSet;

use puente_document::Edit;
use puente_lists::{ListReading, Row, Source};
use puente_policy::Action;
use puente_record::id::{DocumentId, ListId, SiteId};
use puente_record::list::{ADDED_PART, PART_ROWS_MAX, note_of, part_of, part_with};
use puente_record::{Compartment, DocumentKind, Origin, clean_line, field};
use rusqlite::Connection;

use super::part::{ListPart, put, row_edits};
use crate::store::{documents, enrolment};
use crate::write::{WriteContext, allowed_at};
use crate::{Device, Error, Rng};

/// The result of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// The list.
    pub list: DocumentId,
    /// Rows that this device did not have before.
    pub new: u32,
    /// Rows that it had; they are unchanged.
    pub known: u32,
}

/// At most about this many bytes of rows go into one change. A change has 64 KiB, and the row that exceeds the
/// mark still fits. This is about 80 usual rows.
const CHANGE_BYTES_AIM: usize = 40 * 1024;

/// Bytes of an entry's key and of the overhead of a value in a change, without the field's name.
const AROUND_BYTES: usize = 64;

impl Device {
    /// Imports a list as documents; this registers nobody. What the gate may not read of the list, remarks and
    /// telephones, goes at once to the documents where it belongs.
    ///
    /// All in one transaction. `progress` gets the number of rows done.
    ///
    /// # Errors
    /// [`Error::Unanswered`] while the reading has questions; otherwise see [`Error::advice`].
    pub fn import_list(
        &mut self,
        reading: &ListReading,
        name: &str,
        now_ms: i64,
        rng: &mut Rng,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Imported, Error> {
        if !reading.questions.is_empty() {
            return Err(Error::Unanswered);
        }
        let name = &*clean_line(name);
        self.write("list", now_ms, rng, |pen| {
            let site = site_of(pen.tx, reading)?;
            let mut imported = Imported {
                list: part_of(site, reading.id, 0),
                new: 0,
                known: 0,
            };
            let last = reading.places();
            let parts = 0..last.div_ceil(PART_ROWS_MAX).max(1);
            for part in parts {
                let rows: Vec<&Row> = reading
                    .rows
                    .iter()
                    .filter(|row| part_with(row.place) == part)
                    .collect();
                let origin = Origin::list_part(site, reading.id, part);
                imported.new += pen.import_part(&origin, reading.id, Some(last), name, &rows)?;
                progress(rows.last().map_or(0, |row| row.place as usize));
            }
            // A copy from another phone has rows that later versions added there.
            let added = reading.rows.iter();
            let added: Vec<&Row> = added
                .filter(|row| part_with(row.place) == ADDED_PART)
                .collect();
            if !added.is_empty() {
                let origin = Origin::list_part(site, reading.id, ADDED_PART);
                imported.new += pen.import_part(&origin, reading.id, None, name, &added)?;
            }
            let rows = u32::try_from(reading.rows.len()).unwrap_or(u32::MAX);
            imported.known = rows - imported.new;
            for row in &reading.rows {
                pen.put_aside(site, reading.id, row)?;
            }
            Ok(imported)
        })
    }
}

/// The site of the list that a reading becomes here: the person's own, or for another phone's copy that phone's
/// site, if the person may write there.
pub(super) fn site_of(conn: &Connection, reading: &ListReading) -> Result<SiteId, Error> {
    let home = enrolment::home(conn)?.unwrap_or(SiteId::NOWHERE);
    let Source::Phone { site } = reading.source else {
        return Ok(home);
    };
    let rights = enrolment::rights(conn)?;
    let is_theirs =
        site != SiteId::NOWHERE && allowed_at(&rights, &[site], DocumentKind::List, Action::Write);
    Ok(if is_theirs { site } else { home })
}

/// An upper bound for the bytes of a row in a change. `limits::ROW_BYTES_MAX` of `puente-lists` keeps the last
/// row within the change.
fn written_bytes(row: &Row) -> usize {
    let fields = row.fields.iter();
    let said = fields.map(|(name, value)| name.len() + value.as_text().map_or(0, str::len));
    said.map(|bytes| bytes + AROUND_BYTES).sum::<usize>() + 2 * AROUND_BYTES
}

impl WriteContext<'_> {
    /// `last` is the number of rows of the list; `None` for added rows, which phones that never met count
    /// differently.
    pub(super) fn import_part(
        &mut self,
        origin: &Origin,
        list: ListId,
        last: Option<u32>,
        name: &str,
        rows: &[&Row],
    ) -> Result<u32, Error> {
        let id = origin.id(&self.me.public);
        let id = id.ok_or(Error::Damaged("document.opening"))?;
        let here = ListPart::load(self.tx, id)?;
        // A kept file does not bring back people whom the list has dropped.
        let known: HashSet<u32> = here
            .iter()
            .flat_map(|part| {
                part.rows_with_erased()
                    .into_iter()
                    .map(|row| row.place)
                    .collect::<Vec<_>>()
            })
            .collect();
        if here.is_none() {
            self.begin(origin)?;
        }
        let mut edits = vec![
            Edit::put("list", list.to_string()),
            Edit::Add {
                field: "name".into(),
                value: name.into(),
            },
        ];
        edits.extend(last.map(|last| Edit::put("rows", last.to_string())));
        let new: Vec<&&Row> = rows
            .iter()
            .filter(|row| !known.contains(&row.place))
            .collect();
        let mut bytes = 0;
        for row in &new {
            bytes += written_bytes(row);
            edits.extend(row_edits(list, row));
            if bytes > CHANGE_BYTES_AIM {
                self.edit(id, &std::mem::take(&mut edits))?;
                bytes = 0;
            }
        }
        if !edits.is_empty() {
            self.edit(id, &edits)?;
        }
        Ok(u32::try_from(new.len()).unwrap_or(u32::MAX))
    }

    /// Puts what a row says outside the core into documents that every phone names alike. The person may not be
    /// registered yet, and on a volunteer's phone these documents are purged once the server has them.
    pub(super) fn put_aside(&mut self, site: SiteId, list: ListId, row: &Row) -> Result<(), Error> {
        let mut aside: Vec<(DocumentKind, Vec<Edit>)> = Vec::new();
        let mut add = |kind, edit| match aside.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, edits)) => edits.push(edit),
            None => aside.push((kind, vec![edit])),
        };
        for (name, value) in &row.fields {
            if let Some(of) = field(name).filter(|of| of.compartment != Compartment::Core) {
                add(of.compartment.into(), Edit::put(name, value.clone()));
            }
        }
        if let Some(note) = &row.note {
            add(
                DocumentKind::Protection,
                put("note", note_of(list, row.place), "text", note.as_str()),
            );
        }
        for (kind, edits) in aside {
            let origin = Origin::list_row(kind, site, list, row.place);
            let id = origin.id(&self.me.public);
            let id = id.ok_or(Error::Damaged("document.opening"))?;
            if !documents::was_here(self.tx, id)? {
                self.begin(&origin)?;
                self.edit(id, &edits)?;
            }
        }
        Ok(())
    }
}
