//! Mexico's municipalities by INEGI's keys: the tax authority's catalogue `c_Municipio`, as contained in the Python package
//! `satcfdi` 26.10 (MIT), and the fifteen that were made since; 2,478 in all.
//!
//! A key has two digits for the state and three for the municipality. Names are found with or without accents.

use core::fmt;
use core::str::FromStr;

use crate::code_list::{Code, STATES, birth_state, state_of_letters};
use crate::search::search_key;

/// `#` and a state's digits, then its municipalities in the order of their numbers. A line begins with the number unless
/// that is one more than in the line before.
const CATALOGUE: &str = include_str!("municipality.txt");

/// One municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Municipality {
    state: u8,
    number: u16,
    name: &'static str,
}

/// The text is not the five digits of a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no municipality has this code")]
pub struct UnknownMunicipality;

impl Municipality {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// Its state, of [`STATES`].
    ///
    /// # Panics
    /// Never: the catalogue has the states of the list.
    #[must_use]
    pub fn state(self) -> &'static Code {
        &STATES.codes[usize::from(self.state) - 1]
    }
}

/// The code: five digits.
impl fmt::Display for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}{:03}", self.state, self.number)
    }
}

impl FromStr for Municipality {
    type Err = UnknownMunicipality;

    fn from_str(code: &str) -> Result<Self, UnknownMunicipality> {
        let is_code = code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
        let known = || {
            let state = code[..2].parse().ok()?;
            let number = code[2..].parse().ok()?;
            all().find(|each: &Municipality| (each.state, each.number) == (state, number))
        };
        is_code.then(known).flatten().ok_or(UnknownMunicipality)
    }
}

/// Every municipality, by state and number.
fn all() -> impl Iterator<Item = Municipality> {
    let (mut state, mut number) = (0, 0);
    CATALOGUE.lines().filter_map(move |line| {
        if let Some(digits) = line.strip_prefix('#') {
            (state, number) = (digits.parse().unwrap_or(0), 0);
            return None;
        }
        number += 1;
        let mut name = line;
        if let Some((own, rest)) = line.split_once(' ')
            && let Ok(own) = own.parse()
        {
            (number, name) = (own, rest);
        }
        Some(Municipality {
            state,
            number,
            name,
        })
    })
}

/// Municipalities whose names begin with this text, those with exactly this name first; of one state, by INEGI's digits, or
/// of all. For a field that proposes while somebody types, and for lists with names.
#[must_use]
pub fn municipalities(typed: &str, state: Option<&str>) -> Vec<Municipality> {
    let key = search_key(typed);
    let of_state = |each: &Municipality| state.is_none_or(|digits| each.state().code == digits);
    let mut found: Vec<(bool, Municipality)> = all()
        .filter(of_state)
        .filter_map(|each| {
            let name = search_key(each.name);
            let begins = name.starts_with(&key) && !key.is_empty();
            begins.then_some((name != key, each))
        })
        .collect();
    found.sort_by_key(|(is_longer, _)| *is_longer);
    found.into_iter().map(|(_, each)| each).collect()
}

/// A place in Mexico as lists write it in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MexicanPlace {
    /// The state, of [`crate::code_list::BIRTH_STATES`].
    pub state: &'static Code,
    /// The municipality, if one of the state has the name beside it.
    pub municipality: Option<Municipality>,
}

/// The place that a text means: `Jal.`, `Guadalajara, Jal.`, `Chiapas (Tapachula)`, `TIJUANA BC`. `None` without a state,
/// because the name of a municipality may also be one in Honduras.
#[must_use]
pub fn mexican_place(typed: &str) -> Option<MexicanPlace> {
    if let Some(state) = birth_state(typed) {
        return Some(MexicanPlace {
            state,
            municipality: None,
        });
    }
    let is_between = |c: char| ",;/()[]|\n".contains(c);
    let mut parts: Vec<&str> = typed.split(is_between).map(str::trim).collect();
    // The country adds nothing to a state.
    parts.retain(|part| !matches!(&*search_key(part), "" | "mex" | "mx" | "republica mexicana"));
    if let [_, .., last] = parts[..]
        && search_key(last) == "mexico"
    {
        parts.pop();
    }
    match parts[..] {
        [only] => birth_state(only)
            .map(|state| MexicanPlace {
                state,
                municipality: None,
            })
            .or_else(|| by_last_words(only)),
        [first, second] => match (birth_state(first), birth_state(second)) {
            // `Chihuahua, Chih.` is the town in the state.
            (_, Some(state)) => Some(place_in(state, first)),
            (Some(state), None) => Some(place_in(state, second)),
            (None, None) => None,
        },
        // A town, its municipality, the state.
        [.., town, state] => birth_state(state).map(|state| place_in(state, town)),
        [] => None,
    }
}

