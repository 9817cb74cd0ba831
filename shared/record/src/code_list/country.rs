use super::{Code, CodeList};

mod words;

pub use words::countries;
use words::of_words;

/// Rows of alpha-3, alpha-2, Spanish, English.
macro_rules! countries {
    ($($alpha3:literal $alpha2:literal $es:literal $en:literal;)*) => {
        /// Countries by ISO 3166-1 alpha-3, those most often met first; and what travel documents write where there is no
        /// country (ICAO 9303: stateless, refugee; Kosovo). A nationality that is not known is a missing reason.
        pub static COUNTRIES: CodeList = CodeList::closed(
            "country",
            &[$(Code { code: $alpha3, es: $es, en: $en, rank: 0 }),*],
        );

        /// The alpha-2 code of each, in the same order.
        const ALPHA2: &[&str] = &[$($alpha2),*];
    };
}

/// The country that a text means: alpha-3, alpha-2, a name, an abbreviation or the name of its people, ignoring capitals
/// and accents: `HONDUREÑO (A)`, `Salvadoreño/a`, `EE.UU.`, `Guatemala, C.A.`. `None` if it is not clear.
#[must_use]
pub fn country(typed: &str) -> Option<&'static Code> {
    let typed = typed.trim();
    let upper = typed.to_uppercase();
    let by_alpha2 = || {
        let place = ALPHA2.iter().position(|alpha2| *alpha2 == upper)?;
        COUNTRIES.codes.get(place).filter(|_| !upper.is_empty())
    };
    COUNTRIES
        .code(&upper)
        .or_else(by_alpha2)
        .or_else(|| COUNTRIES.named(typed))
        .or_else(|| of_words(typed))
}

/// The alpha-2 code of an alpha-3 code, if it has one.
#[must_use]
pub fn alpha2(alpha3: &str) -> Option<&'static str> {
    let place = COUNTRIES
        .codes
        .iter()
        .position(|code| code.code == alpha3)?;
    ALPHA2
        .get(place)
        .copied()
        .filter(|alpha2| !alpha2.is_empty())
}

