//! People from an arrival list: each row becomes a record once, however often the list is taken in.

use std::collections::HashMap;

use puente_document::Edit;
use puente_record::code::RecordCode;
use puente_record::id::{EntryId, RecordId};
use puente_record::{Compartment, Moment, Value};

use crate::register::Registration;
use crate::store::documents;
use crate::write::Pen;
use crate::{Device, Error, Rng};

/// One row of an arrival list.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Its number on the list; with the list's name it is the row's identity.
    pub row: u32,
    /// What the row says of the person; the list and the row are added to it.
    pub registration: Registration,
    /// A remark in free words. It becomes a protection note, which has the fewest readers.
    pub note: Option<String>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenIn {
    /// It is a new record, on this device's disk.
    Registered(RecordId, RecordCode),
    /// This device holds its record already, registered here or somewhere else.
    Known(RecordId),
}

impl Device {
    /// Registers the people of a list who have no record on this device yet, in one transaction: all
    /// of them or none. Answers one outcome for each row, in the same order.
    ///
    /// # Errors
    /// As [`Device::register`].
    pub fn take_in(
        &mut self,
        list: &str,
        arrivals: &[Arrival],
        now_ms: i64,
        rng: &mut Rng,
    ) -> Result<Vec<TakenIn>, Error> {
        self.write("", now_ms, rng, |pen| {
            let mut known = pen.rows_of(list)?;
            let mut taken = Vec::with_capacity(arrivals.len());
            for arrival in arrivals {
                if let Some(record) = known.get(&arrival.row) {
                    taken.push(TakenIn::Known(*record));
                    continue;
                }
                let (record, code) = pen.take_in(list, arrival)?;
                known.insert(arrival.row, record);
                taken.push(TakenIn::Registered(record, code));
            }
            Ok(taken)
        })
    }
}

impl Pen<'_> {
    fn take_in(&mut self, list: &str, arrival: &Arrival) -> Result<(RecordId, RecordCode), Error> {
        let mut fields = vec![
            ("arrival.list".to_owned(), Value::from(list)),
            (
                "arrival.row".to_owned(),
                Value::Text(arrival.row.to_string()),
            ),
        ];
        fields.extend(arrival.registration.fields.iter().cloned());
        let mut pen = Pen {
            tx: self.tx,
            me: self.me,
            basis: &arrival.registration.basis,
            time_ms: self.time_ms,
            rng: self.rng,
        };
        let registered = pen.register(&fields)?;
        if let Some(note) = &arrival.note {
            let id = EntryId::from_bytes(pen.random());
            let at = Moment::from_unix_ms(pen.time_ms).to_string();
            let put = |field: &str, value: Value| Edit::PutEntry {
                kind: "note".into(),
                id,
                field: field.into(),
                value,
            };
            let edits = [
                put("text", Value::from(&**note)),
                put("at", Value::Text(at)),
            ];
            pen.write_edits(registered.0, Compartment::Protection, &edits)?;
        }
        Ok(registered)
    }

    /// The records on this device that came from a list, by row.
    fn rows_of(&self, list: &str) -> Result<HashMap<u32, RecordId>, Error> {
        let mut rows = HashMap::new();
        for document in documents::cores_that_contain(self.tx, list)? {
            let fields = document.open()?.read().fields;
            let said = |field: &str| fields.get(field)?.value.as_text();
            let row = said("arrival.row").and_then(|row| row.parse().ok());
            if let (true, Some(row)) = (said("arrival.list") == Some(list), row) {
                rows.insert(row, document.record);
            }
        }
        Ok(rows)
    }
}
