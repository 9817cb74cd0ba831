//! Compares the CURP with what was typed. Each check says whether they agree; what was not typed always agrees.

use super::statements::Statements;
use super::{Finding, FindingCode};
use crate::code_list::birth_state;
use crate::curp::{Curp, CurpSex};
use crate::date::PartialDate;
use crate::value::{MissingReason, Value};

pub(super) fn findings(said: &Statements) -> Vec<Finding> {
    let curp = said.text("curp").and_then(|text| text.parse::<Curp>().ok());
    let Some(curp) = curp else { return Vec::new() };
    CHECKS
        .iter()
        .filter(|(_, agrees)| !agrees(said, &curp))
        .map(|(code, _)| Finding::of("curp", *code))
        .collect()
}

type Check = fn(&Statements, &Curp) -> bool;

const CHECKS: [(FindingCode, Check); 6] = [
    (FindingCode::CurpBirthDate, |said, curp| {
        let typed = said.text("birth.date").and_then(|text| text.parse().ok());
        typed.is_none_or(|date: PartialDate| date.includes(curp.birth_date()))
    }),
    // Only two binary statements can contradict: a person's own word for their sex is no data error.
    (FindingCode::CurpSex, |said, curp| {
        !matches!(
            (curp.sex(), said.text("sex")),
            (CurpSex::Male, Some("female")) | (CurpSex::Female, Some("male"))
        )
    }),
    (FindingCode::CurpBirthState, |said, curp| {
        let typed = said.text("birth.state").and_then(birth_state);
        let country = said.text("birth.country");
        let abroad = curp.birth_state() == "NE";
        typed.is_none_or(|state| state.code == curp.birth_state())
            && country.is_none_or(|country| (country != "MEX") == abroad)
    }),
    (FindingCode::CurpGiven, |said, curp| {
        said.text("name.given")
            .is_none_or(|given| curp.agrees_with_given(given))
    }),
    (FindingCode::CurpSurname1, |said, curp| {
        said.text("name.surname1")
            .is_none_or(|name| curp.agrees_with_surname1(name))
    }),
    (FindingCode::CurpSurname2, |said, curp| {
        let none = Value::Missing(MissingReason::NotApplicable);
        let typed = match said.values("name.surname2").first() {
            Some(value) if *value == none => Some(""),
            Some(Value::Text(text)) if !text.trim().is_empty() => Some(text.as_str()),
            _ => None,
        };
        typed.is_none_or(|name| curp.agrees_with_surname2(name))
    }),
];