countries! {
    "MEX" "MX" "México" "Mexico";
    "GTM" "GT" "Guatemala" "Guatemala";
    "HND" "HN" "Honduras" "Honduras";
    "SLV" "SV" "El Salvador" "El Salvador";
    "NIC" "NI" "Nicaragua" "Nicaragua";
    "CRI" "CR" "Costa Rica" "Costa Rica";
    "PAN" "PA" "Panamá" "Panama";
    "BLZ" "BZ" "Belice" "Belize";
    "USA" "US" "Estados Unidos" "United States";
    "CUB" "CU" "Cuba" "Cuba";
    "HTI" "HT" "Haití" "Haiti";
    "DOM" "DO" "República Dominicana" "Dominican Republic";
    "JAM" "JM" "Jamaica" "Jamaica";
    "VEN" "VE" "Venezuela" "Venezuela";
    "COL" "CO" "Colombia" "Colombia";
    "ECU" "EC" "Ecuador" "Ecuador";
    "PER" "PE" "Perú" "Peru";
    "BOL" "BO" "Bolivia" "Bolivia";
    "BRA" "BR" "Brasil" "Brazil";
    "CHL" "CL" "Chile" "Chile";
    "ARG" "AR" "Argentina" "Argentina";
    "PRY" "PY" "Paraguay" "Paraguay";
    "URY" "UY" "Uruguay" "Uruguay";
    "CAN" "CA" "Canadá" "Canada";
    "AFG" "AF" "Afganistán" "Afghanistan";
    "ALB" "AL" "Albania" "Albania";
    "DEU" "DE" "Alemania" "Germany";
    "AND" "AD" "Andorra" "Andorra";
    "AGO" "AO" "Angola" "Angola";
    "AIA" "AI" "Anguila" "Anguilla";
    "ATA" "AQ" "Antártida" "Antarctica";
    "ATG" "AG" "Antigua y Barbuda" "Antigua and Barbuda";
    "SAU" "SA" "Arabia Saudita" "Saudi Arabia";
    "DZA" "DZ" "Argelia" "Algeria";
    "ARM" "AM" "Armenia" "Armenia";
    "ABW" "AW" "Aruba" "Aruba";
    "AUS" "AU" "Australia" "Australia";
    "AUT" "AT" "Austria" "Austria";
    "AZE" "AZ" "Azerbaiyán" "Azerbaijan";
    "BHS" "BS" "Bahamas" "Bahamas";
    "BHR" "BH" "Bahrein" "Bahrain";
    "BGD" "BD" "Bangladesh" "Bangladesh";
    "BRB" "BB" "Barbados" "Barbados";
    "BEL" "BE" "Bélgica" "Belgium";
    "BEN" "BJ" "Benin" "Benin";
    "BMU" "BM" "Bermudas" "Bermuda";
    "BLR" "BY" "Bielorrusia" "Belarus";
    "BES" "BQ" "Bonaire, San Eustaquio y Saba" "Bonaire, Sint Eustatius and Saba";
    "BIH" "BA" "Bosnia y Herzegovina" "Bosnia and Herzegovina";
    "BWA" "BW" "Botswana" "Botswana";
    "BRN" "BN" "Brunei Darussalam" "Brunei Darussalam";
    "BGR" "BG" "Bulgaria" "Bulgaria";
    "BFA" "BF" "Burkina Faso" "Burkina Faso";
    "BDI" "BI" "Burundi" "Burundi";
    "BTN" "BT" "Bután" "Bhutan";
    "CPV" "CV" "Cabo Verde" "Cape Verde";
    "KHM" "KH" "Camboya" "Cambodia";
    "CMR" "CM" "Camerún" "Cameroon";
    "QAT" "QA" "Catar" "Qatar";
    "TCD" "TD" "Chad" "Chad";
    "CHN" "CN" "China" "People's Republic of China";
    "CYP" "CY" "Chipre" "Cyprus";
    "COM" "KM" "Comoras" "Comoros";
    "COG" "CG" "Congo" "Republic of the Congo";
    "COD" "CD" "Congo (República Democrática del)" "Democratic Republic of the Congo";
    "CIV" "CI" "Costa de Marfil" "Cote d'Ivoire";
    "HRV" "HR" "Croacia" "Croatia";
    "CUW" "CW" "Curaçao" "Curaçao";
    "DNK" "DK" "Dinamarca" "Denmark";
    "DMA" "DM" "Dominica" "Dominica";
    "EGY" "EG" "Egipto" "Egypt";
    "ARE" "AE" "Emiratos Árabes Unidos" "United Arab Emirates";
    "ERI" "ER" "Eritrea" "Eritrea";
    "SVK" "SK" "Eslovaquia" "Slovakia";
    "SVN" "SI" "Eslovenia" "Slovenia";
    "ESP" "ES" "España" "Spain";
    "EST" "EE" "Estonia" "Estonia";
    "SWZ" "SZ" "Esuatini" "Eswatini";
    "ETH" "ET" "Etiopía" "Ethiopia";
    "FJI" "FJ" "Fiji" "Fiji";
    "PHL" "PH" "Filipinas" "Philippines";
    "FIN" "FI" "Finlandia" "Finland";
    "FRA" "FR" "Francia" "France";
    "GAB" "GA" "Gabón" "Gabon";
    "GMB" "GM" "Gambia" "Republic of The Gambia";
    "GEO" "GE" "Georgia" "Georgia";
    "SGS" "GS" "Georgia del Sur y las Islas Sandwich del Sur" "South Georgia and the South Sandwich Islands";
    "GHA" "GH" "Ghana" "Ghana";
    "GIB" "GI" "Gibraltar" "Gibraltar";
    "GRD" "GD" "Granada" "Grenada";
    "GRC" "GR" "Grecia" "Greece";
    "GRL" "GL" "Groenlandia" "Greenland";
    "GLP" "GP" "Guadalupe" "Guadeloupe";
    "GUM" "GU" "Guam" "Guam";
    "GUF" "GF" "Guayana Francesa" "French Guiana";
    "GGY" "GG" "Guernsey" "Guernsey";
    "GIN" "GN" "Guinea" "Guinea";
    "GNB" "GW" "Guinea Bissau" "Guinea-Bissau";
    "GNQ" "GQ" "Guinea Ecuatorial" "Equatorial Guinea";
    "GUY" "GY" "Guyana" "Guyana";
    "HMD" "HM" "Heard e Islas McDonald" "Heard Island and McDonald Islands";
    "HKG" "HK" "Hong Kong" "Hong Kong";
    "HUN" "HU" "Hungría" "Hungary";
    "IND" "IN" "India" "India";
    "IDN" "ID" "Indonesia" "Indonesia";
    "IRN" "IR" "Irán" "Islamic Republic of Iran";
    "IRQ" "IQ" "Iraq" "Iraq";
    "IRL" "IE" "Irlanda" "Ireland";
    "BVT" "BV" "Isla Bouvet" "Bouvet Island";
    "IMN" "IM" "Isla de Man" "Isle of Man";
    "CXR" "CX" "Isla de Navidad" "Christmas Island";
    "NFK" "NF" "Isla Norfolk" "Norfolk Island";
    "ISL" "IS" "Islandia" "Iceland";
    "ALA" "AX" "Islas Åland" "Åland Islands";
    "CYM" "KY" "Islas Caimán" "Cayman Islands";
    "CCK" "CC" "Islas Cocos (Keeling)" "Cocos (Keeling) Islands";
    "COK" "CK" "Islas Cook" "Cook Islands";
    "FRO" "FO" "Islas Feroe" "Faroe Islands";
    "FLK" "FK" "Islas Malvinas" "Falkland Islands (Malvinas)";
    "MNP" "MP" "Islas Marianas del Norte" "Northern Mariana Islands";
    "MHL" "MH" "Islas Marshall" "Marshall Islands";
    "SLB" "SB" "Islas Salomón" "Solomon Islands";
    "TCA" "TC" "Islas Turcas y Caicos" "Turks and Caicos Islands";
    "UMI" "UM" "Islas Ultramarinas Menores de los Estados Unidos" "United States Minor Outlying Islands";
    "VGB" "VG" "Islas Vírgenes británicas" "Virgin Islands, British";
    "VIR" "VI" "Islas Vírgenes de los Estados Unidos" "Virgin Islands, U.S.";
    "ISR" "IL" "Israel" "Israel";
    "ITA" "IT" "Italia" "Italy";
    "JPN" "JP" "Japón" "Japan";
    "JEY" "JE" "Jersey" "Jersey";
    "JOR" "JO" "Jordania" "Jordan";
    "KAZ" "KZ" "Kazajistán" "Kazakhstan";
    "KEN" "KE" "Kenia" "Kenya";
    "KGZ" "KG" "Kirguistán" "Kyrgyzstan";
    "KIR" "KI" "Kiribati" "Kiribati";
    "KWT" "KW" "Kuwait" "Kuwait";
    "LSO" "LS" "Lesoto" "Lesotho";
    "LVA" "LV" "Letonia" "Latvia";
    "LBN" "LB" "Líbano" "Lebanon";
    "LBR" "LR" "Liberia" "Liberia";
    "LBY" "LY" "Libia" "Libya";
    "LIE" "LI" "Liechtenstein" "Liechtenstein";
    "LTU" "LT" "Lituania" "Lithuania";
    "LUX" "LU" "Luxemburgo" "Luxembourg";
    "MAC" "MO" "Macao" "Macao";
    "MKD" "MK" "Macedonia del Norte" "The Republic of North Macedonia";
    "MDG" "MG" "Madagascar" "Madagascar";
    "MYS" "MY" "Malasia" "Malaysia";
    "MWI" "MW" "Malaui" "Malawi";
    "MDV" "MV" "Maldivas" "Maldives";
    "MLI" "ML" "Malí" "Mali";
    "MLT" "MT" "Malta" "Malta";
    "MAR" "MA" "Marruecos" "Morocco";
    "MTQ" "MQ" "Martinica" "Martinique";
    "MUS" "MU" "Mauricio" "Mauritius";
    "MRT" "MR" "Mauritania" "Mauritania";
    "MYT" "YT" "Mayotte" "Mayotte";
    "FSM" "FM" "Micronesia" "Micronesia, Federated States of";
    "MDA" "MD" "Moldavia" "Moldova, Republic of";
    "MCO" "MC" "Mónaco" "Monaco";
    "MNG" "MN" "Mongolia" "Mongolia";
    "MNE" "ME" "Montenegro" "Montenegro";
    "MSR" "MS" "Montserrat" "Montserrat";
    "MOZ" "MZ" "Mozambique" "Mozambique";
    "MMR" "MM" "Myanmar" "Myanmar";
    "NAM" "NA" "Namibia" "Namibia";
    "NRU" "NR" "Nauru" "Nauru";
    "NPL" "NP" "Nepal" "Nepal";
    "NER" "NE" "Níger" "Niger";
    "NGA" "NG" "Nigeria" "Nigeria";
    "NIU" "NU" "Niue" "Niue";
    "NOR" "NO" "Noruega" "Norway";
    "NCL" "NC" "Nueva Caledonia" "New Caledonia";
    "NZL" "NZ" "Nueva Zelanda" "New Zealand";
    "OMN" "OM" "Omán" "Oman";
    "NLD" "NL" "Países Bajos" "Netherlands";
    "PAK" "PK" "Pakistán" "Pakistan";
    "PLW" "PW" "Palau" "Palau";
    "PSE" "PS" "Palestina" "State of Palestine";
    "PNG" "PG" "Papua Nueva Guinea" "Papua New Guinea";
    "PCN" "PN" "Pitcairn" "Pitcairn";
    "PYF" "PF" "Polinesia Francesa" "French Polynesia";
    "POL" "PL" "Polonia" "Poland";
    "PRT" "PT" "Portugal" "Portugal";
    "PRI" "PR" "Puerto Rico" "Puerto Rico";
    "GBR" "GB" "Reino Unido" "United Kingdom";
    "SYR" "SY" "República Árabe Siria" "Syrian Arab Republic";
    "CAF" "CF" "República Centroafricana" "Central African Republic";
    "CZE" "CZ" "República Checa" "Czech Republic";
    "KOR" "KR" "República de Corea" "South Korea";
    "LAO" "LA" "República Democrática Popular de Lao" "Lao People's Democratic Republic";
    "PRK" "KP" "República Popular Democrática de Corea" "North Korea";
    "REU" "RE" "Reunión" "Reunion";
    "RWA" "RW" "Ruanda" "Rwanda";
    "ROU" "RO" "Rumanía" "Romania";
    "RUS" "RU" "Rusia" "Russian Federation";
    "ESH" "EH" "Sahara Occidental" "Western Sahara";
    "BLM" "BL" "Saint Barthélemy" "Saint Barthélemy";
    "KNA" "KN" "Saint Kitts y Nevis" "Saint Kitts and Nevis";
    "MAF" "MF" "Saint Martin (francesa)" "Saint Martin (French part)";
    "WSM" "WS" "Samoa" "Samoa";
    "ASM" "AS" "Samoa Americana" "American Samoa";
    "SMR" "SM" "San Marino" "San Marino";
    "SPM" "PM" "San Pedro y Miquelón" "Saint Pierre and Miquelon";
    "VCT" "VC" "San Vicente y las Granadinas" "Saint Vincent and the Grenadines";
    "SHN" "SH" "Santa Helena, Ascensión y Tristán de Acuña" "Saint Helena";
    "LCA" "LC" "Santa Lucía" "Saint Lucia";
    "VAT" "VA" "Santa Sede" "Holy See (Vatican City State)";
    "STP" "ST" "Santo Tomé y Príncipe" "Sao Tome and Principe";
    "SEN" "SN" "Senegal" "Senegal";
    "SRB" "RS" "Serbia" "Serbia";
    "SYC" "SC" "Seychelles" "Seychelles";
    "SLE" "SL" "Sierra Leona" "Sierra Leone";
    "SGP" "SG" "Singapur" "Singapore";
    "SXM" "SX" "Sint Maarten (neerlandesa)" "Sint Maarten (Dutch part)";
    "SOM" "SO" "Somalia" "Somalia";
    "LKA" "LK" "Sri Lanka" "Sri Lanka";
    "ZAF" "ZA" "Sudáfrica" "South Africa";
    "SDN" "SD" "Sudán" "Sudan";
    "SSD" "SS" "Sudán del Sur" "South Sudan";
    "SWE" "SE" "Suecia" "Sweden";
    "CHE" "CH" "Suiza" "Switzerland";
    "SUR" "SR" "Suriname" "Suriname";
    "SJM" "SJ" "Svalbard y Jan Mayen" "Svalbard and Jan Mayen";
    "THA" "TH" "Tailandia" "Thailand";
    "TWN" "TW" "Taiwán" "Taiwan, Province of China";
    "TZA" "TZ" "Tanzania" "United Republic of Tanzania";
    "TJK" "TJ" "Tayikistán" "Tajikistan";
    "IOT" "IO" "Territorio Británico del Océano Índico" "British Indian Ocean Territory";
    "ATF" "TF" "Tierras Australes Francesas" "French Southern Territories";
    "TLS" "TL" "Timor-Leste" "Timor-Leste";
    "TGO" "TG" "Togo" "Togo";
    "TKL" "TK" "Tokelau" "Tokelau";
    "TON" "TO" "Tonga" "Tonga";
    "TTO" "TT" "Trinidad y Tobago" "Trinidad and Tobago";
    "TUN" "TN" "Túnez" "Tunisia";
    "TKM" "TM" "Turkmenistán" "Turkmenistan";
    "TUR" "TR" "Turquía" "Türkiye";
    "TUV" "TV" "Tuvalu" "Tuvalu";
    "UKR" "UA" "Ucrania" "Ukraine";
    "UGA" "UG" "Uganda" "Uganda";
    "UZB" "UZ" "Uzbekistán" "Uzbekistan";
    "VUT" "VU" "Vanuatu" "Vanuatu";
    "VNM" "VN" "Vietnam" "Vietnam";
    "WLF" "WF" "Wallis y Futuna" "Wallis and Futuna";
    "YEM" "YE" "Yemen" "Yemen";
    "DJI" "DJ" "Yibuti" "Djibouti";
    "ZMB" "ZM" "Zambia" "Zambia";
    "ZWE" "ZW" "Zimbabue" "Zimbabwe";
    "XKX" "XK" "Kosovo" "Kosovo";
    "XXA" "" "Persona apátrida" "Stateless person";
    "XXB" "" "Persona refugiada (Convención de 1951)" "Refugee (1951 Convention)";
    "XXC" "" "Persona refugiada (otra)" "Refugee (other)";
}