/// `TIJUANA BC`: without a comma before the state.
fn by_last_words(text: &str) -> Option<MexicanPlace> {
    let ends = text.rmatch_indices([' ', '-']).take(3);
    let mut places = ends.filter_map(|(at, _)| {
        let place = place_in(birth_state(&text[at + 1..])?, &text[..at]);
        place.municipality.map(|_| place)
    });
    places.next()
}

fn place_in(state: &'static Code, name: &str) -> MexicanPlace {
    let key = search_key(name);
    let bare = ["cd ", "ciudad ", "municipio de ", "mpio de ", "mpio "]
        .iter()
        .find_map(|words| key.strip_prefix(words));
    let named = |key: &str| {
        let digits = state_of_letters(state.code)?.code;
        let found = municipalities(key, Some(digits)).into_iter().next();
        found.filter(|found| search_key(found.name()) == key)
    };
    MexicanPlace {
        state,
        municipality: named(&key).or_else(|| named(bare?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_one_cell_is_a_state_and_a_municipality() {
        for (typed, place) in [
            ("Juárez, Chihuahua", "CH 08037"),
            ("Cd. Juárez, Chih.", "CH 08037"),
            ("Guadalajara, Jal.", "JC 14039"),
            ("Guadalajara, Jalisco, México", "JC 14039"),
            ("Chiapas (Tapachula)", "CS 07089"),
            ("Chihuahua, Chih.", "CH 08019"),
            ("Jalisco/Guadalajara", "JC 14039"),
            ("TIJUANA BC", "BC 02004"),
            ("Tijuana B.C.", "BC 02004"),
            ("Durango, México", "DG"),
            ("Mich.", "MN"),
            ("El Salto, Jal.", "JC 14070"),
            ("Rancho Nadie, Oax.", "OC"),
            ("México", "MC"),
            ("Tijuana", ""),
            ("Petén, Guatemala", ""),
            ("San Antonio, TX", ""),
            ("Los Ángeles, California", ""),
            ("", ""),
            (",", ""),
        ] {
            let found = mexican_place(typed).map(|place| {
                let municipality = place.municipality.map(|of| of.to_string());
                format!("{} {}", place.state.code, municipality.unwrap_or_default())
            });
            assert_eq!(found.unwrap_or_default().trim(), place, "{typed}");
        }
    }

    #[test]
    fn the_catalogue_is_complete() {
        assert_eq!(all().count(), 2_478);
        for state in STATES.codes {
            assert!(all().any(|each| each.state() == state), "{}", state.code);
        }
        // Oaxaca has 570, and Mexico City the sixteen boroughs 002 to 017.
        assert_eq!(all().filter(|each| each.state == 20).count(), 570);
        let capital: Vec<_> = all().filter(|each| each.state == 9).collect();
        assert_eq!((capital.len(), capital[0].number), (16, 2));
    }

    #[test]
    fn codes_and_names_find_each_other() {
        for (code, name) in [
            ("02004", "Tijuana"),
            ("08037", "Juárez"),
            ("14039", "Guadalajara"),
            ("20067", "Oaxaca de Juárez"),
            ("28032", "Reynosa"),
        ] {
            let known: Municipality = code.parse().unwrap();
            assert_eq!((known.name(), known.to_string().as_str()), (name, code));
            let found = municipalities(&search_key(name), Some(&code[..2]));
            assert_eq!(found[0], known);
        }
        for code in [
            "",
            "2004",
            "02999",
            "00000",
            "99001",
            "0200A",
            "Tijuana",
            "ñññññ",
        ] {
            assert_eq!(code.parse::<Municipality>(), Err(UnknownMunicipality));
        }
    }

    #[test]
    fn what_is_typed_proposes_the_exact_name_first() {
        let found = municipalities("benito juarez", None);
        assert!(found.len() > 5 && found[0].name() == "Benito Juárez");
        let found = municipalities("ECATEPEC", Some("15"));
        assert_eq!(found[0].name(), "Ecatepec de Morelos");
        assert!(municipalities(" ", None).is_empty());
        assert!(municipalities("Springfield", None).is_empty());
    }
}
