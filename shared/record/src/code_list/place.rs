use super::{CodeList, code};

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

/// Countries by ISO 3166-1 alpha-3, the usual ones; any other is right too.
pub static COUNTRIES: CodeList = CodeList::open(
    "country",
    &[
        code("MEX", "México", "Mexico"),
        code("GTM", "Guatemala", "Guatemala"),
        code("HND", "Honduras", "Honduras"),
        code("SLV", "El Salvador", "El Salvador"),
        code("NIC", "Nicaragua", "Nicaragua"),
        code("CRI", "Costa Rica", "Costa Rica"),
        code("PAN", "Panamá", "Panama"),
        code("BLZ", "Belice", "Belize"),
        code("USA", "Estados Unidos", "United States"),
        code("CUB", "Cuba", "Cuba"),
        code("HTI", "Haití", "Haiti"),
        code("DOM", "República Dominicana", "Dominican Republic"),
        code("JAM", "Jamaica", "Jamaica"),
        code("VEN", "Venezuela", "Venezuela"),
        code("COL", "Colombia", "Colombia"),
        code("ECU", "Ecuador", "Ecuador"),
        code("PER", "Perú", "Peru"),
        code("BOL", "Bolivia", "Bolivia"),
        code("BRA", "Brasil", "Brazil"),
        code("CHL", "Chile", "Chile"),
        code("ARG", "Argentina", "Argentina"),
        code("PRY", "Paraguay", "Paraguay"),
        code("URY", "Uruguay", "Uruguay"),
        code("CAN", "Canadá", "Canada"),
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
