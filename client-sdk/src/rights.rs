//! What the person on this device may do: the same table as the server's, for buttons rather than walls.

use puente_policy::{Action, allows};
use puente_record::Compartment;
use puente_record::id::RecordId;

use crate::store::enrolment;
use crate::write::may;
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
        let grants = enrolment::grants(&self.conn)?;
        Ok(grants
            .iter()
            .any(|grant| allows(grant.role, compartment, action)))
    }
}
