//! The record itself, the arrival, the return.

use crate::field::Field;
use crate::field::rows::rows;

/// The record's code, state and site.
pub(super) const RECORD: &[Field] = rows! {
    "code": RecordCode, Single, S0, Core, System, Required, AdminReview, Operation, "own", "Clave", "Record code";
    "card": Text, Set, S0, Core, Gate, Optional, KeepAll, Operation, "MRCMS", "Tarjetas impresas", "Printed cards";
    "home_site": Site, Single, S0, Core, System, Optional, AdminReview, Operation, "own", "Sitio responsable", "Home site";
    "registered_at": Moment, Single, S0, Core, System, Required, AutoLatest, Operation, "own", "Registro", "Registered at";
    "status": Code[CASE_STATUS], Single, S0, Core, System, Optional, AutoLatest, Operation, "MRCMS", "Estado del caso", "Case status";
    "flags": Code[FLAGS], Set, S0, Core, FollowUp, Optional, KeepAll, Operation, "MRCMS", "Avisos para el personal", "Advice to staff";
    "ask": Text, Set, S0, Core, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
};

/// The present arrival; further ones are entries.
pub(super) const ARRIVAL: &[Field] = rows! {
    "arrival.at": Moment, Single, S0, Core, Gate, Optional, AutoLatest, Operation, "UNHCR", "Llegada", "Arrived at";
    "arrival.point": Text, Single, S0, Core, Gate, Optional, AutoLatest, Operation, "México te Abraza", "Punto de llegada", "Arrival point";
    "arrival.mode": Code[ARRIVAL_MODE], Single, S0, Core, Gate, Optional, AutoLatest, Operation, "own", "Medio de llegada", "Arrived by";
    "arrival.group": Text, Single, S0, Core, Gate, Optional, AutoLatest, Operation, "UNHCR", "Grupo de llegada", "Arrival group";
    "arrival.list": Text, Single, S1, Core, Gate, Optional, AutoLatest, Operation, "own", "Lista o vuelo", "List or flight";
    "arrival.row": Number, Single, S0, Core, System, Optional, AutoLatest, Operation, "own", "Renglón de la lista", "Row of the list";
};

/// The short privacy notice.
pub(super) const NOTICE: &[Field] = rows! {
    "notice.version": Text, Single, S0, Core, Gate, Required, AutoLatest, Rights, "LFPDPPP", "Aviso de privacidad", "Privacy notice";
    "notice.mode": Code[NOTICE_MODE], Single, S0, Core, Gate, Optional, AutoLatest, Rights, "LFPDPPP", "Cómo se dio el aviso", "How the notice was given";
    "notice.language": Code[LANGUAGES], Single, S0, Core, Gate, Optional, AutoLatest, Rights, "LFPDPPP", "Idioma del aviso", "Language of the notice";
};

/// How somebody was returned. This may stigmatise, so only case staff read it.
pub(super) const RETURN: &[Field] = rows! {
    "return.type": Code[RETURN_TYPE], Single, S2, Protection, Intake, Optional, AdminReview, Assistance, "EMIF", "Tipo de retorno", "Kind of return";
    "return.from_country": Country[COUNTRIES], Single, S1, Protection, Intake, Optional, AdminReview, Assistance, "EMIF, ISO 3166", "País desde el que retorna", "Returned from";
    "return.from_place": Text, Single, S1, Protection, Intake, Optional, AdminReview, Assistance, "EMIF", "Lugar desde el que retorna", "Place returned from";
    "return.us_state": Code[US_STATES], Single, S1, Protection, Intake, Optional, AdminReview, Assistance, "EMIF", "Último estado en Estados Unidos", "Last US state";
    "return.authority": Code[RETURN_AUTHORITY], Single, S2, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Autoridad que retornó", "Returning authority";
    "return.detention_days": Number("days"), Single, S3, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Días en detención", "Days in detention";
    "return.detention_centre": Text, Single, S3, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Centro de detención", "Detention centre";
    "return.count_prior": Number, Single, S2, Protection, Interview, Optional, AdminReview, Assistance, "EMIF", "Retornos anteriores", "Earlier returns";
};
