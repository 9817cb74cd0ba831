use super::{Code, CodeList, code, codes};
use crate::search::search_key;

/// How people arrived.
pub static ARRIVAL_MODE: CodeList = CodeList::closed(
    "arrival.mode",
    &[
        code("foot", "A pie", "On foot"),
        code("bus", "Autobús", "Bus"),
        code("flight", "Vuelo", "Flight"),
        code("vehicle", "Otro vehículo", "Other vehicle"),
        code("other", "Otro", "Other"),
    ],
);

/// Birth states by the two letters of the CURP; a state as typed is accepted too.
pub static BIRTH_STATES: CodeList = CodeList::open(
    "birth.state",
    &[
        code("AS", "Aguascalientes", "Aguascalientes"),
        code("BC", "Baja California", "Baja California"),
        code("BS", "Baja California Sur", "Baja California Sur"),
        code("CC", "Campeche", "Campeche"),
        code("CL", "Coahuila", "Coahuila"),
        code("CM", "Colima", "Colima"),
        code("CS", "Chiapas", "Chiapas"),
        code("CH", "Chihuahua", "Chihuahua"),
        code("DF", "Ciudad de México", "Mexico City"),
        code("DG", "Durango", "Durango"),
        code("GT", "Guanajuato", "Guanajuato"),
        code("GR", "Guerrero", "Guerrero"),
        code("HG", "Hidalgo", "Hidalgo"),
        code("JC", "Jalisco", "Jalisco"),
        code("MC", "Estado de México", "State of Mexico"),
        code("MN", "Michoacán", "Michoacán"),
        code("MS", "Morelos", "Morelos"),
        code("NT", "Nayarit", "Nayarit"),
        code("NL", "Nuevo León", "Nuevo León"),
        code("OC", "Oaxaca", "Oaxaca"),
        code("PL", "Puebla", "Puebla"),
        code("QT", "Querétaro", "Querétaro"),
        code("QR", "Quintana Roo", "Quintana Roo"),
        code("SP", "San Luis Potosí", "San Luis Potosí"),
        code("SL", "Sinaloa", "Sinaloa"),
        code("SR", "Sonora", "Sonora"),
        code("TC", "Tabasco", "Tabasco"),
        code("TS", "Tamaulipas", "Tamaulipas"),
        code("TL", "Tlaxcala", "Tlaxcala"),
        code("VZ", "Veracruz", "Veracruz"),
        code("YN", "Yucatán", "Yucatán"),
        code("ZS", "Zacatecas", "Zacatecas"),
        code("NE", "Nació en el extranjero", "Born abroad"),
    ],
);

/// Mexico's states by INEGI's two digits, for destinations; a department or state of another country is accepted too.
pub static STATES: CodeList = CodeList::open(
    "state",
    codes! {
        "01" "Aguascalientes" "Aguascalientes";
        "02" "Baja California" "Baja California";
        "03" "Baja California Sur" "Baja California Sur";
        "04" "Campeche" "Campeche";
        "05" "Coahuila" "Coahuila";
        "06" "Colima" "Colima";
        "07" "Chiapas" "Chiapas";
        "08" "Chihuahua" "Chihuahua";
        "09" "Ciudad de México" "Mexico City";
        "10" "Durango" "Durango";
        "11" "Guanajuato" "Guanajuato";
        "12" "Guerrero" "Guerrero";
        "13" "Hidalgo" "Hidalgo";
        "14" "Jalisco" "Jalisco";
        "15" "Estado de México" "State of Mexico";
        "16" "Michoacán" "Michoacán";
        "17" "Morelos" "Morelos";
        "18" "Nayarit" "Nayarit";
        "19" "Nuevo León" "Nuevo León";
        "20" "Oaxaca" "Oaxaca";
        "21" "Puebla" "Puebla";
        "22" "Querétaro" "Querétaro";
        "23" "Quintana Roo" "Quintana Roo";
        "24" "San Luis Potosí" "San Luis Potosí";
        "25" "Sinaloa" "Sinaloa";
        "26" "Sonora" "Sonora";
        "27" "Tabasco" "Tabasco";
        "28" "Tamaulipas" "Tamaulipas";
        "29" "Tlaxcala" "Tlaxcala";
        "30" "Veracruz" "Veracruz";
        "31" "Yucatán" "Yucatán";
        "32" "Zacatecas" "Zacatecas";
    },
);

/// The CURP's letters for each of [`STATES`], in the same order.
const STATE_LETTERS: [&str; 32] = [
    "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN",
    "MS", "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS",
];

/// INEGI's two digits for the two letters of the CURP; `None` for abroad and for letters of no state.
#[must_use]
pub fn state_of_letters(letters: &str) -> Option<&'static Code> {
    let place = STATE_LETTERS.iter().position(|known| *known == letters)?;
    STATES.codes.get(place)
}

