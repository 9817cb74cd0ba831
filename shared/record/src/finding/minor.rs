//! Children. A person who may be a minor counts as one: a needless call costs a minute.

use super::statements::Statements;
use super::{Finding, FindingCode};
use crate::age::{ADULT_AGE_YEARS, AGE_YEARS_MAX, Age};
use crate::curp::Curp;
use crate::date::{Day, PartialDate};
use crate::value::Value;

/// Age in years from which a birth date alone is doubted: `15` for 2015 that became 1915 turns a child into an
/// old man.
const RARE_AGE_YEARS: u16 = 100;

/// Whether a record says that the person is a minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minority {
    /// An adult.
    Adult,
    /// A minor, or it cannot be determined: the values are unreadable, or unknown.
    Possible,
    /// There is no value yet.
    Unsaid,
}

impl Minority {
    /// The answer on a day. Every value counts, also concurrent ones: a child's age in one is enough.
    #[must_use]
    pub fn of(said: &Statements, today: Day) -> Self {
        let ages = said.texts("age").map(|text| {
            let age: Option<Age> = text.parse().ok();
            age.map(Age::may_be_minor)
        });
        let births = said
            .texts("birth.date")
            .map(|text| born_as_minor(text, today));
        let curps = said.texts("curp").filter_map(|text| {
            let curp: Curp = text.parse().ok()?;
            let lived = PartialDate::Day(curp.birth_date()).age_years(today)?;
            Some(Some(lived.0 < ADULT_AGE_YEARS))
        });
        let told: Vec<Option<bool>> = ages.chain(births).chain(curps).collect();
        let age_is_unknown = said
            .values("age")
            .iter()
            .any(|value| matches!(value, Value::Missing(_)));
        if told.contains(&Some(true)) {
            Self::Possible
        } else if told.contains(&Some(false)) {
            Self::Adult
        } else if told.contains(&None) || age_is_unknown {
            Self::Possible
        } else {
            Self::Unsaid
        }
    }
}

/// `None` if the text says nothing plausible.
fn born_as_minor(text: &str, today: Day) -> Option<bool> {
    let born = text.parse().ok().or_else(|| year_in(text, today))?;
    let (least, most) = PartialDate::age_years(born, today)?;
    (most < RARE_AGE_YEARS).then_some(least < ADULT_AGE_YEARS)
}

/// The only year in a text that is no date: the year of 31 February 2015 is known.
fn year_in(text: &str, today: Day) -> Option<PartialDate> {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    let mut years = runs.filter(|run| run.len() == 4);
    let year = years.next()?.parse().ok()?;
    let is_only = years.next().is_none();
    let is_likely = (today.year().saturating_sub(AGE_YEARS_MAX)..=today.year()).contains(&year);
    (is_only && is_likely).then_some(PartialDate::Year(year))
}

/// Whether a birth date makes somebody so old that its century is doubted, and no age confirms it.
fn is_century_doubted(said: &Statements, today: Day) -> bool {
    let born = said.text("birth.date").and_then(|text| text.parse().ok());
    let lived = born.and_then(|born: PartialDate| born.age_years(today));
    let age = said.text("age").and_then(|text| text.parse::<Age>().ok());
    let is_rare = |(least, most): (u16, u16)| most >= RARE_AGE_YEARS && least <= AGE_YEARS_MAX;
    let is_old = |age: Age| !age.may_be_minor() && age.bounds_years().0 >= RARE_AGE_YEARS - 1;
    lived.is_some_and(is_rare) && !age.is_some_and(is_old)
}

/// What must be done for a child.
pub(super) fn findings(said: &Statements, today: Day) -> Vec<Finding> {
    let doubt = is_century_doubted(said, today);
    let doubt = doubt.then_some(Finding::of("birth.date", FindingCode::DateCentury));
    let child = of_child(said, today).map(|code| Finding::of("alone", code));
    doubt.into_iter().chain(child).collect()
}

fn of_child(said: &Statements, today: Day) -> Option<FindingCode> {
    let says = |field: &str, codes: &[&str]| said.texts(field).any(|text| codes.contains(&text));
    let is_alone = says("alone", &["alone"]);
    let is_doubted = says("uam.accompanied_by_verified", &["no", "doubt"]);
    match Minority::of(said, today) {
        Minority::Possible if (is_alone || is_doubted) && was_notified(said) => {
            Some(FindingCode::MinorNotified)
        }
        Minority::Possible if is_alone => Some(FindingCode::MinorAlone),
        Minority::Possible if is_doubted => Some(FindingCode::MinorDoubted),
        Minority::Unsaid if is_alone => Some(FindingCode::MinorUnclear),
        Minority::Possible | Minority::Adult | Minority::Unsaid => None,
    }
}

/// Whether DIF and Procuraduría know. The core has one field for this, for people who may not read the rest.
fn was_notified(said: &Statements) -> bool {
    let says = |field: &str| said.text(field).is_some();
    says("minor.notified_at") || (says("uam.dif_called_at") && says("uam.ppnna_notified_at"))
}
