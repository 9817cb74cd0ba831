//! A list that comes again: with more or fewer people, in another order, or corrected.
//!
//! Its content gives it another list id, or the same with other values, and most of its people are those of a
//! known list. Only a person can tell whether it is that list, because people are sent more than once; so the
//! app asks. If it is, its rows keep their records, and each new person gets a place that follows from name and
//! year: two phones without a network that get two versions make the same records.

mod place;
mod row_match;

use std::collections::{HashMap, HashSet};

use puente_document::Edit;
use puente_lists::{ListReading, Row, Source};
use puente_record::Origin;
use puente_record::id::DocumentId;
use puente_record::list::{ADDED_PART, PART_ROWS_MAX, part_of, part_with, record_of};

use super::import::site_of;
use super::part::{ListPart, PartRow, is_kept, row_edits};
use crate::store::documents;
use crate::write::WriteContext;
use crate::{Device, Error, Rng};

use row_match::{ComparableRow, matched};

/// A list on this device that a reading may be another version of.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EarlierList {
    /// The list.
    #[cfg_attr(feature = "typescript", ts(as = "String"))]
    pub list: DocumentId,
    /// The names that people gave it.
    pub names: Vec<String>,
    /// Somebody already declared that this very file is that list.
    pub is_said: bool,
    /// Rows that are equal.
    pub same: u32,
    /// Rows of the same person that differ.
    pub corrected: Vec<CorrectedRow>,
    /// Rows that the earlier list does not have, by their numbers in the new one.
    pub new: Vec<u32>,
    /// Rows of the earlier list that the new one does not have, by their numbers in the earlier one.
    pub gone: Vec<u32>,
    /// Rows of people who were erased here, by their numbers in the new one. They are not imported again.
    pub erased: Vec<u32>,
    /// For each row of the reading its place in the earlier list, derived for new rows; `None` for erased
    /// people.
    #[serde(skip)]
    places: Vec<Option<u32>>,
}

/// A row of a person that differs from the earlier list.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CorrectedRow {
    /// Its number in the earlier list.
    pub number: u32,
    /// Its place there.
    pub place: u32,
    /// The person is registered or was marked: the list's row stays unchanged, and the record must be
    /// corrected.
    pub is_registered: bool,
    /// Field, earlier value, present value; an empty value means none.
    pub fields: Vec<(String, String, String)>,
}

/// Shows which row it is, not its content.
impl std::fmt::Debug for CorrectedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CorrectedRow")
            .field("place", &self.place)
            .field("is_registered", &self.is_registered)
            .finish_non_exhaustive()
    }
}

/// The result of importing a list again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reimported {
    /// The list as this device knows it.
    pub list: DocumentId,
    /// Rows that were added to it.
    pub new: u32,
    /// Rows that it had.
    pub known: u32,
    /// The places of all rows of the new version.
    pub places: HashSet<u32>,
}

/// The field of a list's first part with the ids of its other versions.
pub(super) const VERSION: &str = "version";

/// A list on this device, ready to be compared.
struct Earlier<'p> {
    first: &'p ListPart,
    rows: Vec<PartRow<'p>>,
    said: Vec<ComparableRow>,
}

