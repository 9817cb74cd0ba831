use super::{Code, CodeList, codes};

/// The status of a stay.
pub static STAY_STATUS: CodeList = CodeList::closed(
    "stay.status",
    codes! {
        "planned" "Prevista" "Planned";
        "in" "Hospedado" "Checked in";
        "absent" "Ausente por unas horas" "Absent for some hours";
        "out" "Salió" "Checked out";
        "no_show" "No llegó" "Did not come";
    },
);

/// The outcome of a service.
pub static SERVICE_OUTCOMES: CodeList = CodeList::closed(
    "service.outcome",
    codes! {
        "done" "Hecho" "Done";
        "partly" "Hecho en parte" "Partly done";
        "follow_up" "Requiere seguimiento" "Needs a follow-up";
        "not_available" "No había" "Not available";
        "declined" "No lo quiso" "Declined";
    },
);

/// Why a person is sent to another organisation.
pub static REFERRAL_REASONS: CodeList = CodeList::closed(
    "referral.reason",
    codes! {
        "shelter" "Alojamiento" "Shelter";
        "legal" "Asesoría legal" "Legal advice";
        "health" "Salud" "Health";
        "id_papers" "Documentos de identidad" "Identity papers";
        "education" "Escuela" "School";
        "employment" "Empleo" "Employment";
        "training" "Capacitación" "Training";
        "transport" "Transporte" "Transport";
        "family_contact" "Contacto con la familia" "Family contact";
        "cash" "Apoyo económico" "Cash support";
        "coordinator" "Lo explica la coordinación" "The coordinator explains";
        "other" "Otro" "Other";
    },
);

/// Why a person is sent on in confidence.
pub static PROTECTION_REFERRAL_REASONS: CodeList = CodeList::closed(
    "protection_referral.reason",
    codes! {
        "dif" "DIF" "Child welfare (DIF)";
        "ppnna" "Procuraduría de protección" "Child protection authority (PPNNA)";
        "psychological" "Atención psicológica" "Psychological care";
        "medical" "Atención médica confidencial" "Confidential medical care";
        "gender_violence" "Violencia de género" "Gender violence";
        "trafficking" "Trata" "Trafficking";
        "asylum" "Refugio o asilo" "Refuge or asylum";
        "human_rights" "Derechos humanos" "Human rights body";
        "prosecutor" "Fiscalía" "Prosecutor";
        "safe_house" "Casa de seguridad" "Safe house";
        "tracing" "Búsqueda de familiares" "Family tracing";
        "other" "Otro" "Other";
    },
);

/// The status of a referral.
pub static REFERRAL_STATUS: CodeList = CodeList::closed(
    "referral.status",
    codes! {
        "draft" "Borrador" "Draft";
        "sent" "Enviada" "Sent";
        "accepted" "Aceptada" "Accepted";
        "rejected" "Rechazada" "Rejected";
        "done" "Cumplida" "Done";
        "revoked" "Retirada" "Revoked";
        "expired" "Vencida" "Expired";
    },
);
