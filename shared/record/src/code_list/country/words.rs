//! Countries as people write them: abbreviations, names of their people, two in one cell.

use super::{COUNTRIES, Code, country};
use crate::missing_word::unsaid;
use crate::search::search_key;

/// Words before the name of a country or of its people, and after it.
const IN_FRONT: [&str; 7] = [
    "nacionalidad ",
    "republica de ",
    "republica ",
    "rep de ",
    "rep ",
    "ciudadano ",
    "ciudadana ",
];
const BEHIND: [&str; 11] = [
    " por nacimiento",
    " de nacimiento",
    " por naturalizacion",
    " de origen",
    " centroamerica",
    " centro america",
    " c a",
    " as",
    " os",
    " a",
    " o",
];

pub(super) fn of_words(typed: &str) -> Option<&'static Code> {
    let outside = match typed.split_once('(') {
        Some((outside, rest)) => format!(
            "{outside} {}",
            rest.split_once(')').map_or("", |(_, rest)| rest)
        ),
        None => typed.to_owned(),
    };
    let whole = search_key(&outside.replace('@', "a"));
    let mut key = whole.as_str();
    loop {
        let named = || COUNTRIES.named(key).or_else(|| of_people(key));
        if let Some(code) = named() {
            return Some(code);
        }
        let front = IN_FRONT.iter().find_map(|words| key.strip_prefix(words));
        let behind = || BEHIND.iter().find_map(|words| key.strip_suffix(words));
        key = front.or_else(behind)?;
    }
}

/// By the name of a country's people. HONDUREÑA, hondureño, hondureñas: the last vowel does not matter.
fn of_people(key: &str) -> Option<&'static Code> {
    let plural = key.strip_suffix('s').unwrap_or(key);
    let stem = plural.strip_suffix(['a', 'o', 'e']).unwrap_or(plural);
    let row = PEOPLE.iter().find(|(_, stems)| {
        stems
            .split(' ')
            .map(|known| known.replace('_', " "))
            .any(|known| known == stem || known == key)
    });
    COUNTRIES.code(row?.0)
}

/// The countries that a text names: `mexicana y estadounidense`, `MEX/USA`. Other parts stay as typed.
#[must_use]
pub fn countries(typed: &str) -> Vec<&str> {
    let meant = |part| country(part).map(|code| code.code);
    let is_said = |part: &&str| {
        let key = search_key(part);
        let of_the_other = matches!(
            &*key,
            "a" | "o" | "as" | "os" | "c a" | "ca" | "centroamerica"
        );
        !of_the_other && unsaid(part).is_none()
    };
    if let Some(code) = meant(typed) {
        return vec![code];
    }
    if unsaid(typed).is_some() {
        return Vec::new();
    }
    let parts = typed.split(['/', ',', ';', '+', '&', '\n']).map(str::trim);
    let parts: Vec<&str> = parts.filter(is_said).collect();
    let mut found = Vec::new();
    for part in parts {
        // `Trinidad y Tobago` is one country.
        let words: Vec<&str> = [" y ", " e ", " and ", "-"]
            .iter()
            .map(|and| part.split(and).map(str::trim).collect())
            .find(|words: &Vec<&str>| {
                words.len() > 1 && words.iter().all(|word| country(word).is_some())
            })
            .unwrap_or_else(|| vec![part]);
        for word in words {
            let code = meant(word).unwrap_or(word);
            if !found.contains(&code) {
                found.push(code);
            }
        }
    }
    found
}

