//! Findings: what looks wrong in a record.
//!
//! A finding never refuses anything and never repeats what a person said; it names the field and what to look at.

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

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// What is wrong.
    pub code: FindingCode,
    /// The entry that the field belongs to, with its kind; none for a field that stands by itself.
    pub entry: Option<(&'static str, EntryId)>,
    /// The field to look at, a row of [`crate::FIELDS`] or of the kind.
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

    /// Where to look, as a key of the record's documents: `<field>` or `<kind>/<id>/<field>`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.entry {
            None => self.field.to_owned(),
            Some((kind, id)) => format!("{kind}/{id}/{}", self.field),
        }
    }
}

/// What looks wrong in a record as of a day at its place, in order of urgency; `zone` is the rule of the clocks there.
/// Documents that are not at hand say nothing.
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