/// Other names of states that people and authorities write, by the CURP's letters: folded, with bars between them. `mex` is
/// missing, because on most lists it is the country.
const OTHER_NAMES: [(&str, &str); 33] = [
    ("AS", "ags|agu|aguas"),
    (
        "BC",
        "b c|bcn|b c n|baja california norte|baja calif|baja cal",
    ),
    ("BS", "b c s|bcs|baja calif sur|baja cal sur"),
    ("CC", "camp|cam"),
    ("CL", "coah|coa|coahuila de zaragoza"),
    ("CM", "col"),
    ("CS", "chis|chp|chps"),
    ("CH", "chih|chh"),
    (
        "DF",
        "cdmx|d f|cd de mexico|cd mexico|ciudad mexico|distrito federal|mexico d f|mexico df|mexico city|cmx",
    ),
    ("DG", "dgo|dur"),
    ("GT", "gto"),
    ("GR", "gro"),
    ("HG", "hgo|hid"),
    ("JC", "jal|jco"),
    (
        "MC",
        "mexico|edomex|edo mex|edo de mex|edo de mexico|edo mexico|est de mexico|estado mexico|mex edo de|edo mx",
    ),
    ("MN", "mich|mic|michoacan de ocampo"),
    ("MS", "mor"),
    ("NT", "nay"),
    ("NL", "n l|nvo leon|nle"),
    ("OC", "oax|oaxaca de juarez"),
    ("PL", "pue"),
    ("QT", "qro|que|queretaro de arteaga"),
    ("QR", "q roo|qroo|quintana r|roo"),
    ("SP", "slp|s l p|san luis p|s luis potosi"),
    ("SL", "sin"),
    ("SR", "son"),
    ("TC", "tab"),
    ("TS", "tamps|tam|tamp"),
    ("TL", "tlax|tla"),
    ("VZ", "ver|veracruz de ignacio de la llave|veracruz llave"),
    ("YN", "yuc"),
    ("ZS", "zac"),
    (
        "NE",
        "extranjero|nacido en el extranjero|nacida en el extranjero|en el extranjero",
    ),
];

/// Words before the name of a state.
const STATE_OF: [&str; 4] = [
    "estado libre y soberano de ",
    "estado de ",
    "edo de ",
    "edo ",
];

/// The birth state that a text means, by the CURP's letters, INEGI's digits, a name or an abbreviation; `None` if it is not
/// clear.
#[must_use]
pub fn birth_state(typed: &str) -> Option<&'static Code> {
    let typed = typed.trim();
    let key = search_key(typed);
    let by_digits = || {
        let place = STATES.codes.iter().position(|state| state.code == typed)?;
        BIRTH_STATES.code(STATE_LETTERS[place])
    };
    let of_name = |key: &str| {
        let is_in = |(_, names): &&(&str, &str)| names.split('|').any(|name| name == key);
        let other = OTHER_NAMES.iter().find(is_in);
        BIRTH_STATES
            .named(key)
            .or_else(|| BIRTH_STATES.code(other?.0))
    };
    BIRTH_STATES
        .code(&typed.to_uppercase())
        .or_else(|| of_name(&key))
        .or_else(by_digits)
        .or_else(|| {
            let mut inner = STATE_OF.iter().filter_map(|words| key.strip_prefix(words));
            inner.find_map(of_name)
        })
}

/// The state of [`STATES`] that a text means, in the same way.
#[must_use]
pub fn state(typed: &str) -> Option<&'static Code> {
    state_of_letters(birth_state(typed)?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_however_people_shorten_them() {
        for (typed, letters) in [
            ("Edo. Mex.", "MC"),
            ("Estado de México", "MC"),
            ("Mich.", "MN"),
            ("Gto.", "GT"),
            ("JAL", "JC"),
            ("N.L.", "NL"),
            ("B.C.", "BC"),
            ("B.C.S.", "BS"),
            ("Q. Roo", "QR"),
            ("Q.ROO", "QR"),
            ("Tamps.", "TS"),
            ("Cd. de México", "DF"),
            ("OAXACA DE JUAREZ", "OC"),
            ("Estado de Durango", "DG"),
            ("Edo. Jal.", "JC"),
            ("20", "OC"),
            ("07", "CS"),
            ("Nació en el extranjero", "NE"),
        ] {
            let found = birth_state(typed).map(|state| state.code);
            assert_eq!(found, Some(letters), "{typed}");
        }
        for typed in ["Texas", "TX", "California", "Petén", "Gua", "Mex", "99", ""] {
            assert_eq!(birth_state(typed), None, "{typed}");
        }
        assert_eq!(state("Oax.").map(|state| state.code), Some("20"));
        assert_eq!(state("Extranjero"), None);
    }

    #[test]
    fn every_name_is_of_one_state_and_written_as_it_is_compared() {
        let mut seen = std::collections::BTreeSet::new();
        for (letters, names) in OTHER_NAMES {
            assert!(BIRTH_STATES.code(letters).is_some(), "{letters}");
            for name in names.split('|') {
                assert_eq!(search_key(name), name);
                assert!(seen.insert(name), "{name}");
            }
        }
    }
}
