//! Findings: what looks wrong in a record.
//!
//! A finding never refuses anything and never repeats what a person said; it names the field and what to look at.

mod across;
mod code;
mod within;

use crate::date::Day;
use crate::value::Value;

pub use code::FindingCode;

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// The field to look at, a row of [`crate::FIELDS`].
    pub field: &'static str,
    /// What is wrong.
    pub code: FindingCode,
}

/// Age from which a person is an adult, in years.
pub const ADULT_AGE_YEARS: u16 = 18;

/// Age above which an age or a birth date is taken for an error, in years; the oldest person known reached 122.
pub const AGE_YEARS_MAX: u16 = 120;

/// What looks wrong in a record as of a day, in order of urgency.
///
/// `reading` gives the present values of a field: for a single field none, one, or all concurrent ones, the one shown first
/// in front; for a set its members. Fields of documents that are not at hand have none.
#[must_use]
pub fn findings(reading: &dyn Fn(&str) -> Vec<Value>, today: Day) -> Vec<Finding> {
    let mut findings = within::findings(reading, today);
    findings.extend(across::findings(reading, today));
    findings.sort_unstable_by_key(|finding| (finding.code, finding.field));
    findings.dedup();
    findings
}

#[cfg(test)]
mod tests;
