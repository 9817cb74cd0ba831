//! What the values of two fields show together.
//!
//! Of concurrent values only the one shown first is compared: the others wait for a decision anyway. Only for a
//! child's safety does every value count.

use super::statements::Statements;
use super::within::is_empty;
use super::{Finding, FindingCode, minor};
use crate::age::Age;
use crate::code_list::{birth_state, state_of_letters};
use crate::date::{Day, Moment, PartialDate};
use crate::municipality::Municipality;
use crate::zone::ZoneRule;

pub(super) fn findings(said: &Statements, today: Day, zone: &ZoneRule) -> Vec<Finding> {
    let mut findings = minor::findings(said, today);
    let is_alone = said.texts("alone").any(|text| text == "alone");
    if is_alone && said.entries("companion").next().is_some() {
        findings.push(Finding::of("alone", FindingCode::AloneWithCompanion));
    }
    if said.text("birth.date").is_none() && said.values("age").iter().all(is_empty) {
        findings.push(Finding::of("age", FindingCode::Missing));
    }
    if !age_agrees(said, today, zone) {
        findings.push(Finding::of("age", FindingCode::AgeBirthDate));
    }
    let places = [
        ("birth.municipality", "birth.state"),
        ("destination.municipality", "destination.state"),
    ];
    for (municipality, state) in places {
        if !municipality_agrees(said, municipality, state) {
            findings.push(Finding::of(municipality, FindingCode::MunicipalityState));
        }
    }
    findings
}

/// Whether the age matches the birth date on the day of registration at the site. A difference of one year is a
/// guess, not an error.
fn age_agrees(said: &Statements, today: Day, zone: &ZoneRule) -> bool {
    let registered = said
        .text("registered_at")
        .and_then(|text| text.parse::<Moment>().ok())
        .map_or(today, |at| zone.local(at).day);
    let age = said.text("age").and_then(|text| text.parse::<Age>().ok());
    let born = said.text("birth.date").and_then(|text| text.parse().ok());
    let lived = born.and_then(|born: PartialDate| born.age_years(registered));
    match (age, lived) {
        (Some(age), Some((least, most))) => {
            let (youngest, oldest) = age.bounds_years();
            youngest <= most.saturating_add(1)
                && oldest.is_none_or(|oldest| oldest >= least.saturating_sub(1))
        }
        _ => true,
    }
}

fn municipality_agrees(said: &Statements, municipality: &str, state: &str) -> bool {
    let known = said.text(municipality).and_then(|text| text.parse().ok());
    let stated = said
        .text(state)
        .and_then(birth_state)
        .and_then(|state| state_of_letters(state.code));
    match (known, stated) {
        (Some(known), Some(stated)) => Municipality::state(known) == stated,
        _ => true,
    }
}
