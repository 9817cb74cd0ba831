//! What the person on this device may do: the same table as the server's, for buttons rather than walls.

use puente_policy::Action;
use puente_record::Compartment;
use puente_record::id::RecordId;
use rusqlite::Connection;

use crate::store::documents::{self, DocumentRow};
use crate::store::{enrolment, holders, journal};
use crate::write::{may, somebody_reads};
use crate::{Device, Error};

impl Device {
    /// Whether the person may do something to a compartment of a record, or of some record where none is
    /// named. Before enrolment everything may be written and read, and nothing decided.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn may(
        &self,
        record: Option<RecordId>,
        compartment: Compartment,
        action: Action,
    ) -> Result<bool, Error> {
        if enrolment::enrolment(&self.conn)?.is_none() {
            return Ok(matches!(action, Action::Read | Action::Write));
        }
        if let Some(record) = record {
            return may(&self.conn, record, compartment, action);
        }
        Ok(enrolment::rights(&self.conn)?.may_anywhere(action, compartment))
    }
}

/// The documents of a record that are to be shown to whoever is signed in, and that they may write in.
///
/// Somebody who has a device alone sees what is on it until it leaves. On a shared one there is also what
/// only a colleague may read; of it everybody sees what they alone wrote, until the server has it.
pub(crate) fn visible(conn: &Connection, record: RecordId) -> Result<Vec<DocumentRow>, Error> {
    let rows = documents::of_record(conn, record)?;
    if !holders::is_shared(conn)? {
        return Ok(rows);
    }
    let mut visible = Vec::with_capacity(rows.len());
    for row in rows {
        let is_mine = || {
            let (waiting, _) = journal::standing_counts(conn, row.id)?;
            let is_due = waiting > 0 || !somebody_reads(conn, record, row.kind)?;
            Ok::<_, Error>(is_due && holders::wrote_alone(conn, row.id)?)
        };
        if may(conn, record, row.kind, Action::Read)? || is_mine()? {
            visible.push(row);
        }
    }
    Ok(visible)
}
