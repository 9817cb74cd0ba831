use super::{Code, CodeList, codes};

/// Why a person needs more care than others. The UNHCR family of each is in brackets in the catalogue of 2009: SC, CR, WR,
/// SM, ER, DS, TR, SV, LP, FU, SP.
pub static VULNERABILITIES: CodeList = CodeList::closed(
    "vulnerability.code",
    codes! {
        "NNA-NA" "Niña, niño o adolescente sin acompañar" "Unaccompanied child (SC)";
        "NNA-S" "Niña, niño o adolescente separado" "Separated child (SC)";
        "NNA-A" "Niña, niño o adolescente acompañado" "Accompanied child (CR)";
        "MUJ-R" "Mujer en riesgo" "Woman at risk (WR)";
        "EMB" "Embarazo" "Pregnant (SM)";
        "AM" "Persona adulta mayor" "Older person (ER)";
        "DIS" "Discapacidad" "Disability (DS)";
        "ENF" "Enfermedad grave" "Serious illness (SM)";
        "VIO" "Tortura o malos tratos" "Torture or ill-treatment (TR)";
        "TRA" "Indicios de trata" "Signs of trafficking";
        "VG" "Violencia de género" "Gender violence (SV)";
        "SOGI" "Persona LGBTI en riesgo" "LGBTI person at risk (LP)";
        "IND" "Persona indígena con poco español" "Indigenous, little Spanish";
        "AME" "Amenazas, o no puede volver a casa" "Threatened, or cannot go home (LP)";
        "UF" "Unidad familiar" "Family unity (FU)";
        "MONO" "Una sola persona adulta con niñas o niños" "Single adult with children (SP)";
    },
);

/// The basis of a flag.
pub static FLAG_BASES: CodeList = CodeList::closed(
    "vulnerability.basis",
    codes! {
        "observed" "Observado" "Observed";
        "told" "Dicho por la persona" "Told by the person";
        "document" "Documento" "Identity paper or certificate";
        "referred" "Informado por otra organización" "Reported by another organisation";
        "rule" "Por sus datos (edad, compañía)" "From other answers (age, company)";
    },
);

/// What staff must do, without saying why.
pub static FLAGS: CodeList = CodeList::closed(
    "flags",
    codes! {
        "see_staff" "Hablar con la coordinación" "See the coordinator";
        "advise_on_check_in" "Avisar cuando ingrese" "Tell the coordinator at check-in";
        "advise_on_check_out" "Avisar antes de que salga" "Tell the coordinator before check-out";
        "advise_on_transfer" "Avisar antes de trasladar" "Tell the coordinator before a transfer";
    },
);

/// What must not happen, for the person's safety.
pub static PROTECTION_FLAGS: CodeList = CodeList::closed(
    "protection.flags",
    codes! {
        "deny_check_out" "No dar salida sin la coordinación" "No check-out without the coordinator";
        "not_transferable" "No trasladar" "Not to be transferred";
        "no_visitors" "No recibe visitas" "No visitors";
        "no_information" "No dar informes a nadie" "No information to anybody";
    },
);

/// How somebody was treated, or what was done to them.
pub static TREATMENT_TYPES: CodeList = CodeList::closed(
    "treatment.types",
    codes! {
        "verbal" "Insultos" "Verbal abuse";
        "physical" "Violencia física" "Physical violence";
        "sexual" "Violencia sexual" "Sexual violence";
        "threats" "Amenazas" "Threats";
        "denied_food_water" "Le negaron comida o agua" "Denied food or water";
        "denied_medical" "Le negaron atención médica" "Denied medical care";
        "restraints" "Esposas o cadenas" "Restraints";
        "separation" "Separación de su familia" "Separation from family";
        "night_removal" "Deportación de noche" "Removal at night";
        "coerced_signature" "Le obligaron a firmar" "Coerced signature";
        "no_consular_notice" "Sin aviso al consulado" "No consular notice";
        "belongings_kept" "Le quitaron sus pertenencias" "Belongings kept";
        "extortion" "Extorsión o robo" "Extortion or robbery";
        "other" "Otro" "Other";
    },
);

/// Who did it.
pub static TREATMENT_ACTORS: CodeList = CodeList::closed(
    "treatment.actors",
    codes! {
        "ice" "ICE" "ICE";
        "cbp" "CBP o Patrulla Fronteriza" "CBP or Border Patrol";
        "private_detention" "Centro de detención privado" "Private detention centre";
        "police_us" "Policía de Estados Unidos" "US police";
        "police_mx" "Policía de México" "Mexican police";
        "inm" "INM" "INM";
        "police_other" "Policía de otro país" "Police of another country";
        "organised_crime" "Crimen organizado" "Organised crime";
        "other" "Otro" "Other";
    },
);

/// Whether the person wants to report how they were treated.
pub static WANTS_TO_REPORT: CodeList = CodeList::closed(
    "wants_to_report",
    codes! {
        "yes" "Sí" "Yes";
        "anonymous" "Sí, sin su nombre" "Yes, without their name";
        "later" "Más adelante" "Later";
        "no" "No" "No";
    },
);

/// What was taken or left behind.
pub static BELONGINGS: CodeList = CodeList::closed(
    "belonging.item",
    codes! {
        "id_mx" "Documentos mexicanos" "Mexican papers";
        "id_us" "Documentos de Estados Unidos" "US papers";
        "documents" "Otros documentos" "Other papers";
        "cash" "Dinero en efectivo" "Cash";
        "cheque" "Cheque sin cobrar" "Cheque not cashed";
        "phone" "Teléfono" "Telephone";
        "medicine" "Medicinas" "Medicine";
        "clothes" "Ropa" "Clothes";
        "jewellery" "Joyas" "Jewellery";
        "vehicle" "Vehículo" "Vehicle";
        "home" "Casa o departamento" "Home";
        "pet" "Mascota" "Pet";
        "tools" "Herramientas" "Tools";
        "other" "Otro" "Other";
    },
);

/// The status of a claim.
pub static CLAIM_STATUS: CodeList = CodeList::closed(
    "claim.status",
    codes! {
        "none" "Sin reclamo" "No claim";
        "opened" "Abierto" "Opened";
        "consulate" "En el consulado" "With the consulate";
        "recovered" "Recuperado" "Recovered";
        "denied" "Negado" "Denied";
    },
);

/// What somebody still has in the United States.
pub static US_ASSETS: CodeList = CodeList::closed(
    "us_asset.type",
    codes! {
        "bank" "Cuenta de banco" "Bank account";
        "wages_owed" "Salarios sin pagar" "Wages owed";
        "vehicle" "Vehículo" "Vehicle";
        "property" "Propiedad" "Property";
        "case_pending" "Juicio o trámite pendiente" "Pending case";
        "court_date" "Cita en la corte" "Court date";
        "pension" "Pensión o impuestos" "Pension or taxes";
        "other" "Otro" "Other";
    },
);
