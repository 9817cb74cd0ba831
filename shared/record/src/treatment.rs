//! Anonymised reports of how people were treated, for the bodies that monitor humane return.
//!
//! A [`Treatment`] has what a record says about this, without anything that identifies the person: codes of closed lists,
//! an age band, a month, a state; never free text. [`report`] counts treatments and withholds every count below five.

use std::collections::{BTreeMap, BTreeSet};

use crate::age::Age;
use crate::code_list::{COUNTRIES, SEX, STATES, TREATMENT_ACTORS, TREATMENT_TYPES, US_STATES};
use crate::code_list::{CodeList, birth_state, state_of_letters};
use crate::date::{Day, PartialDate};
use crate::finding::Statements;

/// Counts below this are withheld: by the project's rule, nobody can be identified among five people in a cell.
pub const CELL_PEOPLE_MIN: u32 = 5;

/// Reported if there is no value that may be reported.
const UNKNOWN: &str = "unknown";

/// How one person was treated, without identifying the person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Treatment {
    age_band: &'static str,
    sex: &'static str,
    /// `YYYY-MM`, `YYYY`, or unknown.
    month: String,
    /// A country by ISO 3166-1 alpha-3, followed by a state for Mexico or the United States.
    place: String,
    types: BTreeSet<&'static str>,
    actors: BTreeSet<&'static str>,
}

impl Treatment {
    /// The treatment that a record states. `None` without consent (every concurrent answer must be yes), or if there is
    /// nothing to report.
    #[must_use]
    pub fn of(said: &Statements, today: Day) -> Option<Self> {
        let mut consents = said.values("treatment.consent").iter().peekable();
        consents.peek()?;
        if !consents.all(|answer| answer.as_text() == Some("yes")) {
            return None;
        }
        let types = codes(said, "treatment.types", &TREATMENT_TYPES);
        let actors = codes(said, "treatment.actors", &TREATMENT_ACTORS);
        let tells = said.text("treatment.reported") == Some("yes");
        (tells || !types.is_empty() || !actors.is_empty()).then(|| Self {
            age_band: age_band(said, today),
            sex: code(said.text("sex"), &SEX),
            month: month(said.text("treatment.date")),
            place: place(said),
            types,
            actors,
        })
    }
}

/// The codes of a set; values outside the list are reported as `other`.
fn codes(said: &Statements, field: &str, list: &'static CodeList) -> BTreeSet<&'static str> {
    let known = |text: &str| list.code(text).map_or("other", |code| code.code);
    said.texts(field).map(known).collect()
}

fn code(text: Option<&str>, list: &'static CodeList) -> &'static str {
    let known = text.and_then(|text| list.code(text));
    known.map_or(UNKNOWN, |code| code.code)
}

fn age_band(said: &Statements, today: Day) -> &'static str {
    let born = said.text("birth.date").and_then(|text| text.parse().ok());
    let lived = born.and_then(|born: PartialDate| born.age_years(today));
    let told = || said.text("age")?.parse::<Age>().ok()?.years();
    match lived.map(|(least, _)| least).or_else(told) {
        None => UNKNOWN,
        Some(0..=11) => "0-11",
        Some(12..=17) => "12-17",
        Some(18..=29) => "18-29",
        Some(30..=44) => "30-44",
        Some(45..=59) => "45-59",
        Some(60..) => "60+",
    }
}

fn month(text: Option<&str>) -> String {
    match text.and_then(|text| text.parse().ok()) {
        None => UNKNOWN.to_owned(),
        Some(PartialDate::Year(year)) => format!("{year:04}"),
        Some(date) => {
            let day = date.earliest();
            format!("{:04}-{:02}", day.year(), day.month())
        }
    }
}

/// The place, at most as precise as a state, and only if it is a known one.
fn place(said: &Statements) -> String {
    let country = code(said.text("treatment.country"), &COUNTRIES);
    let state = said
        .text("treatment.state")
        .and_then(|typed| match country {
            "MEX" => birth_state(typed)
                .and_then(|state| state_of_letters(state.code))
                .or_else(|| STATES.code(typed)),
            "USA" => US_STATES
                .code(&typed.to_uppercase())
                .or_else(|| US_STATES.named(typed)),
            _ => None,
        });
    match state {
        None => country.to_owned(),
        Some(state) => format!("{country}-{}", state.en),
    }
}

/// One count of the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportCell {
    /// What is counted: `all`, `age_sex`, `month`, `place`, `type`, `actor`, `type_actor`.
    pub table: &'static str,
    /// The first category, a code; empty in `all`.
    pub category: String,
    /// The second category if two are crossed; otherwise empty.
    pub by: String,
    /// How many people; `None` if the count is withheld.
    pub people: Option<u32>,
}

/// The categories of a person in one table.
type Categories = Vec<(String, String)>;

/// A table: its name, whether each person is in exactly one cell, and the cells of a person.
type Table = (&'static str, bool, fn(&Treatment) -> Categories);

const TABLES: [Table; 7] = [
    ("all", true, |_| vec![(String::new(), String::new())]),
    ("age_sex", true, |row| {
        vec![(row.age_band.to_owned(), row.sex.to_owned())]
    }),
    ("month", true, |row| {
        vec![(row.month.clone(), String::new())]
    }),
    ("place", true, |row| {
        vec![(row.place.clone(), String::new())]
    }),
    ("type", false, |row| {
        let of_type = |code: &&str| ((*code).to_owned(), String::new());
        row.types.iter().map(of_type).collect()
    }),
    ("actor", false, |row| {
        let of_actor = |code: &&str| ((*code).to_owned(), String::new());
        row.actors.iter().map(of_actor).collect()
    }),
    ("type_actor", false, |row| {
        let crossed = |code: &&'static str| {
            let code = *code;
            let actors = row.actors.iter();
            actors.map(move |actor| (code.to_owned(), (*actor).to_owned()))
        };
        row.types.iter().flat_map(crossed).collect()
    }),
];

/// The report: the cells of every table, with counts below [`CELL_PEOPLE_MIN`] withheld. If a withheld count would follow
/// from the others and the total, the next smallest is withheld too.
#[must_use]
pub fn report(people: &[Treatment]) -> Vec<ReportCell> {
    let mut cells = Vec::new();
    for (table, is_partition, categories) in TABLES {
        let mut counts: BTreeMap<(String, String), u32> = BTreeMap::new();
        for category in people.iter().flat_map(categories) {
            *counts.entry(category).or_default() += 1;
        }
        let mut withheld: BTreeSet<(String, String)> = counts
            .iter()
            .filter(|(_, people)| **people < CELL_PEOPLE_MIN)
            .map(|(category, _)| category.clone())
            .collect();
        let hidden: u32 = withheld.iter().map(|category| counts[category]).sum();
        // One withheld count, or several that are too few people together.
        if is_partition && hidden > 0 && hidden < CELL_PEOPLE_MIN {
            let open = counts
                .iter()
                .filter(|(category, _)| !withheld.contains(*category));
            let smallest = open.min_by_key(|(_, people)| **people);
            withheld.extend(smallest.map(|(category, _)| category.clone()));
        }
        cells.extend(counts.into_iter().map(|(category, people)| ReportCell {
            table,
            people: (!withheld.contains(&category)).then_some(people),
            category: category.0,
            by: category.1,
        }));
    }
    cells
}

#[cfg(test)]
mod tests;
