//! A list as one phone has it, on its way to another as a file.
//!
//! The copy is made from the content of the list's document, so any phone that holds a list can make one,
//! however the list came to it. The person who opens it writes the same entries into the same document under
//! their own name. When the two phones sync, equal values are one. Rejected: copying the changes themselves, as
//! a server sends them. The receiver's changes would depend on changes that only the other phone can bring to
//! the server, and wait for ever if that phone is lost.
//!
//! Of the state of a row a copy contains only that it was taken, which nobody takes back. An absence may be
//! overruled by the phone that noted it, and the copy would then contradict it. Remarks and telephones are not
//! in a list, and so not in its copy: the phone that read the file brings them to the server.

mod content;
mod sealed;

use std::collections::HashMap;

use puente_document::{Edit, EntryFields};
use puente_lists::{ListReading, Row};
use puente_record::Value;
use puente_record::id::{DocumentId, EntryId};
use puente_record::list::{PORTION, ROW, TAKEN, row_of};
use rand_core::Rng as _;

pub use content::ListCopy;
pub use sealed::SealedCopy;

use content::{CopiedPortion, CopiedRow, Taken};

use super::part::{ListPart, PartRow, put};
use super::reimport::VERSION;
use super::rows::RowNumbers;
use crate::{Device, Error, Rng};

/// Rows that one change marks as taken: three values of at most 200 bytes each, within 64 KiB.
const MARKED_ROWS_MAX: usize = 80;

impl Device {
    /// A copy of a list for another phone, with the rows that are left to it. Call `leave_rows` once the copy
    /// was handed over.
    ///
    /// # Errors
    /// [`Error::NoSuchList`]. [`Error::RowsClaimed`] when another phone takes some of these rows.
    pub fn copy_list(
        &self,
        list: DocumentId,
        rows: Option<&RowNumbers>,
        rng: &mut Rng,
    ) -> Result<ListCopy, Error> {
        let parts = ListPart::all(&self.conn, list)?;
        let first = &parts[0];
        let portions = first.portions();
        let portions = portions.filter_map(|(id, entry)| CopiedPortion::of(id, entry));
        let mut portions: Vec<_> = portions.collect();
        let mut left = None;
        if let Some(rows) = rows {
            self.check_free(list, rows)?;
            let mut id = [0; 16];
            rng.fill_bytes(&mut id);
            let id = EntryId::from_bytes(id);
            portions.push(CopiedPortion::left(id, rows));
            left = Some(id);
        }
        let rows = parts.iter().flat_map(ListPart::rows);
        let copy = ListCopy {
            list: first.list,
            site: first.site,
            names: first.names(),
            versions: first.reading.set(VERSION).map(str::to_owned).collect(),
            places: first.number("rows").unwrap_or(0),
            rows: rows.map(|row| CopiedRow::of(&row)).collect(),
            portions,
            left,
        };
        copy.sound().ok_or(Error::Damaged("list.rows"))
    }

    /// Records that these rows were left to another phone with a copy, under the portion's id in the copy.
    ///
    /// # Errors
    /// [`Error::RowsClaimed`] when another phone takes some of them by now.
    pub fn leave_rows(
        &mut self,
        list: DocumentId,
        portion: EntryId,
        rows: &RowNumbers,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.check_free(list, rows)?;
        self.write("", now_ms, rng, |pen| {
            let edits = [
                put(PORTION, portion, "rows", rows.to_string()),
                put(PORTION, portion, "at", pen.moment()),
            ];
            pen.edit(list, &edits)?;
            Ok(())
        })
    }

