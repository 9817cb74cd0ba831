//! Compares identity papers with what was typed: the machine-readable zone, the number, the expiry.

use super::statements::{EntryStatements, Statements, text_in};
use super::{Finding, FindingCode};
use crate::date::{Day, PartialDate};
use crate::mrz::{Mrz, MrzSex};

const KIND: &str = "identity_paper";

pub(super) fn findings(said: &Statements, today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, paper) in said.entries(KIND) {
        let expires = text_in(paper, "expires").and_then(|text| text.parse().ok());
        let has = text_in(paper, "state").is_none_or(|state| state == "has");
        if has && expires.is_some_and(|date: PartialDate| date.latest() < today) {
            let code = FindingCode::PaperExpired;
            findings.push(Finding::in_entry(KIND, id, "expires", code));
        }
        let Some(mrz) = text_in(paper, "mrz").and_then(|text| text.parse::<Mrz>().ok()) else {
            continue;
        };
        let disagreements = CHECKS
            .iter()
            .filter(|(_, agrees)| !agrees(said, paper, &mrz, today));
        findings.extend(disagreements.map(|(code, _)| Finding::in_entry(KIND, id, "mrz", *code)));
    }
    findings
}

type Check = fn(&Statements, &EntryStatements, &Mrz, Day) -> bool;

/// Each check says whether the zone agrees with what was typed; what was not typed always agrees.
const CHECKS: [(FindingCode, Check); 7] = [
    (FindingCode::MrzBirthDate, |said, _, mrz, today| {
        let typed = said.text("birth.date").and_then(|text| text.parse().ok());
        match (typed, mrz.birth(today)) {
            (Some(typed), Some(read)) => overlap(typed, read),
            _ => true,
        }
    }),
    (FindingCode::MrzSex, |said, _, mrz, _| {
        !matches!(
            (mrz.sex(), said.text("sex")),
            (MrzSex::Male, Some("female")) | (MrzSex::Female, Some("male"))
        )
    }),
    (FindingCode::MrzSurname, |said, _, mrz, _| {
        let surname = said.text("name.surname1").unwrap_or_default();
        let second = said.text("name.surname2").unwrap_or_default();
        mrz.agrees_with_surnames(&format!("{surname} {second}"))
    }),
    (FindingCode::MrzGiven, |said, _, mrz, _| {
        mrz.agrees_with_given(said.text("name.given").unwrap_or_default())
    }),
    (FindingCode::MrzCountry, |said, paper, mrz, _| {
        let mut nationalities = said.texts("nationality").peekable();
        let issued_by = text_in(paper, "country");
        let nationality_agrees = nationalities.peek().is_none()
            || mrz.nationality().is_empty()
            || nationalities.any(|country| country == mrz.nationality());
        nationality_agrees && issued_by.is_none_or(|country| country == mrz.issuer())
    }),
    (FindingCode::MrzNumber, |_, paper, mrz, _| {
        let bare = |text: &str| -> String {
            let letters = text.chars().filter(char::is_ascii_alphanumeric);
            letters.map(|c| c.to_ascii_uppercase()).collect()
        };
        // The number on the front of an INE card differs from the one in its zone.
        mrz.is_ine()
            || text_in(paper, "number").is_none_or(|number| bare(number) == bare(mrz.number()))
    }),
    (FindingCode::MrzExpiry, |_, paper, mrz, today| {
        let typed = text_in(paper, "expires").and_then(|text| text.parse().ok());
        match (typed, mrz.expires(today)) {
            (Some(typed), Some(read)) => PartialDate::includes(typed, read),
            _ => true,
        }
    }),
];

fn overlap(one: PartialDate, other: PartialDate) -> bool {
    one.earliest() <= other.latest() && other.earliest() <= one.latest()
}
