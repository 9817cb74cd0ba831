//! Lists and searches over the records on this device.

use puente_record::code::RecordCode;
use puente_record::id::RecordId;

use crate::store::people::{self, PersonSummary};
use crate::store::{documents, dormant, journal, pairs, server_clock};
use crate::{Device, Error};

/// The most results of a search: more lines than a person reads.
const FOUND_MAX: usize = 50;
/// How many changes are read for each record: a registration has one to three, and somebody edits it now and
/// then.
const CHANGES_EACH: usize = 8;
/// The most similar names to show as a hint.
const ALIKE_MAX: usize = 5;

impl Device {
    /// Every record on this device, by name.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn list(&self) -> Result<Vec<PersonSummary>, Error> {
        people::all(&self.conn)
    }

    /// At most `most` records on this device, by name: those after `after`, or the first ones.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn page(&self, after: Option<RecordId>, most: usize) -> Result<Vec<PersonSummary>, Error> {
        people::page(&self.conn, after, most)
    }

    /// The records in which this device wrote last, the latest first.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn latest(&self, most: usize) -> Result<Vec<PersonSummary>, Error> {
        let mut people: Vec<PersonSummary> = Vec::new();
        for document in journal::latest_documents(&self.conn, most * CHANGES_EACH)? {
            if people.len() == most {
                break;
            }
            let Some(row) = documents::load(&self.conn, document)? else {
                continue;
            };
            if people.iter().all(|line| line.record != row.record) {
                people.extend(people::line(&self.conn, row.record)?);
            }
        }
        Ok(people)
    }

    /// When the people on this device arrived who came since `since_ms`, each by its moment in ms since 1970, in no order.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn arrival_times(&self, since_ms: i64) -> Result<Vec<i64>, Error> {
        let mut times = people::arrival_times(&self.conn)?;
        times.retain(|at_ms| *at_ms >= since_ms);
        Ok(times)
    }

    /// The line of one record in a list.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when the record or its core is not on this device.
    pub fn line(&self, record: RecordId) -> Result<PersonSummary, Error> {
        people::line(&self.conn, record)?.ok_or(Error::NoSuchRecord)
    }

    /// The records with a similar name, at most five, the likeliest first. It searches for all names, then for
    /// the first given name with the first surname, then for both surnames.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn alike(
        &self,
        given: &str,
        surname1: &str,
        surname2: &str,
    ) -> Result<Vec<PersonSummary>, Error> {
        let first = given.split_whitespace().next().unwrap_or_default();
        let mut people: Vec<PersonSummary> = Vec::new();
        for names in [
            [given, surname1, surname2],
            [first, surname1, ""],
            ["", surname1, surname2],
        ] {
            // A single name would find half the shelter.
            if names.iter().filter(|name| !name.trim().is_empty()).count() < 2 {
                continue;
            }
            for line in people::find(&self.conn, &names.join(" "), ALIKE_MAX)? {
                if people.len() < ALIKE_MAX && !people.contains(&line) {
                    people.push(line);
                }
            }
        }
        Ok(people)
    }

    /// At most 50 records for which every word of `text` begins one of the names or sounds like one.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn find(&self, text: &str) -> Result<Vec<PersonSummary>, Error> {
        people::find(&self.conn, text, FOUND_MAX)
    }

    /// The record with a code, as people say or type it, or with an id in hex. A code of a record that is elsewhere finds
    /// a record here of which it was said that both are of one person.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when this device has no such record; [`Error::Dormant`] when it let go of it.
    pub fn record(&self, text: &str) -> Result<RecordId, Error> {
        if let Ok(id) = text.parse::<RecordId>() {
            let row = documents::load(&self.conn, id)?;
            return if row.is_some_and(|row| !row.kind.is_list()) {
                Ok(id)
            } else {
                Err(Error::NoSuchRecord)
            };
        }
        let code = text
            .parse::<RecordCode>()
            .map_err(|_| Error::NoSuchRecord)?;
        let code = code.to_string();
        if let Some(record) = people::by_code(&self.conn, &code)?.first() {
            return Ok(*record);
        }
        if dormant::by_code(&self.conn, &code)?.is_some() {
            return Err(Error::Dormant);
        }
        let linked = pairs::same_as_code(&self.conn, &code)?;
        linked.first().copied().ok_or(Error::NoSuchRecord)
    }

    /// Asks the server, with the next sync, for the record with a code of which this device let go because its person came
    /// long ago. It then stays for a day.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when this device let go of no such record.
    pub fn recall(&mut self, code: &str, now_ms: i64) -> Result<(), Error> {
        let code = code
            .parse::<RecordCode>()
            .map_err(|_| Error::NoSuchRecord)?;
        let tx = self.conn.transaction()?;
        let record = dormant::by_code(&tx, &code.to_string())?.ok_or(Error::NoSuchRecord)?;
        let heard_ms = server_clock::heard_ms(&tx)?.unwrap_or(now_ms);
        dormant::recall(&tx, record, heard_ms)?;
        tx.commit()?;
        Ok(())
    }
}
