//! From a row to a registered person, to an absence, and to a phone's own portion.

use std::collections::HashSet;

use puente_document::Edit;
use puente_policy::Action;
use puente_record::code::RecordCode;
use puente_record::id::{DocumentId, EntryId, HouseholdId, RecordId};
use puente_record::list::{ABSENT, PORTION, TAKEN, code_of, record_of, row_of};
use puente_record::{DocumentKind, Origin, Value};

use super::part::{ListPart, PartRow, put};
use super::rows::RowNumbers;
use crate::register::Registration;
use crate::store::{documents, enrolment};
use crate::write::{WriteContext, may};
use crate::{Device, Error, Rng};

/// The result of registering a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRegistration {
    /// A new record, on this device's disk.
    Registered(RecordId, RecordCode),
    /// This device has its record already, or had it before it was purged.
    Known(RecordId),
}

impl RowRegistration {
    /// The record.
    #[must_use]
    pub fn record(&self) -> RecordId {
        match self {
            Self::Registered(record, _) | Self::Known(record) => *record,
        }
    }
}

impl Device {
    /// Registers the person in a row with the further answers, and records this in the list.
    ///
    /// The row's content is the record's first change, the same on every phone; the further answers are the
    /// next one. If the person is registered already, only the further answers are written.
    ///
    /// # Errors
    /// [`Error::NoSuchList`], [`Error::NoSuchRow`]; otherwise as [`Device::register`].
    pub fn take_row(
        &mut self,
        list: DocumentId,
        place: u32,
        asked: &Registration,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<RowRegistration, Error> {
        self.write(&asked.basis, now_ms, rng, |pen| {
            let part = ListPart::with(pen.tx, list, place)?;
            let row = part.row(row_of(part.list, place)).ok_or(Error::NoSuchRow)?;
            let taken = pen.register_row(&part, &row)?;
            let record = taken.record();
            if let Some(core) = documents::load(pen.tx, record)? {
                let mut seen = asked.fields.clone();
                // People who were registered from a list in bulk have not been seen yet.
                if core.open()?.read().value("registered_at").is_none() {
                    seen.insert(0, ("registered_at".into(), Value::Text(pen.moment())));
                }
                pen.write_fields(record, &seen, &[])?;
            }
            if row.text("status") != Some(TAKEN) {
                pen.mark(&part, place, TAKEN)?;
            }
            Ok(taken)
        })
    }

    /// Registers the people in these rows who have no record on this device yet, in one transaction. Returns
    /// row number and result, in the order of the list. `progress` gets the number of rows done.
    ///
    /// Nobody has seen these people yet, so the list's rows are not marked as taken.
    ///
    /// # Errors
    /// As [`Device::take_row`].
    pub fn register_rows(
        &mut self,
        list: DocumentId,
        rows: &RowNumbers,
        now_ms: i64,
        rng: &mut Rng,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<(u32, RowRegistration)>, Error> {
        self.register_rows_at(list, rows, None, now_ms, rng, progress)
    }

    /// As [`Device::register_rows`], only for the rows at these places: those of a version that came again.
    ///
    /// # Errors
    /// As [`Device::take_row`].
    pub fn register_rows_at(
        &mut self,
        list: DocumentId,
        rows: &RowNumbers,
        places: Option<&HashSet<u32>>,
        now_ms: i64,
        rng: &mut Rng,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Vec<(u32, RowRegistration)>, Error> {
        let is_meant = |row: &PartRow<'_>| {
            rows.contains(row.number) && places.is_none_or(|places| places.contains(&row.place))
        };
        self.write("list", now_ms, rng, |pen| {
            let mut taken = Vec::new();
            for part in ListPart::all(pen.tx, list)? {
                for row in part.rows() {
                    if is_meant(&row) {
                        let outcome = pen.register_row(&part, &row)?;
                        taken.push((row.number, outcome));
                        progress(taken.len());
                    }
                }
            }
            Ok(taken)
        })
    }

    /// Records that the person in a row did not come. Taking the row later overrules this.
    ///
    /// # Errors
    /// As [`Device::take_row`].
    pub fn mark_absent(
        &mut self,
        list: DocumentId,
        place: u32,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        self.write("", now_ms, rng, |pen| {
            let part = ListPart::with(pen.tx, list, place)?;
            part.row(row_of(part.list, place)).ok_or(Error::NoSuchRow)?;
            pen.mark(&part, place, ABSENT)
        })
    }

    /// Records which rows this phone takes, so that others take the rest.
    ///
    /// # Errors
    /// [`Error::RowsClaimed`] when another phone takes some of them; agree with its user.
    pub fn claim_rows(
        &mut self,
        list: DocumentId,
        rows: &RowNumbers,
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<(), Error> {
        let device = self.id().to_string();
        self.check_free(list, rows)?;
        self.write("", now_ms, rng, |pen| {
            let id = EntryId::from_bytes(pen.random());
            let by = pen.who()?;
            let edits = [
                put(PORTION, id, "rows", rows.to_string()),
                put(PORTION, id, "by", by),
                put(PORTION, id, "device", device),
                put(PORTION, id, "at", pen.moment()),
            ];
            pen.edit(list, &edits)?;
            Ok(())
        })
    }

    /// Checks that no other phone takes any of these rows.
    pub(super) fn check_free(&self, list: DocumentId, rows: &RowNumbers) -> Result<(), Error> {
        let view = self.list_view(list)?;
        let of_others = view.portions.iter().filter(|portion| !portion.is_own);
        let mut numbers = view.rows.iter().map(|row| row.number);
        let is_taken = |number: u32| of_others.clone().any(|portion| portion.has(number));
        match numbers.any(|number| rows.contains(number) && is_taken(number)) {
            true => Err(Error::RowsClaimed),
            false => Ok(()),
        }
    }
}

impl WriteContext<'_> {
    /// Writes the record's first change: the code and the list's content, the same on every phone.
    fn register_row(
        &mut self,
        part: &ListPart,
        row: &PartRow<'_>,
    ) -> Result<RowRegistration, Error> {
        let place = row.place;
        let site = part.site_of_rows(self.tx)?;
        let record = record_of(site, part.list, place);
        if documents::was_here(self.tx, record)? {
            return Ok(RowRegistration::Known(record));
        }
        let code = code_of(part.list, place);
        let mut own = vec![Edit::put("code", code.to_string())];
        own.push(Edit::put("arrival.row", row.number.to_string()));
        if let Some(name) = part.names().into_iter().next() {
            own.push(Edit::put("arrival.list", name));
        }
        own.extend(row.fields().into_iter().filter_map(|(name, value)| {
            let of = puente_record::field(&name)?;
            Some(match (of.shape, value) {
                // A family's number is valid on this list alone: the next flight has an H1 too.
                (_, Value::Text(group)) if name == "household" => {
                    let household = HouseholdId::of_group(&part.list.to_string(), &group);
                    Edit::put(name, household.to_string())
                }
                (puente_record::FieldShape::Single, value) => Edit::Put { field: name, value },
                (puente_record::FieldShape::Set, Value::Text(value)) => {
                    Edit::Add { field: name, value }
                }
                (puente_record::FieldShape::Set, Value::Missing(_)) => return None,
            })
        }));
        own.extend(row.papers(part.list));
        if enrolment::enrolment(self.tx)?.is_some()
            && !may(self.tx, record, DocumentKind::Core, Action::Write)?
        {
            return Err(Error::NotAllowed);
        }
        self.begin(&Origin::list_row(
            DocumentKind::Core,
            site,
            part.list,
            place,
        ))?;
        let mut pen = WriteContext {
            tx: self.tx,
            me: self.me,
            basis: "list",
            time_ms: self.time_ms,
            rng: self.rng,
        };
        pen.edit(record, &own)?;
        Ok(RowRegistration::Registered(record, code))
    }
}
