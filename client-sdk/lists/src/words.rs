//! Words that lists use for what the field table has codes for.

use puente_record::code_list::{BIRTH_STATES, COUNTRIES, CodeList};
use puente_record::search_key;

/// The code that a text means: the code itself or its Spanish or English words, capitals and accents
/// aside. Anything else stays as typed, and shows as a finding where the list is closed.
#[must_use]
pub fn code_of<'a>(list: &CodeList, typed: &'a str) -> &'a str {
    list.meant(typed).map_or(typed, |code| code.code)
}

/// The state's two letters in the CURP; what is none of the states stays as it was typed.
pub(crate) fn birth_state(typed: &str) -> &str {
    let key = search_key(typed);
    let other = STATES.iter().find(|(name, _)| *name == key);
    other.map_or_else(|| code_of(&BIRTH_STATES, typed), |(_, code)| code)
}

/// Names of states that authorities write and the code list does not have.
const STATES: &[(&str, &str)] = &[
    ("mexico", "MC"),
    ("edomex", "MC"),
    ("edo mex", "MC"),
    ("edo de mexico", "MC"),
    ("cdmx", "DF"),
    ("d f", "DF"),
    ("distrito federal", "DF"),
    ("coahuila de zaragoza", "CL"),
    ("michoacan de ocampo", "MN"),
    ("veracruz de ignacio de la llave", "VZ"),
    ("queretaro de arteaga", "QT"),
    ("slp", "SP"),
    ("s l p", "SP"),
    ("extranjero", "NE"),
];

/// A country by ISO 3166-1 alpha-3, from a code, a name or a demonym; else as it was typed.
pub(crate) fn country(typed: &str) -> &str {
    let key = search_key(typed);
    // HONDUREÑA, hondureño, hondureñas: the last vowel says whose, not which.
    let plural = key.strip_suffix('s').unwrap_or(&key);
    let stem = plural.strip_suffix(['a', 'o', 'e']).unwrap_or(plural);
    let row = DEMONYMS.iter().find(|(_, two, stems)| {
        *two == key
            || stems
                .split_whitespace()
                .any(|known| known == stem || known == key)
    });
    row.map_or_else(|| code_of(&COUNTRIES, typed), |(three, ..)| three)
}

/// Alpha-3, alpha-2, and demonyms in Spanish without their last vowel and in English.
const DEMONYMS: &[(&str, &str, &str)] = &[
    ("MEX", "mx", "mexican mejican mex"),
    ("GTM", "gt", "guatemaltec guatemalan chapin gua"),
    ("HND", "hn", "honduren honduran hon"),
    ("SLV", "sv", "salvadoren salvadoran sal"),
    ("NIC", "ni", "nicaraguens nicaraguan"),
    ("CRI", "cr", "costarricens costa_rican"),
    ("PAN", "pa", "panamen panamanian"),
    ("BLZ", "bz", "belicen belizean"),
    ("USA", "us", "estadounidens norteamerican american eua eeuu"),
    ("CUB", "cu", "cuban"),
    ("HTI", "ht", "haitian"),
    ("DOM", "do", "dominican"),
    ("JAM", "jm", "jamaiquin jamaican"),
    ("VEN", "ve", "venezolan venezuelan"),
    ("COL", "co", "colombian"),
    ("ECU", "ec", "ecuatorian ecuadorian"),
    ("PER", "pe", "peruan peruvian"),
    ("BOL", "bo", "bolivian"),
    ("BRA", "br", "brasilen brazilian"),
    ("CHL", "cl", "chilen chilean"),
    ("ARG", "ar", "argentin argentinian argentine"),
    ("PRY", "py", "paraguay paraguayan"),
    ("URY", "uy", "uruguay uruguayan"),
    ("CAN", "ca", "canadiens canadian"),
];

/// Years lived: `34`, `34 años`, `8 meses`; else as it was typed.
pub(crate) fn age(typed: &str) -> String {
    let key = search_key(typed);
    let digits = key.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = key.split_at(digits);
    match (number.parse::<u16>(), unit.trim()) {
        (
            Ok(years),
            "" | "a" | "anos" | "ano" | "years" | "year" | "yrs" | "yr" | "y" | "y o" | "yo",
        ) => years.to_string(),
        (Ok(0..=11), "m" | "mes" | "meses" | "month" | "months" | "mo") => "0".to_owned(),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use puente_record::code_list::{SERVICE_TYPES, SEX};

    use super::*;

    #[test]
    fn words_codes_and_capitals_are_understood_and_the_rest_is_kept() {
        for (list, typed, code) in [
            (&SEX, "female", "female"),
            (&SEX, "MUJER", "female"),
            (&SEX, "Male", "male"),
            (&BIRTH_STATES, "michoacan", "MN"),
            (&BIRTH_STATES, "mc", "MC"),
            (&SERVICE_TYPES, "información", "information"),
            (&BIRTH_STATES, "Petén", "Petén"),
        ] {
            assert_eq!(code_of(list, typed), code);
        }
    }

    #[test]
    fn states_get_their_code_and_the_unknown_is_kept() {
        for (typed, code) in [
            ("durango", "DG"),
            ("QUERETARO", "QT"),
            ("Mexico", "MC"),
            ("Ciudad de Mexico", "DF"),
            ("D.F.", "DF"),
            ("San Luis Potosi", "SP"),
            ("Texas", "Texas"),
            ("", ""),
        ] {
            assert_eq!(birth_state(typed), code);
        }
    }

    #[test]
    fn countries_are_known_by_name_code_and_demonym() {
        for (typed, code) in [
            ("HN", "HND"),
            ("hnd", "HND"),
            ("Hondureña", "HND"),
            ("HONDUREÑO", "HND"),
            ("hondurans", "HND"),
            ("Guatemalteco", "GTM"),
            ("Salvadoran", "SLV"),
            ("Nicaragüense", "NIC"),
            ("México", "MEX"),
            ("mexicanas", "MEX"),
            ("El Salvador", "SLV"),
            ("Atlantis", "Atlantis"),
        ] {
            assert_eq!(country(typed), code, "{typed}");
        }
    }

    #[test]
    fn ages_are_years() {
        for (typed, years) in [
            ("34", "34"),
            ("34 años", "34"),
            ("8 meses", "0"),
            ("2 yrs", "2"),
            ("30 aprox", "30 aprox"),
        ] {
            assert_eq!(age(typed), years);
        }
    }
}
