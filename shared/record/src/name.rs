//! Spanish names: splits a field with a whole name into its parts.
//!
//! Arrival lists write `GARCÍA DE LA CRUZ MA. DEL CARMEN` or `Juan Carlos Pérez López` in one cell. If the
//! words do not determine the parts, the split says so: then it is a proposal, and somebody asks the person.

mod affix;
mod known;
mod unit;

pub use affix::{Affixes, Part, bare_name};
use unit::{Unit, units};

/// Which part of a name comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameOrder {
    /// `María José Pérez López`.
    GivenFirst,
    /// `PÉREZ LÓPEZ MARÍA JOSÉ`, as authorities write.
    SurnameFirst,
}

/// The parts of a whole name, spelt as it was typed, with one space between words.
#[derive(Clone, PartialEq, Eq)]
pub struct SplitName {
    /// Given names; empty when there is none.
    pub given: String,
    /// First surname; empty when there is none.
    pub surname1: String,
    /// Second surname; empty when there is none.
    pub surname2: String,
    /// What a marriage added: `viuda de Paz`. Empty for almost everybody; it is an additional name, no surname.
    pub married: String,
    /// What surrounded the name: titles are dropped, `JR` and `(MENOR)` are here.
    pub affixes: Affixes,
    /// The order in which the name was read.
    pub order: NameOrder,
    /// Whether the words have no other reading. If not, show the parts to somebody before they count.
    pub sure: bool,
}

/// Shows no personal data.
impl core::fmt::Debug for SplitName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("SplitName")
            .field("order", &self.order)
            .field("sure", &self.sure)
            .finish_non_exhaustive()
    }
}

/// Splits a whole name.
///
/// A comma or a slash determines the order (`PÉREZ LÓPEZ, ANA`; `PEREZLOPEZ/ANAMRS` of an airline). Without
/// `order`, the words decide: common given names and surnames of Mexico and Central America, abbreviations
/// (`Ma.`, `J.`, `Fco.`), patronymics in `-ez`. To read a whole list in one order, use that of [`list_order`].
#[must_use]
pub fn split_name(text: &str, order: Option<NameOrder>) -> SplitName {
    let mut affixes = Affixes::default();
    let text = affixes.without_brackets(text);
    if let Some((surnames, given)) = text.split_once([',', '/']) {
        let surnames = affixes.taken_off(surnames, Part::Surnames);
        let given = affixes.taken_off(given, Part::Given);
        return with_comma(&surnames, &given, affixes);
    }
    let text = affixes.taken_off(&text, Part::Whole);
    let (units, married) = apart(units(&text));
    let (order, clear) = match order {
        Some(order) => (order, true),
        None => likely_order(&units),
    };
    assemble(&units, &married, order, clear, affixes)
}

/// Splits surnames that are separate from the given names: with a comma or a slash between the two.
#[must_use]
pub fn split_surnames(text: &str) -> SplitName {
    let mut affixes = Affixes::default();
    let text = affixes.without_brackets(text).replace([',', '/'], " ");
    let surnames = affixes.taken_off(&text, Part::Surnames);
    with_comma(&surnames, "", affixes)
}

/// The order in which the names of a list are written: that of most names that show one. `None` if they do not
/// agree.
pub fn list_order<'t>(names: impl Iterator<Item = &'t str>) -> Option<NameOrder> {
    let (mut given_first, mut surname_first) = (0_usize, 0_usize);
    for name in names {
        if name.contains([',', '/']) {
            continue;
        }
        let (name, _) = bare_name(name, Part::Whole);
        match likely_order(&apart(units(&name)).0) {
            (NameOrder::GivenFirst, true) => given_first += 1,
            (NameOrder::SurnameFirst, true) => surname_first += 1,
            _ => {}
        }
    }
    // One person writes a list: a few odd names do not change the order, a third of them does.
    let (most, least) = (
        given_first.max(surname_first),
        given_first.min(surname_first),
    );
    let order = if given_first > surname_first {
        NameOrder::GivenFirst
    } else {
        NameOrder::SurnameFirst
    };
    (most > least * 2).then_some(order)
}

