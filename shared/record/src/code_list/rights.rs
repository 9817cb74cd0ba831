use super::{Code, CodeList, codes};

/// What a person is asked to agree to.
pub static CONSENT_PURPOSES: CodeList = CodeList::closed(
    "consent.purpose",
    codes! {
        "shelter_service" "Recibir servicios" "To receive services";
        "share_partner" "Compartir con una organización" "Sharing with a partner organisation";
        "share_government" "Compartir con una autoridad" "Sharing with an authority";
        "tracing" "Buscar a la familia" "Family tracing";
        "research_anonymous" "Estadística sin nombres" "Anonymous research";
        "photo" "Fotografía" "Photograph";
        "biometrics" "Biometría" "Biometrics";
        "job_matching" "Buscar empleo" "Job matching";
    },
);

/// The legal basis of the processing, besides consent (IOM, ICRC).
pub static LEGAL_BASES: CodeList = CodeList::closed(
    "consent.legal_basis",
    codes! {
        "consent" "Consentimiento" "Consent";
        "vital_interest" "Interés vital" "Vital interest";
        "legal_obligation" "Obligación legal" "Legal obligation";
        "legitimate_interest" "Interés legítimo" "Legitimate interest";
    },
);

/// How consent was given.
pub static CONSENT_METHODS: CodeList = CodeList::closed(
    "consent.method",
    codes! {
        "signature" "Firma" "Signature";
        "thumb" "Huella" "Thumb print";
        "verbal_witnessed" "De palabra, con testigo" "Spoken, with a witness";
        "guardian" "Por la persona a cargo" "By the guardian";
    },
);

/// Who gave consent.
pub static CONSENT_GIVERS: CodeList = CodeList::closed(
    "consent.given_by",
    codes! {
        "self" "La persona" "The person";
        "parent" "Madre o padre" "A parent";
        "guardian" "Tutora o tutor" "A guardian";
        "authority" "La autoridad de protección" "The protection authority";
    },
);

/// What a person asks about their data (ARCO).
pub static RIGHTS_TYPES: CodeList = CodeList::closed(
    "rights_request.type",
    codes! {
        "access" "Acceso" "Access";
        "rectify" "Rectificación" "Rectification";
        "cancel" "Cancelación" "Cancellation";
        "oppose" "Oposición" "Opposition";
    },
);

/// The outcome of such a request.
pub static RIGHTS_OUTCOMES: CodeList = CodeList::closed(
    "rights_request.outcome",
    codes! {
        "pending" "Pendiente" "Pending";
        "granted" "Concedida" "Granted";
        "partly" "Concedida en parte" "Granted in part";
        "denied" "Negada" "Denied";
        "withdrawn" "Retirada" "Withdrawn";
    },
);

/// Why data are kept, see [`crate::RetentionPurpose`].
pub static PURPOSES: CodeList = CodeList::closed(
    "purpose",
    codes! {
        "operation" "Operar la recepción" "To run the reception";
        "identification" "Reconocer a la persona" "To know the person again";
        "assistance" "Dar lo que necesita" "To give what is needed";
        "contact" "Contactar y reunir familias" "To reach the person and bring families together";
        "protection" "Proteger a la persona" "To keep the person safe";
        "livelihood" "Apoyar escuela y trabajo" "To help with school and work";
        "claims" "Recuperar lo suyo" "To recover what is theirs";
        "monitoring" "Vigilar un retorno digno" "To monitor humane return";
        "rights" "Probar consentimientos y derechos" "To prove consents and rights";
    },
);

/// Why data are kept longer.
pub static HOLD_REASONS: CodeList = CodeList::closed(
    "retention.hold_reason",
    codes! {
        "claim_open" "Reclamo abierto" "Open claim";
        "case_open" "Caso abierto" "Open case";
        "tracing_open" "Búsqueda abierta" "Open family tracing";
        "legal_order" "Orden de una autoridad" "Order of an authority";
        "person_asked" "Lo pidió la persona" "The person asked for it";
    },
);
