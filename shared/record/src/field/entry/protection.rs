//! What does most harm in the wrong hands.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// Free text that few people may read.
pub(super) const NOTE: EntryKind = EntryKind {
    id: "note",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Nota de protección",
    label_en: "Protection note",
    fields: rows! {
        "text": Text, Single, S4, Protection, Interview, Required, AdminReview, Protection, "own", "Nota", "Note";
        "at": Moment, Single, S4, Protection, System, Optional, AutoLatest, Protection, "own", "Cuándo", "At";
    },
};

/// A reason for particular care. It is never removed: it becomes inactive, with a reason, and yes beats no.
pub(super) const VULNERABILITY: EntryKind = EntryKind {
    id: "vulnerability",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Vulnerabilidad",
    label_en: "Vulnerability",
    fields: rows! {
        "code": Code[VULNERABILITIES], Single, S4, Protection, Interview, Required, AdminReview, Protection, "UNHCR", "Código", "Code";
        "active": Code[YES_NO], Single, S4, Protection, Interview, Required, SaferWins, Protection, "own", "Vigente", "Active";
        "basis": Code[FLAG_BASES], Single, S4, Protection, Interview, Optional, AutoLatest, Protection, "UNHCR", "Con base en", "Basis";
        "reason": Text, Single, S4, Protection, Interview, Optional, AdminReview, Protection, "UNHCR", "Motivo", "Reason";
        "set_by": Text, Single, S4, Protection, System, Optional, AutoLatest, Protection, "own", "Quién lo señaló", "Set by";
        "at": Moment, Single, S4, Protection, System, Optional, AutoLatest, Protection, "own", "Desde", "Since";
        "review_by": Deadline, Single, S4, Protection, Interview, Optional, AutoLatest, Protection, "UNHCR", "Revisar antes de", "Review by";
        "ended_reason": Text, Single, S4, Protection, FollowUp, Conditional, AdminReview, Protection, "own", "Por qué dejó de estar vigente", "Why it is not active any more";
    },
};

/// A relative the person was separated from.
pub(super) const SEPARATED_FAMILY: EntryKind = EntryKind {
    id: "separated_family",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Familiar separado",
    label_en: "Separated relative",
    fields: rows! {
        "record": RecordCode, Single, S4, Protection, Interview, Optional, AdminReview, Contact, "Primero", "Clave del registro", "Record code";
        "name": Text, Single, S4, Protection, Interview, Required, AdminReview, Contact, "Primero", "Nombre", "Name";
        "relation": Code[RELATIONS], Single, S4, Protection, Interview, Optional, AdminReview, Contact, "Primero", "Qué es de la persona", "Relation";
        "age": Number("years"), Single, S4, Protection, Interview, Optional, AdminReview, Contact, "Primero", "Edad", "Age";
        "is_minor": Code[YES_NO], Single, S4, Protection, Interview, Optional, SaferWins, Protection, "Primero", "Es menor de edad", "Is a minor";
        "country": Country[COUNTRIES], Single, S4, Protection, Interview, Optional, AutoLatest, Contact, "ISO 3166", "País", "Country";
        "place": Text, Single, S4, Protection, Interview, Optional, AutoLatest, Contact, "Primero", "Lugar", "Place";
        "separated_when": Code[SEPARATED_WHEN], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Cuándo les separaron", "When they were separated";
        "separated_on": Date, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Fecha de la separación", "Date of the separation";
        "separated_at": Text, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Lugar de la separación", "Place of the separation";
        "reason": Code[SEPARATION_REASONS], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "Primero", "Causa", "Reason";
        "by": Code[TREATMENT_ACTORS], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Quién les separó", "Separated by";
        "wants_tracing": Code[YES_NO], Single, S4, Protection, Interview, Optional, AutoLatest, Contact, "Primero", "Quiere que se le busque", "Wants tracing";
        "consent": Code[CONSENT_DECISION], Single, S4, Protection, Interview, Optional, SaferWins, Rights, "PFIF", "Acepta que se comparta la búsqueda", "Consents to sharing the search";
        "tracing_status": Code[TRACING_STATUS], Single, S4, Protection, FollowUp, Optional, AutoLatest, Contact, "Primero", "Búsqueda", "Tracing";
    },
};

