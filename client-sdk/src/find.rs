//! Lists and searches over the records on this device.

use puente_record::Compartment;
use puente_record::code::RecordCode;
use puente_record::id::RecordId;

use crate::store::people::{self, PersonSummary};
use crate::store::{documents, journal};
use crate::{Device, Error};

/// More lines than a person reads.
const FOUND_MAX: usize = 50;
/// A registration is one change to three, and somebody comes back to it now and then.
const CHANGES_EACH: usize = 8;
/// A hint is glanced at.
const ALIKE_MAX: usize = 5;

impl Device {
    /// Every record on this device, by name.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn list(&self) -> Result<Vec<PersonSummary>, Error> {
        people::all(&self.conn)
    }

    /// Some of the records on this device, by name: at most so many, those behind `after` or the first.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn page(&self, after: Option<RecordId>, most: usize) -> Result<Vec<PersonSummary>, Error> {
        people::page(&self.conn, after, most)
    }

    /// The records that this device wrote in last, the latest first.
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

    /// One record's line in a list.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when it is not on this device, or its core is not.
    pub fn line(&self, record: RecordId) -> Result<PersonSummary, Error> {
        people::line(&self.conn, record)?.ok_or(Error::NoSuchRecord)
    }

    /// The records with a like name, at most five, the likeliest first: all names, then the first given
    /// name with the first surname, then both surnames.
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
            // One name alone is half the shelter.
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

    /// The records whose names begin or sound like every word of `text`, at most 50.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn find(&self, text: &str) -> Result<Vec<PersonSummary>, Error> {
        people::find(&self.conn, text, FOUND_MAX)
    }

    /// The record of a code, as people say or type it, or of an id in hex.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when none is on this device.
    pub fn record(&self, text: &str) -> Result<RecordId, Error> {
        if let Ok(id) = text.parse::<RecordId>() {
            let row = documents::load(&self.conn, id)?;
            return if row.is_some_and(|row| row.kind != Compartment::List) {
                Ok(id)
            } else {
                Err(Error::NoSuchRecord)
            };
        }
        let code = text
            .parse::<RecordCode>()
            .map_err(|_| Error::NoSuchRecord)?;
        let found = people::by_code(&self.conn, &code.to_string())?;
        found.first().copied().ok_or(Error::NoSuchRecord)
    }
}
