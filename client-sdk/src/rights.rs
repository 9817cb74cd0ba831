//! What the person on this device may do, by the same table as the server's. It serves to show buttons, not as
//! protection.

use puente_policy::Action;
use puente_record::DocumentKind;
use puente_record::id::RecordId;
use rusqlite::Connection;

use crate::store::documents::{self, DocumentRow};
use crate::store::{enrolment, holders, journal};
use crate::write::{may, somebody_reads};
use crate::{Device, Error};

impl Device {
    /// May the person do this to documents of a kind, of a record, or of at least one record if none is named? Before
    /// enrolment everything may be written and read, and nothing decided.
    ///
    /// # Errors
    /// See [`Error::advice`].
    pub fn may(
        &self,
        record: Option<RecordId>,
        kind: DocumentKind,
        action: Action,
    ) -> Result<bool, Error> {
        may_here(&self.conn, record, kind, action)
    }
}

/// [`Device::may`], of the store it is asked in.
pub(crate) fn may_here(
    conn: &Connection,
    record: Option<RecordId>,
    kind: DocumentKind,
    action: Action,
) -> Result<bool, Error> {
    if enrolment::enrolment(conn)?.is_none() {
        return Ok(matches!(action, Action::Read | Action::Write));
    }
    match record {
        Some(record) => may(conn, record, kind, action),
        None => Ok(enrolment::rights(conn)?.may_anywhere(action, kind)),
    }
}

/// The documents of a record that the signed-in person may see and write in.
///
/// A person who is alone on a device sees everything on it. A shared device also holds documents that only a
/// colleague may read. Of those, each person sees what they alone wrote, until the server has it.
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