fn with_comma(surnames: &str, given: &str, affixes: Affixes) -> SplitName {
    let (surnames, married) = apart(units(surnames));
    let given = units(given);
    // A second comma, or nothing on one side: `Pérez, Ana, 34`.
    let odd = given.iter().any(|unit| unit.text.contains(',')) || given.is_empty();
    SplitName {
        sure: !odd && (1..=2).contains(&surnames.len()) && !affixes.names_another,
        given: joined(&given),
        surname1: joined(&surnames[..surnames.len().min(1)]),
        surname2: joined(&surnames[surnames.len().min(1)..]),
        married: joined(&married),
        affixes,
        order: NameOrder::SurnameFirst,
    }
}

/// The name's own words, and what a marriage added.
fn apart(units: Vec<Unit>) -> (Vec<Unit>, Vec<Unit>) {
    units.into_iter().partition(|unit| !unit.is_married)
}

fn joined(units: &[Unit]) -> String {
    let texts: Vec<&str> = units.iter().map(|unit| unit.text.as_str()).collect();
    texts.join(" ")
}

/// The order that the first and the last word indicate, and whether they indicate one.
fn likely_order(units: &[Unit]) -> (NameOrder, bool) {
    let (Some(first), Some(last)) = (units.first(), units.last()) else {
        return (NameOrder::GivenFirst, false);
    };
    // How much more each end looks like a given name than like a surname.
    let (start, end) = (first.givenness(), last.givenness());
    match start.cmp(&end) {
        core::cmp::Ordering::Greater => (NameOrder::GivenFirst, units.len() > 1),
        core::cmp::Ordering::Less => (NameOrder::SurnameFirst, units.len() > 1),
        core::cmp::Ordering::Equal => (NameOrder::GivenFirst, false),
    }
}

fn assemble(
    units: &[Unit],
    married: &[Unit],
    order: NameOrder,
    clear: bool,
    affixes: Affixes,
) -> SplitName {
    let (surnames, given, sure) = match order {
        NameOrder::GivenFirst => {
            let (count, sure) = surnames_behind(units);
            let (given, surnames) = units.split_at(units.len() - count);
            (surnames, given, sure)
        }
        NameOrder::SurnameFirst => {
            let (count, sure) = surnames_before(units);
            let (surnames, given) = units.split_at(count);
            (surnames, given, sure)
        }
    };
    // `López de García` may be a second surname or a husband's.
    let sure = sure && !surnames.iter().skip(1).any(Unit::may_be_married);
    SplitName {
        given: joined(given),
        surname1: joined(&surnames[..surnames.len().min(1)]),
        surname2: joined(&surnames[surnames.len().min(1)..]),
        married: joined(married),
        order,
        sure: sure && clear && !affixes.names_another,
        affixes,
    }
}

/// How many units at the end are surnames, and whether this is sure.
fn surnames_behind(units: &[Unit]) -> (usize, bool) {
    match units {
        [] | [_] => (0, false),
        [_, last] => (1, last.givenness() <= 0),
        // `Juan Carlos Pérez` or `Juan Pérez López`.
        [_, middle, last] => match (middle.givenness(), last.givenness()) {
            (1.., ..=0) => (1, true),
            (..=-1, ..=0) => (2, true),
            (1.., _) => (1, false),
            _ => (2, false),
        },
        [given @ .., before, last] => {
            let as_expected = before.givenness() <= 0 && last.givenness() <= 0;
            let given_known = given.iter().skip(1).all(|unit| unit.givenness() >= 0);
            (2, as_expected && given_known && units.len() <= 5)
        }
    }
}

/// How many units at the start are surnames, and whether this is sure.
fn surnames_before(units: &[Unit]) -> (usize, bool) {
    match units {
        [] => (0, false),
        [_] => (1, false),
        [first, last] => (1, first.givenness() <= 0 && last.givenness() >= 0),
        // `PÉREZ JUAN CARLOS` or `PÉREZ LÓPEZ JUAN`.
        [first, middle, given @ ..] => {
            let given_known = given.iter().all(|unit| unit.givenness() >= 0);
            let first_known = first.givenness() <= 0;
            match middle.givenness() {
                1.. => (1, first_known && given_known && units.len() == 3),
                // An unknown word is a second surname, because almost everybody has one.
                _ => (2, first_known && given_known && units.len() <= 5),
            }
        }
    }
}

#[cfg(test)]
mod tests;
