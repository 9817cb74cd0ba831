//! Dates and moments that come in the wrong order.

use super::statements::{Statements, text_in};
use super::{Finding, FindingCode};
use crate::date::{Moment, PartialDate};

/// Pairs of fields: the second may not be before the first.
const FIELDS: [(&str, &str); 3] = [
    ("birth.date", "arrival.at"),
    ("birth.date", "registered_at"),
    ("birth.date", "treatment.date"),
];

/// The same within one entry: the kind and the two fields.
const ENTRIES: [(&str, &str, &str); 7] = [
    ("stay", "check_in", "check_out"),
    ("identity_paper", "issued", "expires"),
    ("referral", "sent_at", "closed_at"),
    ("protection_referral", "sent_at", "closed_at"),
    ("consent", "at", "expires"),
    ("rights_request", "at", "answered_at"),
    ("vulnerability", "at", "review_by"),
];

/// Fields of entries that may not be before the birth date.
const AFTER_BIRTH: [(&str, &str); 3] = [
    ("identity_paper", "issued"),
    ("arrival", "at"),
    ("separated_family", "separated_on"),
];

pub(super) fn findings(said: &Statements) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (first, then) in FIELDS {
        if is_before(said.text(then), said.text(first)) {
            findings.push(Finding::of(then, FindingCode::DatesOutOfOrder));
        }
    }
    for (kind, first, then) in ENTRIES {
        for (id, entry) in said.entries(kind) {
            if is_before(text_in(entry, then), text_in(entry, first)) {
                let code = FindingCode::DatesOutOfOrder;
                findings.push(Finding::in_entry(kind, id, then, code));
            }
        }
    }
    let born = said.text("birth.date");
    for (kind, field) in AFTER_BIRTH {
        for (id, entry) in said.entries(kind) {
            if is_before(text_in(entry, field), born) {
                let code = FindingCode::DatesOutOfOrder;
                findings.push(Finding::in_entry(kind, id, field, code));
            }
        }
    }
    findings
}

/// Whether `then` is certainly before `first`; false if one of them is no date.
fn is_before(then: Option<&str>, first: Option<&str>) -> bool {
    let (Some(then), Some(first)) = (then, first) else {
        return false;
    };
    if let (Ok(then), Ok(first)) = (then.parse::<Moment>(), first.parse::<Moment>()) {
        return then < first;
    }
    let day = |text: &str| {
        let moment = text
            .parse()
            .map(|moment: Moment| PartialDate::Day(moment.day()));
        moment.or_else(|_| text.parse::<PartialDate>()).ok()
    };
    match (day(then), day(first)) {
        (Some(then), Some(first)) => then.latest() < first.earliest(),
        _ => false,
    }
}