    /// Takes over from a copy what other phones did with the list's rows, and the rows that were left to this
    /// phone. Import the copy's reading first.
    ///
    /// # Errors
    /// [`Error::NoSuchList`] when the reading was not imported, or was imported into another list.
    pub fn take_copied(
        &mut self,
        list: DocumentId,
        copy: &ListCopy,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let device = self.id().to_string();
        self.write("list", now_ms, rng, |pen| {
            let parts = ListPart::all(pen.tx, list)?;
            if parts[0].list != copy.list {
                // It was imported as another version of a list whose rows have other places.
                return Ok(());
            }
            let mut edits = copy.said_of_the_list();
            for portion in &copy.portions {
                edits.extend(portion.edits());
            }
            if let Some(id) = copy.left {
                edits.push(put(PORTION, id, "by", pen.who()?));
                edits.push(put(PORTION, id, "device", device));
            }
            pen.edit(list, &edits)?;
            let taken: HashMap<u32, &Taken> = copy.taken().collect();
            for part in &parts {
                let rows = part.rows().into_iter();
                let open = rows.filter(|row| row.text("status") != Some(TAKEN));
                let news: Vec<(u32, &Taken)> = open
                    .filter_map(|row| Some((row.place, *taken.get(&row.place)?)))
                    .collect();
                for some in news.chunks(MARKED_ROWS_MAX) {
                    let edits = some.iter().flat_map(|(place, taken)| {
                        let id = row_of(copy.list, *place);
                        [
                            put(ROW, id, "status", TAKEN),
                            put(ROW, id, "by", &*taken.by),
                            put(ROW, id, "at", &*taken.at),
                        ]
                    });
                    pen.edit(part.id, &edits.collect::<Vec<_>>())?;
                }
            }
            Ok(())
        })
    }
}

impl ListCopy {
    /// The list as if it had been read here, to be shown and imported.
    #[must_use]
    pub fn reading(&self) -> ListReading {
        let rows = (1..).zip(&self.rows).map(|(line, row)| Row {
            place: row.place,
            number: row.number,
            line,
            fields: row.fields(),
            note: None,
            is_name_sure: true,
        });
        ListReading::of_phone(self.list, self.site, rows.collect(), self.places)
    }

    /// The other phone's name for it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// The rows that are left to the phone that opens it.
    #[must_use]
    pub fn rows_left(&self) -> Option<&str> {
        let id = self.left?;
        let portion = self.portions.iter().find(|portion| portion.id == id);
        portion.map(|portion| &*portion.rows)
    }

    /// The portion of the rows that are left, for [`Device::leave_rows`].
    #[must_use]
    pub const fn portion_left(&self) -> Option<EntryId> {
        self.left
    }

    fn said_of_the_list(&self) -> Vec<Edit> {
        let member = |field: &str, value: &String| Edit::Add {
            field: field.into(),
            value: value.clone(),
        };
        let names = self.names.iter().map(|name| member("name", name));
        let versions = self.versions.iter().map(|list| member(VERSION, list));
        names.chain(versions).collect()
    }

    fn taken(&self) -> impl Iterator<Item = (u32, &Taken)> {
        let rows = self.rows.iter();
        rows.filter_map(|row| Some((row.place, row.taken.as_ref()?)))
    }
}

impl CopiedRow {
    fn of(row: &PartRow<'_>) -> Self {
        let said = row.said().into_iter();
        let fields = said.filter_map(|(name, value)| Some((name, value.to_stored().ok()?)));
        let text = |field: &str| row.text(field).unwrap_or_default().to_owned();
        let taken = (row.text("status") == Some(TAKEN)).then(|| Taken {
            by: text("by"),
            at: text("at"),
        });
        Self {
            place: row.place,
            number: row.number,
            fields: fields.collect(),
            taken,
        }
    }

    fn fields(&self) -> Vec<(String, Value)> {
        let fields = self.fields.iter();
        fields
            .map(|(name, stored)| (name.clone(), Value::from_stored(stored)))
            .collect()
    }
}

impl CopiedPortion {
    fn of(id: EntryId, entry: &EntryFields) -> Option<Self> {
        let text = |field: &str| Some(entry.get(field)?.value.as_text()?.to_owned());
        Some(Self {
            id,
            rows: text("rows")?,
            by: text("by").unwrap_or_default(),
            device: text("device").unwrap_or_default(),
        })
    }

    fn left(id: EntryId, rows: &RowNumbers) -> Self {
        Self {
            id,
            rows: rows.to_string(),
            by: String::new(),
            device: String::new(),
        }
    }

    fn edits(&self) -> Vec<Edit> {
        let said = [
            ("rows", &self.rows),
            ("by", &self.by),
            ("device", &self.device),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(field, text)| put(PORTION, self.id, field, text.as_str()))
            .collect()
    }
}
