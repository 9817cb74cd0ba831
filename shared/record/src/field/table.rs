use super::{Asked, Field, FieldType, MergePolicy, Purpose, Required, Sensitivity, Shape};
use crate::code_list;
use crate::compartment::Compartment;

/// Rows of `id: type[code list](unit), shape, sensitivity, compartment, asked, required, merge, purpose, source, Spanish, English`.
macro_rules! rows {
    ($($id:literal: $kind:ident $([$codes:ident])? $(($unit:literal))?, $shape:ident, $sensitivity:ident, $compartment:ident,
        $asked:ident, $required:ident, $merge:ident, $purpose:ident, $source:literal, $es:literal, $en:literal;)*) => {
        &[$($crate::field::Field {
            id: $id,
            kind: FieldType::$kind,
            shape: Shape::$shape,
            codes: rows!(@optional $(&code_list::$codes)?),
            unit: rows!(@optional $($unit)?),
            sensitivity: Sensitivity::$sensitivity,
            compartment: Compartment::$compartment,
            asked: Asked::$asked,
            required: Required::$required,
            merge: MergePolicy::$merge,
            purpose: Purpose::$purpose,
            source: $source,
            label_es: $es,
            label_en: $en,
        }),*]
    };
    (@optional) => { None };
    (@optional $value:expr) => { Some($value) };
}
pub(super) use rows;

/// Every field that stands by itself, in the order of a form. The fields of entries are in [`super::ENTRY_KINDS`].
pub static FIELDS: &[Field] = rows! {
    "code": RecordCode, Single, S0, Core, System, Required, AdminReview, Operation, "own", "Clave", "Record code";
    "home_site": Site, Single, S0, Core, System, Optional, AdminReview, Operation, "own", "Sitio responsable", "Home site";
    "registered_at": Moment, Single, S0, Core, System, Required, AutoLatest, Operation, "own", "Registro", "Registered at";
    "status": Code[CASE_STATUS], Single, S0, Core, System, Optional, AutoLatest, Operation, "MRCMS", "Estado del caso", "Case status";

    "arrival.at": Moment, Single, S0, Core, Gate, Optional, AutoLatest, Operation, "UNHCR", "Llegada", "Arrived at";
    "arrival.point": Text, Single, S0, Core, Gate, Optional, AutoLatest, Operation, "México te Abraza", "Punto de llegada", "Arrival point";
    "arrival.mode": Code[ARRIVAL_MODE], Single, S0, Core, Gate, Optional, AutoLatest, Operation, "own", "Medio de llegada", "Arrived by";
    "arrival.list": Text, Single, S1, Core, Gate, Optional, AutoLatest, Operation, "own", "Lista o vuelo", "List or flight";
    "arrival.row": Number, Single, S0, Core, System, Optional, AutoLatest, Operation, "own", "Renglón de la lista", "Row of the list";

    "notice.version": Text, Single, S0, Core, Gate, Required, AutoLatest, Operation, "LFPDPPP", "Aviso de privacidad", "Privacy notice";
    "notice.mode": Code[NOTICE_MODE], Single, S0, Core, Gate, Optional, AutoLatest, Operation, "LFPDPPP", "Cómo se dio el aviso", "How the notice was given";

    "name.given": Text, Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Nombre(s)", "Given name(s)";
    "name.surname1": Text, Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Primer apellido", "First surname";
    "name.surname2": Text, Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR", "Segundo apellido", "Second surname";
    "name.alias": Text, Set, S1, Core, Gate, Optional, KeepAll, Identification, "UNHCR, PFIF", "Otros nombres", "Other names";
    "sex": Code[SEX], Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Sexo", "Sex";
    "age": Number("years"), Single, S1, Core, Gate, Conditional, AdminReview, Identification, "UNHCR", "Edad al registro", "Age at registration";
    "alone": Code[ALONE], Single, S0, Core, Gate, Required, AdminReview, Protection, "UNHCR", "¿Viene solo o sola?", "Alone or with whom";
    "urgent_medical": Code[URGENT_MEDICAL], Single, S3, Core, Gate, Required, SaferWins, Assistance, "México te Abraza", "Urgencia médica", "Urgent medical need";
    "needs": Code[NEEDS], Set, S1, Core, Gate, Optional, KeepAll, Assistance, "México te Abraza, Primero", "Necesidades", "Needs";
    "languages": Code[LANGUAGES], Set, S1, Core, Gate, Optional, KeepAll, Assistance, "MRCMS, ISO 639-3", "Idiomas", "Languages";
    "ask": Text, Set, S0, Core, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
    "household": Text, Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR, Primero", "Grupo familiar", "Household";

    "birth.date": Date, Single, S1, Core, Intake, Optional, AdminReview, Identification, "UNHCR, HMIS", "Fecha de nacimiento", "Birth date";
    "birth.state": Code[BIRTH_STATES], Single, S2, Core, Intake, Optional, AdminReview, Identification, "INEGI, CURP", "Estado de nacimiento", "Birth state";
    "nationality": Country[COUNTRIES], Set, S2, Core, Intake, Optional, KeepAll, Identification, "UNHCR, ISO 3166", "Nacionalidad", "Nationality";
    "curp": Curp, Single, S2, Core, Intake, Optional, AdminReview, Identification, "RENAPO", "CURP", "CURP";

    "phone": Phone, Single, S2, Contact, Intake, Optional, KeepAll, Contact, "PFIF", "Teléfono", "Telephone";
    "contact.ask": Text, Set, S2, Contact, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
    "contact.note": Text, Single, S2, Contact, Intake, Optional, AdminReview, Contact, "MRCMS", "Nota de contacto", "Contact note";
    "protection.ask": Text, Set, S4, Protection, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
};