impl Device {
    /// The list on this device that a reading may be another version of: ask whether it is.
    ///
    /// `None` for a list that is here and equal, and when most people differ.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn earlier_list(&self, reading: &ListReading) -> Result<Option<EarlierList>, Error> {
        let site = site_of(&self.conn, reading)?;
        let now = reading.rows.iter().map(|row| {
            let kept = row.fields.iter().filter(|(name, _)| is_kept(name));
            ComparableRow::of(row.number, kept.cloned().collect())
        });
        let now: Vec<ComparableRow> = now.collect();
        let same = part_of(site, reading.id, 0);
        if ListPart::load(&self.conn, same)?.is_some() {
            // When two phones disagree about a row of one list, both values meet in the list's document.
            if matches!(reading.source, Source::Phone { .. }) {
                return Ok(None);
            }
            let found = self.compared(reading, &now, same)?;
            return Ok(found.filter(|found| !found.corrected.is_empty()));
        }
        let mut best: Option<EarlierList> = None;
        for id in documents::lists(&self.conn)? {
            // Another site makes other records of its rows.
            let part = ListPart::load(&self.conn, id)?;
            if part.is_none_or(|part| part.number != 0 || part.site != site) {
                continue;
            }
            let found = self.compared(reading, &now, id)?;
            let rank = |of: &EarlierList| (of.is_said, of.known());
            if found.as_ref().map(rank) > best.as_ref().map(rank) {
                best = found;
            }
        }
        Ok(best)
    }

    fn compared(
        &self,
        reading: &ListReading,
        now: &[ComparableRow],
        list: DocumentId,
    ) -> Result<Option<EarlierList>, Error> {
        let parts = ListPart::all(&self.conn, list)?;
        let first = &parts[0];
        let (rows, erased): (Vec<_>, Vec<_>) = parts
            .iter()
            .flat_map(ListPart::rows_with_erased)
            .partition(|row| !row.is_erased());
        let said = rows
            .iter()
            .map(|row| ComparableRow::of(row.number, row.said()));
        let earlier = Earlier {
            said: said.collect(),
            rows,
            first,
        };
        let is_same = first.list == reading.id;
        let pairs = match is_same {
            true => earlier.in_place(reading),
            false => matched(&earlier.said, now),
        };
        let known = pairs.iter().flatten().count();
        let is_said = first
            .reading
            .set(VERSION)
            .any(|of| of == reading.id.to_string());
        // Half of the shorter list is enough: the rest may have been left out or come with another flight.
        let is_most = known > 0 && 2 * known >= now.len().min(earlier.rows.len());
        if !is_same && !is_said && !is_most {
            return Ok(None);
        }
        let mut found = self.differences(&earlier, now, &pairs)?;
        found.is_said = is_said;
        if is_same {
            // Rows that were not read before keep their own places.
            let places = reading.rows.iter().map(|row| Some(row.place));
            found.places = places.collect();
            found.gone.clear();
        } else {
            found.place_new(first.list, &earlier.rows, &erased, now, &pairs);
        }
        Ok(Some(found))
    }

    /// The differences between earlier and present rows whose pairs are known.
    fn differences(
        &self,
        earlier: &Earlier<'_>,
        now: &[ComparableRow],
        pairs: &[Option<usize>],
    ) -> Result<EarlierList, Error> {
        let first = earlier.first;
        let site = first.site_of_rows(&self.conn)?;
        let mut found = EarlierList {
            list: first.id,
            names: first.names(),
            is_said: false,
            same: 0,
            corrected: Vec::new(),
            new: Vec::new(),
            gone: Vec::new(),
            erased: Vec::new(),
            places: Vec::new(),
        };
        for (said, pair) in now.iter().zip(pairs) {
            let Some(at) = *pair else { continue };
            let row = &earlier.rows[at];
            let fields = said.differences(&earlier.said[at]);
            if fields.is_empty() {
                found.same += 1;
                continue;
            }
            let record = record_of(site, first.list, row.place);
            let is_registered =
                row.text("status").is_some() || documents::was_here(&self.conn, record)?;
            found.corrected.push(CorrectedRow {
                number: row.number,
                place: row.place,
                is_registered,
                fields,
            });
        }
        let paired: HashSet<usize> = pairs.iter().copied().flatten().collect();
        let rows = earlier.rows.iter().enumerate();
        let gone = rows.filter(|(at, _)| !paired.contains(at));
        found.gone = gone.map(|(_, row)| row.number).collect();
        Ok(found)
    }

    /// Imports a list as another version of a known one: adds its new rows, and corrects the rows of people
    /// whom nobody has registered yet. Rows that it does not have stay.
    ///
    /// # Errors
    /// [`Error::DocumentFull`] for more new rows than fit into one document: import them as a separate list.
    /// Otherwise as [`Device::import_list`].
    pub fn import_again(
        &mut self,
        reading: &ListReading,
        earlier: &EarlierList,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Reimported, Error> {
        let first = ListPart::load(&self.conn, earlier.list)?.ok_or(Error::NoSuchList)?;
        let mut new = 0;
        if first.list == reading.id {
            let name = earlier.names.first().map_or("", String::as_str);
            new = self
                .import_list(reading, name, now_ms, rng, &mut |_| {})?
                .new;
        } else if !reading.questions.is_empty() {
            return Err(Error::Unanswered);
        }
        let rows = self.list_view(earlier.list)?.rows;
        let placed = earlier.placed(reading, rows.iter().map(|row| row.number));
        self.write("list", now_ms, rng, |pen| {
            let version = Edit::Add {
                field: VERSION.into(),
                value: reading.id.to_string(),
            };
            pen.edit(earlier.list, &[version])?;
            new += pen.add_rows(&first, &placed)?;
            let by_place: HashMap<u32, &Row> = placed.iter().map(|row| (row.place, row)).collect();
            for corrected in earlier.corrected.iter().filter(|row| !row.is_registered) {
                if let Some(row) = by_place.get(&corrected.place) {
                    pen.correct(&first, corrected, row)?;
                }
            }
            Ok(Reimported {
                list: earlier.list,
                new,
                known: u32::try_from(placed.len()).unwrap_or(u32::MAX) - new,
                places: placed.iter().map(|row| row.place).collect(),
            })
        })
    }
}

