//! What the letters in the column *sex* mean, given its other contents.

use std::collections::BTreeMap;

use puente_record::code_list::SEX;
use puente_record::missing_word::unsaid;
use puente_record::search_key;

/// Folded spellings, with the code that each means.
pub(crate) type SexCodes = BTreeMap<String, String>;

const FEMALE: &str = "female";
const MALE: &str = "male";

/// The meaning of a folded cell by itself; `m` alone has none.
fn plain(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "f" | "fem" | "femenino" | "femenina" | "female" | "mujer" | "muj" | "woman" | "nina"
        | "girl" | "w" => FEMALE,
        "h" | "masc" | "masculino" | "masculina" | "male" | "hombre" | "hom" | "man" | "nino"
        | "boy" | "varon" | "v" => MALE,
        "x" | "otro" | "other" | "no binario" | "nb" | "non binary" => "x",
        "not said" | "prefiere no decir" => "not_said",
        _ => return None,
    })
}

/// Is this one of the many signs for no answer? An X is a sex, and a zero may be one.
fn is_silent(folded: &str, typed: &str) -> bool {
    let is_code = plain(folded).is_some() || SEX.code(typed).is_some();
    let is_number = folded.bytes().any(|b| b.is_ascii_digit());
    folded.is_empty() || !is_code && !is_number && unsaid(typed).is_some()
}

/// The meaning of each spelling in a column, and the spellings whose meaning nobody can tell.
pub(crate) fn infer<'a>(
    cells: impl Iterator<Item = &'a str>,
    said: &[(String, String)],
) -> (SexCodes, Vec<String>) {
    let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for cell in cells {
        counts.entry(search_key(cell)).or_insert((0, cell)).0 += 1;
    }
    counts.retain(|folded, (_, typed)| !is_silent(folded, typed));
    let total: usize = counts.values().map(|(count, _)| count).sum();
    let said = |folded: &str| {
        let mut said = said.iter().rev();
        let found = said.find(|(typed, _)| search_key(typed) == folded);
        found.map(|(_, code)| &**code)
    };
    let m = meaning_of_m(&counts);
    let mut codes = SexCodes::new();
    let mut unclear = Vec::new();
    for (folded, (count, typed)) in counts {
        let own = said(&folded).or_else(|| plain(&folded));
        let own = own.or_else(|| SEX.code(typed).map(|code| code.code));
        let own = if folded == "m" { said("m").or(m) } else { own };
        match own {
            Some(code) => {
                codes.insert(folded, code.to_owned());
            }
            // A slip in a few rows becomes a finding on their records; a whole system of signs is asked about.
            None if folded == "m" || 10 * count > total => unclear.push(typed.to_owned()),
            None => {}
        }
    }
    (codes, unclear)
}

/// Beside F or *masculino*, M is a man; beside H or *varón*, a woman; beside neither or both, nobody knows.
fn meaning_of_m(counts: &BTreeMap<String, (usize, &str)>) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| counts.contains_key(*word));
    let beside_female = has(&["f", "fem", "femenino", "female", "mujer", "w", "woman"]);
    let beside_male = has(&[
        "h",
        "v",
        "hombre",
        "varon",
        "masculino",
        "male",
        "masc",
        "man",
    ]);
    match (beside_female, beside_male) {
        (true, false) => Some(MALE),
        (false, true) => Some(FEMALE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(cells: &[&str]) -> (Vec<(String, String)>, Vec<String>) {
        let (codes, unclear) = infer(cells.iter().copied(), &[]);
        (codes.into_iter().collect(), unclear)
    }

    fn code(cells: &[&str], cell: &str) -> Option<String> {
        infer(cells.iter().copied(), &[]).0.get(cell).cloned()
    }

    #[test]
    fn the_letter_m_means_what_the_other_letters_of_the_list_say() {
        assert_eq!(code(&["F", "m", ""], "m").as_deref(), Some("male"));
        assert_eq!(code(&["H", "M"], "m").as_deref(), Some("female"));
        assert_eq!(code(&["M", "Masculino"], "m").as_deref(), Some("female"));
        for unclear in [&["M", "M"][..], &["M", "F", "H"], &["1", "2", "1"]] {
            assert!(!of(unclear).1.is_empty(), "{unclear:?}");
        }
        assert_eq!(of(&["Hombre", "MUJER"]).1, Vec::<String>::new());
    }

    #[test]
    fn what_somebody_says_counts_for_every_spelling() {
        let said = [
            ("1".to_owned(), "male".to_owned()),
            ("2".to_owned(), "female".to_owned()),
        ];
        let (codes, unclear) = infer(["1", "2", "1"].into_iter(), &said);
        assert_eq!((codes.len(), unclear.len()), (2, 0));
        let said = [("M".to_owned(), "female".to_owned())];
        let (codes, unclear) = infer(["m", "M"].into_iter(), &said);
        assert_eq!(
            (codes.get("m").map(String::as_str), unclear.len()),
            (Some("female"), 0)
        );
    }

    #[test]
    fn a_slip_among_many_is_left_as_typed() {
        let mut cells = vec!["H"; 20];
        cells.extend(["M", "?¿", "Hh"]);
        let (codes, unclear) = infer(cells.into_iter(), &[]);
        assert_eq!((codes.len(), unclear.len()), (2, 0));
    }

    proptest! {
        #[test]
        fn order_and_number_of_rows_change_no_meaning(mut cells in prop::collection::vec("[HMFhmf]|Mujer|Hombre", 1..40)) {
            let before = infer(cells.iter().map(String::as_str), &[]).0;
            cells.reverse();
            let twice = [cells.clone(), cells].concat();
            prop_assert_eq!(before, infer(twice.iter().map(String::as_str), &[]).0);
        }
    }
}
