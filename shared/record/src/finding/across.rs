//! What the values of two fields show together.
//!
//! Of concurrent values the one shown first is compared, for the others wait for a decision anyway; only for a child's
//! safety does every value count.

use super::within::is_empty;
use super::{ADULT_AGE_YEARS, Finding, FindingCode};
use crate::code_list::BIRTH_STATES;
use crate::curp::{Curp, CurpSex};
use crate::date::{Day, PartialDate};
use crate::search::search_key;
use crate::value::{MissingReason, Value};

type Reading<'r> = &'r dyn Fn(&str) -> Vec<Value>;

pub(super) fn findings(reading: Reading<'_>, today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    if may_be_minor(reading, today) && texts(reading, "alone").any(|text| text == "alone") {
        findings.push(Finding {
            field: "alone",
            code: FindingCode::MinorAlone,
        });
    }
    if texts(reading, "birth.date").next().is_none() && reading("age").iter().all(is_empty) {
        findings.push(Finding {
            field: "age",
            code: FindingCode::Missing,
        });
    }
    if let Some(curp) = first_text(reading, "curp").and_then(|text| text.parse::<Curp>().ok()) {
        let disagreements = CURP_CHECKS
            .iter()
            .filter(|(_, agrees)| !agrees(reading, &curp));
        findings.extend(disagreements.map(|(code, _)| Finding {
            field: "curp",
            code: *code,
        }));
    }
    findings
}

/// Whether any value, of the age or of the birth date at its latest, makes the person a minor.
fn may_be_minor(reading: Reading<'_>, today: Day) -> bool {
    let by_age = texts(reading, "age")
        .filter_map(|text| text.parse::<u16>().ok())
        .any(|age| age < ADULT_AGE_YEARS);
    let by_birth = texts(reading, "birth.date")
        .filter_map(|text| text.parse::<PartialDate>().ok()?.age_years(today))
        .any(|(least, _)| least < ADULT_AGE_YEARS);
    let by_curp = texts(reading, "curp")
        .filter_map(|text| text.parse::<Curp>().ok())
        .filter_map(|curp| PartialDate::Day(curp.birth_date()).age_years(today))
        .any(|(least, _)| least < ADULT_AGE_YEARS);
    by_age || by_birth || by_curp
}

type Check = fn(Reading<'_>, &Curp) -> bool;

/// Each says whether the CURP agrees with what was typed; it agrees with what was not.
const CURP_CHECKS: [(FindingCode, Check); 6] = [
    (FindingCode::CurpBirthDate, |reading, curp| {
        let typed = first_text(reading, "birth.date").and_then(|text| text.parse().ok());
        typed.is_none_or(|date: PartialDate| date.includes(curp.birth_date()))
    }),
    // Only two binary statements can contradict: a person's own word for their sex is no error of data.
    (FindingCode::CurpSex, |reading, curp| {
        let typed = first_text(reading, "sex");
        !matches!(
            (curp.sex(), typed.as_deref()),
            (CurpSex::Male, Some("female")) | (CurpSex::Female, Some("male"))
        )
    }),
    (FindingCode::CurpBirthState, |reading, curp| {
        let typed = first_text(reading, "birth.state").and_then(|text| state(&text));
        typed.is_none_or(|state| state == curp.birth_state())
    }),
    (FindingCode::CurpGiven, |reading, curp| {
        first_text(reading, "name.given").is_none_or(|given| curp.agrees_with_given(&given))
    }),
    (FindingCode::CurpSurname1, |reading, curp| {
        first_text(reading, "name.surname1").is_none_or(|name| curp.agrees_with_surname1(&name))
    }),
    (FindingCode::CurpSurname2, |reading, curp| {
        let none = Value::Missing(MissingReason::NotApplicable);
        let typed = match reading("name.surname2").into_iter().next() {
            Some(value) if value == none => Some(String::new()),
            Some(Value::Text(text)) if !text.trim().is_empty() => Some(text),
            _ => None,
        };
        typed.is_none_or(|name| curp.agrees_with_surname2(&name))
    }),
];

/// The code of a state given by code or by name; none when it cannot be told.
fn state(typed: &str) -> Option<&'static str> {
    let key = search_key(typed);
    let known = BIRTH_STATES.codes.iter().find(|state| {
        search_key(state.code) == key || search_key(state.es) == key || search_key(state.en) == key
    });
    known.map(|state| state.code)
}

fn texts(reading: Reading<'_>, field: &str) -> impl Iterator<Item = String> {
    reading(field).into_iter().filter_map(|value| {
        let text = value.as_text()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}

fn first_text(reading: Reading<'_>, field: &str) -> Option<String> {
    texts(reading, field).next()
}
