//! The anonymous report on how people were treated, from the records on this device.

use puente_policy::Action;
use puente_record::DocumentKind;
use puente_record::treatment::{ReportCell, Treatment, report};

use crate::{Device, Error};

/// A record counts only if this field says yes.
const CONSENT: &str = "treatment.consent";

impl Device {
    /// Counts how people were treated: those who consented, among the records whose protection documents may be
    /// read here. Counts below five are withheld, see [`puente_record::treatment`].
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for a role that may not read protection; otherwise see [`Error::advice`].
    pub fn treatment_report(&self, now_ms: i64) -> Result<Vec<ReportCell>, Error> {
        if !self.may(None, DocumentKind::Protection, Action::Read)? {
            return Err(Error::NotAllowed);
        }
        let today = self.sites()?.today(now_ms);
        let mut people = Vec::new();
        for line in self.list()? {
            if !self.may(Some(line.record), DocumentKind::Protection, Action::Read)? {
                continue;
            }
            let view = self.view(line.record, now_ms)?;
            // A disputed consent does not count as one.
            let disputed = view.fields.get(CONSENT).is_some_and(|field| field.conflict);
            if !disputed {
                people.extend(Treatment::of(&view.statements(), today));
            }
        }
        Ok(report(&people))
    }
}
