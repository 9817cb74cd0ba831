//! Matches the rows of one version of a list with those of another.

use std::collections::{BTreeMap, HashMap, HashSet};

use puente_record::{Value, search_key};

/// The content of a row, ready to be compared.
pub(super) struct ComparableRow {
    /// The printed number, or the place.
    pub(super) number: u32,
    /// The words of its names in alphabetical order, because columns may be in another order.
    pub(super) key: String,
    fields: BTreeMap<String, String>,
}

/// Facts that distinguish people with one name. When they agree, the people are probably the same.
const FACTS: [&str; 2] = ["birth.date", "curp"];

impl ComparableRow {
    pub(super) fn of(number: u32, said: Vec<(String, Value)>) -> Self {
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in said {
            if let Some(text) = value.as_text().filter(|text| !text.is_empty()) {
                let known = fields.entry(name).or_default();
                if !known.is_empty() {
                    known.push_str(", ");
                }
                known.push_str(text);
            }
        }
        let names = fields.iter().filter(|(name, _)| name.starts_with("name."));
        let names: Vec<String> = names.map(|(_, text)| search_key(text)).collect();
        let mut words: Vec<&str> = names.iter().flat_map(|name| name.split(' ')).collect();
        words.sort_unstable();
        Self {
            number,
            key: words.join(" "),
            fields,
        }
    }

    /// Identifies the person of a row, to derive the place when a later version adds it: the names, and a fact
    /// that distinguishes people with one name however dates are read and corrected.
    pub(super) fn person(&self) -> String {
        let year = self.fact("birth.date").and_then(|date| date.get(..4));
        let year = year.or_else(|| self.fact("age")).unwrap_or_default();
        format!("{}/{year}", self.key)
    }

    fn fact(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    fn age(&self) -> Option<u16> {
        self.fact("age")?.parse().ok()
    }

    /// Among the facts that both state, how many agree and how many differ.
    fn facts(&self, other: &Self) -> (usize, usize) {
        let said = FACTS
            .iter()
            .filter_map(|name| Some(self.fact(name)? == other.fact(name)?));
        let age = self
            .age()
            .zip(other.age())
            .map(|(one, two)| one.abs_diff(two) <= 1);
        let (same, differ): (Vec<bool>, Vec<bool>) = said.chain(age).partition(|same| *same);
        // Half of all people have one sex, so agreement proves nothing.
        let is_other_sex = self
            .fact("sex")
            .zip(other.fact("sex"))
            .is_some_and(|(one, two)| one != two);
        (same.len(), differ.len() + usize::from(is_other_sex))
    }

    /// How sure it is that two rows with one name are one person; `None` when they are two.
    fn same_name(&self, other: &Self) -> Option<usize> {
        let (same, differ) = self.facts(other);
        let is_one = differ == 0 || differ == 1 && (same > 0 || self.number == other.number);
        is_one.then(|| 10 * same + 5 - 5 * differ + usize::from(self.fields == other.fields))
    }

    /// Are two rows with different names one person whose name was corrected?
    fn is_corrected(&self, other: &Self) -> bool {
        let both = |name: &str| self.fact(name).is_some() && self.fact(name) == other.fact(name);
        let mine: HashSet<&str> = self.key.split(' ').collect();
        let common = other
            .key
            .split(' ')
            .filter(|word| mine.contains(word))
            .count();
        let words = mine.len().max(other.key.split(' ').count());
        let (same, differ) = self.facts(other);
        let supports = same > 0 || self.number == other.number;
        both("curp")
            || differ == 0 && (both("birth.date") && common > 0 || supports && 2 * common >= words)
    }

    /// Field, earlier value, present value.
    pub(super) fn differences(&self, before: &Self) -> Vec<(String, String, String)> {
        let gone = before.fields.keys();
        let gone = gone.filter(|name| !self.fields.contains_key(*name));
        let names = self.fields.keys().chain(gone);
        let said = |of: &Self, name: &str| of.fact(name).unwrap_or_default().to_owned();
        let differ = names.filter(|name| self.fields.get(*name) != before.fields.get(*name));
        differ
            .map(|name| (name.clone(), said(before, name), said(self, name)))
            .collect()
    }
}

/// For each present row, the index of its earlier row.
pub(super) fn matched(before: &[ComparableRow], now: &[ComparableRow]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; now.len()];
    let mut free: HashSet<usize> = (0..before.len()).collect();
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, said) in before.iter().enumerate() {
        by_key.entry(&said.key).or_default().push(at);
    }
    let mut sure = Vec::new();
    let mut compared = 0;
    for (place, said) in now.iter().enumerate() {
        let alike = by_key.get(&*said.key).map_or(&[][..], Vec::as_slice);
        compared += alike.len();
        // When one name occurs thousands of times, the remaining rows count as new people until somebody looks.
        if compared > COMPARED_MAX {
            break;
        }
        let alike = alike.iter();
        sure.extend(alike.filter_map(|at| Some((said.same_name(&before[*at])?, place, *at))));
    }
    // The surest pairs first; people who are equal in everything, in the order of the lists.
    sure.sort_unstable_by_key(|(sure, place, at)| (std::cmp::Reverse(*sure), *place, *at));
    for (_, place, at) in sure {
        if pairs[place].is_none() && free.remove(&at) {
            pairs[place] = Some(at);
        }
    }
    // When several rows could be a corrected name, none is chosen.
    let open: Vec<usize> = (0..now.len())
        .filter(|place| pairs[*place].is_none())
        .collect();
    if open.len() * free.len() <= COMPARED_MAX {
        let could = |place: usize, at: usize| now[place].is_corrected(&before[at]);
        for place in &open {
            let mut found = free.iter().copied().filter(|at| could(*place, *at));
            let only = found.next().filter(|_| found.next().is_none());
            let only =
                only.filter(|at| open.iter().filter(|other| could(**other, *at)).count() == 1);
            if let Some(at) = only {
                free.remove(&at);
                pairs[*place] = Some(at);
            }
        }
    }
    pairs
}

