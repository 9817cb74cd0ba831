//! Lists and searches over the records on this device.

use puente_record::code::RecordCode;
use puente_record::id::RecordId;

use crate::store::people;
use crate::{Device, Error};

/// One record in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PersonLine {
    /// The record.
    pub record: RecordId,
    /// Its human-safe code.
    pub code: String,
    /// Given names; empty when not known.
    pub given: String,
    /// First surname.
    pub surname1: String,
    /// Second surname.
    pub surname2: String,
    /// Sex, a code of the field table.
    pub sex: String,
    /// Case status, a code of the field table.
    pub status: String,
    /// How many of its fields have concurrent values.
    pub conflicts: u32,
}

/// More lines than a person reads.
const FOUND_MAX: usize = 50;

impl Device {
    /// Every record on this device, by name.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn list(&self) -> Result<Vec<PersonLine>, Error> {
        people::all(&self.conn)
    }

    /// The records whose names begin or sound like every word of `text`, at most 50.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn find(&self, text: &str) -> Result<Vec<PersonLine>, Error> {
        people::find(&self.conn, text, FOUND_MAX)
    }

    /// The record of a code, as people say or type it, or of an id in hex.
    ///
    /// # Errors
    /// [`Error::NoSuchRecord`] when none is on this device.
    pub fn record(&self, text: &str) -> Result<RecordId, Error> {
        if let Ok(id) = text.parse::<RecordId>() {
            let known = crate::store::documents::load(&self.conn, id)?.is_some();
            return if known {
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