/// Medication somebody no longer has.
pub(super) const MEDICATION_LOST: EntryKind = EntryKind {
    id: "medication_lost",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Medicamento perdido",
    label_en: "Lost medication",
    fields: rows! {
        "name": Text, Single, S3, Protection, Intake, Required, AdminReview, Assistance, "MBCS", "Medicamento", "Medication";
        "dose": Text, Single, S3, Protection, Intake, Optional, AdminReview, Assistance, "MBCS", "Dosis", "Dose";
        "last_dose": Moment, Single, S3, Protection, Intake, Optional, AutoLatest, Assistance, "MBCS", "Última toma", "Last dose";
        "taken_by": Code[TREATMENT_ACTORS], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Quién lo retuvo", "Taken by";
        "replaced_at": Moment, Single, S3, Protection, FollowUp, Optional, AutoLatest, Assistance, "own", "Repuesto", "Replaced at";
    },
};

/// A confidential service.
pub(super) const CARE: EntryKind = EntryKind {
    id: "care",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Atención confidencial",
    label_en: "Confidential care",
    fields: rows! {
        "type": Code[CARE_TYPES], Single, S3, Protection, Intake, Required, AutoLatest, Assistance, "MRCMS", "Atención", "Care";
        "provider": Text, Single, S3, Protection, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Quién la dio", "Provider";
        "at": Moment, Single, S3, Protection, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Cuándo", "At";
        "outcome": Code[SERVICE_OUTCOMES], Single, S3, Protection, FollowUp, Optional, AutoLatest, Assistance, "MRCMS", "Resultado", "Outcome";
        "note": Text, Single, S4, Protection, Interview, Optional, AdminReview, Protection, "own", "Nota", "Note";
        "by": Text, Single, S3, Protection, System, Optional, AutoLatest, Operation, "MRCMS", "Quién lo anotó", "Noted by";
    },
};

/// A person sent on for something that nobody else may know.
pub(super) const PROTECTION_REFERRAL: EntryKind = EntryKind {
    id: "protection_referral",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Canalización confidencial",
    label_en: "Confidential referral",
    fields: rows! {
        "to_org": Text, Single, S4, Protection, Interview, Required, AdminReview, Protection, "Primero", "Organización de destino", "To the organisation";
        "reason": Code[PROTECTION_REFERRAL_REASONS], Single, S4, Protection, Interview, Required, AdminReview, Protection, "Primero", "Para qué", "For what";
        "status": Code[REFERRAL_STATUS], Single, S4, Protection, Interview, Required, AutoLatest, Protection, "Primero", "Estado", "Status";
        "sent_at": Moment, Single, S4, Protection, Interview, Optional, AutoLatest, Protection, "Primero", "Enviada", "Sent at";
        "due_by": Deadline, Single, S4, Protection, Interview, Optional, AutoLatest, Protection, "Primero", "Vence", "Due by";
        "consent": Code[CONSENT_DECISION], Single, S4, Protection, Interview, Optional, SaferWins, Rights, "Primero", "Consentimiento", "Consent";
        "override_reason": Text, Single, S4, Protection, Interview, Conditional, AdminReview, Rights, "Primero", "Por qué sin consentimiento", "Why without consent";
        "feedback": Text, Single, S4, Protection, FollowUp, Optional, AutoLatest, Protection, "Primero", "Respuesta", "Feedback";
        "closed_at": Moment, Single, S4, Protection, FollowUp, Optional, AutoLatest, Protection, "Primero", "Cerrada", "Closed at";
    },
};
