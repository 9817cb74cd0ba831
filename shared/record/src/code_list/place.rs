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

/// Birth states by the two letters the CURP gives them; a state as it was typed is right too.
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

/// Mexico's states by INEGI's two digits, for where people go; a department or a state elsewhere is right too.
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

/// INEGI's two digits for the two letters of the CURP; none for abroad and for what is no state.
#[must_use]
pub fn state_of_letters(letters: &str) -> Option<&'static Code> {
    let place = STATE_LETTERS.iter().position(|known| *known == letters)?;
    STATES.codes.get(place)
}

/// Names of states that authorities write and the lists do not have, by the CURP's letters.
const OTHER_NAMES: [(&str, &str); 13] = [
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
    ("extranjero", "NE"),
    ("nacido en el extranjero", "NE"),
];

/// The birth state that a text means, by the CURP's letters, INEGI's digits or a name; none when it cannot be told.
#[must_use]
pub fn birth_state(typed: &str) -> Option<&'static Code> {
    let typed = typed.trim();
    let key = search_key(typed);
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == key);
    let by_digits = || {
        let place = STATES.codes.iter().position(|state| state.code == typed)?;
        BIRTH_STATES.code(STATE_LETTERS[place])
    };
    BIRTH_STATES
        .code(&typed.to_uppercase())
        .or_else(|| BIRTH_STATES.named(typed))
        .or_else(|| BIRTH_STATES.code(other?.1))
        .or_else(by_digits)
}
