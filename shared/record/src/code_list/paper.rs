use super::{Code, CodeList, codes};

/// How complete a name is (HMIS name quality).
pub static NAME_QUALITY: CodeList = CodeList::closed(
    "name.quality",
    codes! {
        "full" "Completo" "Full";
        "partial" "Incompleto" "Partial";
        "alias" "Sobrenombre o clave" "Alias or code name";
        "refused" "No quiso decirlo" "Would not say";
    },
);

/// How the CURP became known.
pub static CURP_STATUS: CodeList = CodeList::closed(
    "curp.status",
    codes! {
        "verified_document" "Vista en un documento" "Seen on an identity paper";
        "spoken" "Dicha de palabra" "Told";
        "derived_mismatch" "No coincide con los datos" "Does not agree with what was said";
    },
);

/// Civil status.
pub static MARITAL_STATUS: CodeList = CodeList::closed(
    "marital_status",
    codes! {
        "single" "Soltería" "Single";
        "married" "Matrimonio" "Married";
        "union" "Unión libre" "In a union";
        "separated" "Separación" "Separated";
        "divorced" "Divorcio" "Divorced";
        "widowed" "Viudez" "Widowed";
    },
);

/// Kinds of identity papers.
pub static PAPER_TYPES: CodeList = CodeList::closed(
    "identity_paper.type",
    codes! {
        "acta_nacimiento" "Acta de nacimiento" "Birth certificate";
        "curp" "Constancia de la CURP" "CURP certificate";
        "ine" "Credencial del INE" "INE voter card";
        "pasaporte" "Pasaporte" "Passport";
        "matricula_consular" "Matrícula consular" "Consular identity card";
        "constancia_repatriacion" "Constancia de repatriación" "Certificate of repatriation";
        "us_id" "Identificación de Estados Unidos" "US identity card";
        "us_work_permit" "Permiso de trabajo de Estados Unidos" "US work permit";
        "licencia" "Licencia de conducir" "Driving licence";
        "cartilla" "Cartilla militar" "Military service card";
        "dpi" "Documento personal de identidad (DPI, DUI, DNI)" "National identity card (DPI, DUI, DNI)";
        "residence_card" "Tarjeta de residencia" "Residence card";
        "refugee_paper" "Constancia de refugio o asilo" "Refugee or asylum paper";
        "school_record" "Constancia de estudios" "School record";
        "other" "Otro" "Other";
        "none" "Ninguno" "None";
    },
);

/// What became of an identity paper.
pub static PAPER_STATES: CodeList = CodeList::closed(
    "identity_paper.state",
    codes! {
        "has" "Lo tiene" "Has it";
        "copy_photo" "Tiene copia o foto" "Has a copy or photo";
        "lost" "Lo perdió" "Lost it";
        "taken_by_authority" "Se lo quitó una autoridad" "Taken by an authority";
        "left_behind" "Se quedó en Estados Unidos" "Left behind in the United States";
        "in_process" "En trámite" "Being issued";
        "never_had" "Nunca lo tuvo" "Never had it";
    },
);

/// Why a photo is kept.
pub static PHOTO_PURPOSES: CodeList = CodeList::closed(
    "photo.purpose",
    codes! {
        "identification" "Reconocer a la persona" "To know the person again";
        "card" "Credencial del albergue" "Shelter card";
        "tracing" "Búsqueda de familiares" "Family tracing";
    },
);
