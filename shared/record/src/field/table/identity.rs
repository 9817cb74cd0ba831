//! Who the person is.

use crate::field::Field;
use crate::field::rows::rows;

/// Asked of everybody.
pub(super) const GATE: &[Field] = rows! {
    "name.given": Text, Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Nombre(s)", "Given name(s)";
    "name.surname1": Text, Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Primer apellido", "First surname";
    "name.surname2": Text, Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR", "Segundo apellido", "Second surname";
    "name.alias": Text, Set, S1, Core, Gate, Optional, KeepAll, Identification, "UNHCR, PFIF", "Otros nombres", "Other names";
    "name.quality": Code[NAME_QUALITY], Single, S0, Core, Gate, Optional, AutoLatest, Identification, "HMIS", "Calidad del nombre", "Name quality";
    "sex": Code[SEX], Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Sexo", "Sex";
    "age": Number("years"), Single, S1, Core, Gate, Conditional, AdminReview, Identification, "UNHCR", "Edad al registro", "Age at registration";
};

/// Birth, nationality, numbers.
pub(super) const INTAKE: &[Field] = rows! {
    "birth.date": Date, Single, S1, Core, Intake, Optional, AdminReview, Identification, "UNHCR, HMIS", "Fecha de nacimiento", "Birth date";
    "birth.estimated": Code[YES_NO], Single, S1, Core, Intake, Optional, AutoLatest, Identification, "HMIS", "Fecha de nacimiento estimada", "Birth date is an estimate";
    "birth.country": Country[COUNTRIES], Single, S2, Core, Intake, Optional, AdminReview, Identification, "ISO 3166", "País de nacimiento", "Birth country";
    "birth.state": Code[BIRTH_STATES], Single, S2, Core, Intake, Optional, AdminReview, Identification, "INEGI, CURP", "Estado de nacimiento", "Birth state";
    "birth.municipality": Municipality, Single, S2, Core, Intake, Optional, AdminReview, Identification, "INEGI", "Municipio de nacimiento", "Birth municipality";
    "nationality": Country[COUNTRIES], Set, S2, Core, Intake, Optional, KeepAll, Identification, "UNHCR, ISO 3166", "Nacionalidad", "Nationality";
    "curp": Curp, Single, S2, Core, Intake, Optional, AdminReview, Identification, "RENAPO", "CURP", "CURP";
    "curp.status": Code[CURP_STATUS], Single, S2, Core, Intake, Optional, AutoLatest, Identification, "RENAPO", "Cómo se supo la CURP", "How the CURP is known";
    "repatriation.folio": Text, Single, S2, Core, Intake, Optional, AdminReview, Identification, "México te Abraza", "Folio de la constancia de repatriación", "Number of the repatriation certificate";
    "marital_status": Code[MARITAL_STATUS], Single, S1, Core, Intake, Optional, AutoLatest, Assistance, "EMIF", "Estado civil", "Civil status";
};

/// What only case staff ask and read.
pub(super) const INTERVIEW: &[Field] = rows! {
    "us_alien_number": Text, Single, S2, Protection, Interview, Optional, AdminReview, Assistance, "ICE", "Número de extranjero (A-)", "US alien number (A-)";
    "gender_identity": Text, Single, S3, Protection, Interview, Optional, AdminReview, Protection, "MRCMS", "Identidad de género", "Gender identity";
    "indigenous": Code[YES_NO], Single, S3, Protection, Interview, Optional, AdminReview, Protection, "INEGI", "Se considera indígena", "Sees themselves as indigenous";
    "indigenous.people": Text, Single, S3, Protection, Interview, Optional, AdminReview, Protection, "INALI", "Pueblo indígena", "Indigenous people";
};
