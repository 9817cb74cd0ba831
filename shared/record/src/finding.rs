//! Findings: what looks wrong in a record.
//!
//! A finding never refuses a value and never repeats it; it names the field, and what to check.

mod across;
mod code;
mod curp;
mod minor;
mod order;
mod paper;
mod statements;
mod within;

use crate::date::Day;
use crate::id::EntryId;
use crate::zone::ZoneRule;

pub use code::FindingCode;
pub use minor::Minority;
pub use statements::Statements;

/// Something to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// What looks wrong.
    pub code: FindingCode,
    /// The entry of the field, with its kind; `None` for a field outside entries.
    pub entry: Option<(&'static str, EntryId)>,
    /// The field to check, a row of [`crate::FIELDS`] or of the kind.
    pub field: &'static str,
}

impl Finding {
    const fn of(field: &'static str, code: FindingCode) -> Self {
        Self {
            code,
            entry: None,
            field,
        }
    }

    const fn in_entry(
        kind: &'static str,
        id: EntryId,
        field: &'static str,
        code: FindingCode,
    ) -> Self {
        Self {
            code,
            entry: Some((kind, id)),
            field,
        }
    }

    /// The place, as a key of the record's documents: `<field>` or `<kind>/<id>/<field>`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.entry {
            None => self.field.to_owned(),
            Some((kind, id)) => format!("{kind}/{id}/{}", self.field),
        }
    }
}

/// The findings of a record on a day at its site, most urgent first; `zone` is the rule of the clocks there.
/// Documents that are not at hand add no findings.
#[must_use]
pub fn findings(said: &Statements, today: Day, zone: &ZoneRule) -> Vec<Finding> {
    let mut findings = within::findings(said, today);
    findings.extend(across::findings(said, today, zone));
    findings.extend(curp::findings(said));
    findings.extend(order::findings(said));
    findings.extend(paper::findings(said, today));
    findings.extend(said.unclean());
    findings.sort_unstable();
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests;
