//! Dates and states as lists write them.

use puente_record::code_list::BIRTH_STATES;
use puente_record::{Day, search_key};

use crate::code_of;

/// Names of states that authorities write and the code list does not have.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("mexico", "MC"),
    ("edomex", "MC"),
    ("edo mex", "MC"),
    ("edo de mexico", "MC"),
    ("cdmx", "DF"),
    ("distrito federal", "DF"),
    ("coahuila de zaragoza", "CL"),
    ("michoacan de ocampo", "MN"),
    ("veracruz de ignacio de la llave", "VZ"),
    ("queretaro de arteaga", "QT"),
    ("extranjero", "NE"),
];

/// The state's two letters in the CURP; what is none of the states stays as it was typed.
pub(super) fn birth_state(typed: &str) -> &str {
    let key = search_key(typed);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == key);
    other.map_or_else(|| code_of(&BIRTH_STATES, typed), |(_, code)| code)
}

/// A day as `YYYY-MM-DD`, from that or from day/month/year, as Mexican offices write it; what is
/// neither stays as it was typed.
pub(super) fn day(typed: &str) -> String {
    let parts: Vec<&str> = typed.split('/').collect();
    let read = || match parts[..] {
        [day, month, year] if year.len() == 4 => {
            Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        }
        _ => None,
    };
    read().map_or_else(|| typed.to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_get_their_code_and_the_unknown_is_kept() {
        for (typed, code) in [
            ("durango", "DG"),
            ("QUERETARO", "QT"),
            ("Michoacán", "MN"),
            ("Mexico", "MC"),
            ("MÉXICO", "MC"),
            ("Ciudad de Mexico", "DF"),
            ("D.F.", "D.F."),
            ("San Luis Potosi", "SP"),
            ("Texas", "Texas"),
            ("", ""),
        ] {
            assert_eq!(birth_state(typed), code);
        }
    }

    #[test]
    fn days_are_written_one_way_and_the_impossible_is_kept() {
        for (typed, written) in [
            ("1992-11-11", "1992-11-11"),
            ("3/4/1990", "1990-04-03"),
            ("31/02/1990", "31/02/1990"),
            ("16/01/84", "16/01/84"),
            ("1990", "1990"),
        ] {
            assert_eq!(day(typed), written);
        }
    }
}