/// The most pairs of rows that are compared: a thousand rows with a thousand.
const COMPARED_MAX: usize = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn said(number: u32, fields: &[(&str, &str)]) -> ComparableRow {
        let fields = fields
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Value::from(*text)));
        ComparableRow::of(number, fields.collect())
    }

    fn person(given: &str, surname: &str, birth: &str) -> ComparableRow {
        said(
            1,
            &[
                ("name.given", given),
                ("name.surname1", surname),
                ("birth.date", birth),
            ],
        )
    }

    #[test]
    fn rows_are_found_again_in_any_order_and_a_father_is_not_his_son() {
        let before = [
            person("Juan", "Paz", "1970-01-01"),
            person("Ana", "Ruiz", "1990-05-25"),
        ];
        let mut son = person("Juan", "Paz", "2008-03-04");
        son.number = 2;
        let now = [
            person("Ana", "Ruiz", "1990-05-25"),
            son,
            person("Juan", "Paz", "1970-01-01"),
        ];
        assert_eq!(matched(&before, &now), [Some(1), None, Some(0)]);
        assert_eq!(matched(&before, &now[..2]), [Some(1), None]);
    }

    /// All pairs of rows with one name would be 25 million.
    #[test]
    fn a_list_that_says_one_name_thousands_of_times_is_compared_as_far_as_it_goes() {
        let row = |number| said(number, &[("name.given", "Ana"), ("name.surname1", "Ruiz")]);
        let rows: Vec<ComparableRow> = (0..5_000).map(row).collect();
        let pairs = matched(&rows, &rows);
        assert_eq!(
            (pairs[0], pairs[199], pairs[4_999]),
            (Some(0), Some(199), None)
        );
    }

    #[test]
    fn a_corrected_name_or_date_is_the_same_person() {
        let before = [
            person("Sol", "Vega Mora", "1990-05-25"),
            person("Leo", "Paz Luna", "1980-01-02"),
        ];
        let now = [
            person("Sol", "Vega Moran", "1990-05-25"),
            said(2, &[("name.given", "Leo"), ("name.surname1", "Paz Luna")]),
        ];
        assert_eq!(matched(&before, &now), [Some(0), Some(1)]);
        let fields = now[0].differences(&before[0]);
        assert_eq!(
            fields,
            [(
                "name.surname1".into(),
                "Vega Mora".into(),
                "Vega Moran".into()
            )]
        );
    }
}