/// Alpha-3, and the names of its people, in Spanish without the last vowel and in English, with abbreviations; `_` means
/// a blank.
const PEOPLE: &[(&str, &str)] = &[
    ("MEX", "mexican mejican mex estados_unidos_mexicanos"),
    ("GTM", "guatemaltec guatemalan chapin gua guat guate"),
    ("HND", "honduren honduran hon hond"),
    ("SLV", "salvadoren salvadoran sal salv el_salv salvador"),
    ("NIC", "nicaraguens nicaraguan nic nicarag"),
    ("CRI", "costarricens costa_rican c_rica"),
    ("PAN", "panamen panamanian"),
    ("BLZ", "belicen belizean"),
    (
        "USA",
        "estadounidens norteamerican american eua eeuu ee_uu e_u_a u_s_a u_s e_u eu eeuua ee_uu_a estados_unidos_de_america \
         estados_unidos_de_norteamerica edos_unidos united_states_of_america",
    ),
    ("CUB", "cuban"),
    ("HTI", "haitian"),
    ("DOM", "dominican rep_dominicana rep_dom r_d"),
    ("JAM", "jamaiquin jamaican"),
    ("VEN", "venezolan venezuelan"),
    ("COL", "colombian"),
    ("ECU", "ecuatorian ecuadorian"),
    ("PER", "peruan peruvian"),
    ("BOL", "bolivian"),
    ("BRA", "brasilen brasiler brazilian"),
    ("CHL", "chilen chilean"),
    ("ARG", "argentin argentinian argentine"),
    ("PRY", "paraguay paraguayan"),
    ("URY", "uruguay uruguayan"),
    ("PRI", "puertorriquen puerto_rican"),
    ("CAN", "canadiens canadian"),
    ("ESP", "espanol spanish spaniard"),
    ("FRA", "frances french"),
    ("ITA", "italian"),
    ("DEU", "aleman german"),
    ("GBR", "britanic british ingles english uk u_k"),
    ("PRT", "portugues portuguese"),
    ("RUS", "rus russian"),
    ("UKR", "ucranian ukrainian"),
    ("ROU", "ruman romanian rumania"),
    ("TUR", "turc turkish"),
    ("CHN", "chin chinese"),
    ("IND", "indi hindu indian"),
    ("BGD", "bangladesi bangladeshi"),
    ("NPL", "nepali nepales nepalese"),
    ("PAK", "pakistani paquistani"),
    ("AFG", "afgan afghan"),
    ("IRN", "irani iranian"),
    ("UZB", "uzbek uzbec"),
    ("VNM", "vietnamit vietnamese"),
    ("PHL", "filipin"),
    ("JPN", "japones japanese"),
    ("KOR", "surcorean south_korean"),
    ("EGY", "egipci egyptian"),
    ("SEN", "senegales senegalese"),
    ("MRT", "mauritan mauritanian"),
    ("CMR", "camerunes cameroonian"),
    ("GHA", "ghanes ghanaian"),
    ("NGA", "nigerian"),
    ("AGO", "angolen angolan"),
    ("ERI", "eritre eritrean"),
    ("ETH", "etiop ethiopian"),
    ("SOM", "somali"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_however_people_write_them() {
        for (typed, codes) in [
            ("HN", &["HND"][..]),
            ("hnd", &["HND"]),
            ("Hondureña", &["HND"]),
            ("HONDUREÑO (A)", &["HND"]),
            ("HONDUREÑO(A)", &["HND"]),
            ("Hondureñ@", &["HND"]),
            ("hondurans", &["HND"]),
            ("Hond.", &["HND"]),
            ("Guat.", &["GTM"]),
            ("Guatemala, C.A.", &["GTM"]),
            ("GUATEMALTECO (K'ICHE')", &["GTM"]),
            ("Salvadoreño/a", &["SLV"]),
            ("El Salv.", &["SLV"]),
            ("El Salvador", &["SLV"]),
            ("Nicaragüense", &["NIC"]),
            ("Costa Rican", &["CRI"]),
            ("MEXICANA POR NACIMIENTO", &["MEX"]),
            ("Méx", &["MEX"]),
            ("mexicanas", &["MEX"]),
            ("EE.UU.", &["USA"]),
            ("EE UU", &["USA"]),
            ("E.U.A.", &["USA"]),
            ("U.S.A.", &["USA"]),
            ("Estados Unidos de América", &["USA"]),
            ("Rep. Dominicana", &["DOM"]),
            ("República Dominicana", &["DOM"]),
            ("República de Guatemala", &["GTM"]),
            ("Chino", &["CHN"]),
            ("UK", &["GBR"]),
            ("mexicano/estadounidense", &["MEX", "USA"]),
            ("Mexicana y estadounidense", &["MEX", "USA"]),
            ("MEX-USA", &["MEX", "USA"]),
            ("MEX, USA; mexicana", &["MEX", "USA"]),
            ("Trinidad y Tobago", &["TTO"]),
            ("N/E", &[]),
            ("N/A", &[]),
            ("S/D", &[]),
            ("NA", &["NAM"]),
            ("", &[]),
            ("Atlantis", &["Atlantis"]),
            ("Mexicana, Atlantis", &["MEX", "Atlantis"]),
            ("Atlantis y Mu", &["Atlantis y Mu"]),
        ] {
            assert_eq!(countries(typed), codes, "{typed}");
        }
    }

    #[test]
    fn no_people_are_of_two_countries() {
        let mut seen = std::collections::BTreeSet::new();
        for (code, stems) in PEOPLE {
            assert!(COUNTRIES.code(code).is_some(), "{code}");
            for stem in stems.split(' ').filter(|stem| !stem.is_empty()) {
                assert_eq!(search_key(stem).replace(' ', "_"), stem);
                assert!(seen.insert(stem), "{stem}");
            }
        }
    }
}