impl Earlier<'_> {
    /// For each row of the same list, the row with the same place.
    fn in_place(&self, reading: &ListReading) -> Vec<Option<usize>> {
        let places = self.rows.iter().enumerate();
        let places: HashMap<u32, usize> = places.map(|(at, row)| (row.place, at)).collect();
        let rows = reading.rows.iter();
        rows.map(|row| places.get(&row.place).copied()).collect()
    }
}

impl EarlierList {
    /// How many rows of the reading the earlier list has.
    #[must_use]
    pub fn known(&self) -> u32 {
        self.same + u32::try_from(self.corrected.len()).unwrap_or(u32::MAX)
    }
}

impl WriteContext<'_> {
    /// Adds the new rows to a list. Returns how many it did not have.
    fn add_rows(&mut self, first: &ListPart, placed: &[Row]) -> Result<u32, Error> {
        let new = placed
            .iter()
            .filter(|row| part_with(row.place) == ADDED_PART);
        let new: Vec<&Row> = new.collect();
        let here = first.load_other_part(self.tx, ADDED_PART)?;
        let here = here.map(|part| {
            part.rows_with_erased()
                .iter()
                .map(|row| row.place)
                .collect()
        });
        let here: HashSet<u32> = here.unwrap_or_default();
        let added = new.iter().filter(|row| !here.contains(&row.place)).count();
        if here.len() + added > PART_ROWS_MAX as usize {
            return Err(Error::DocumentFull);
        }
        if added == 0 {
            return Ok(0);
        }
        let name = first.names().into_iter().next().unwrap_or_default();
        let origin = Origin::list_part(first.site, first.list, ADDED_PART);
        let added = self.import_part(&origin, first.list, None, &name, &new)?;
        for row in &new {
            self.put_aside(first.site, first.list, row)?;
        }
        Ok(added)
    }

    /// Writes the present content of a row into the list.
    fn correct(
        &mut self,
        first: &ListPart,
        corrected: &CorrectedRow,
        row: &Row,
    ) -> Result<(), Error> {
        let changed: HashSet<&str> = corrected.fields.iter().map(|(name, ..)| &**name).collect();
        let mut edits = row_edits(first.list, row);
        edits.retain(
            |edit| matches!(edit, Edit::PutEntry { field, .. } if changed.contains(&**field)),
        );
        // Fields that the row no longer has stay: nobody said that they were wrong.
        if !edits.is_empty() {
            let part = part_of(first.site, first.list, part_with(row.place));
            self.edit(part, &edits)?;
        }
        Ok(())
    }
}
