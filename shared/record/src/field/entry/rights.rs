//! What somebody agreed to and asked for, and how long their data stay.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// A decision about the use of data, with the text it was about. Decisions are added, never rewritten.
pub(super) const CONSENT: EntryKind = EntryKind {
    id: "consent",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Consentimiento",
    label_en: "Consent",
    fields: rows! {
        "purpose": Code[CONSENT_PURPOSES], Single, S1, Core, Intake, Required, AdminReview, Rights, "LFPDPPP, IOM", "Para qué", "Purpose";
        "partner": Text, Single, S1, Core, Intake, Conditional, AdminReview, Rights, "IOM", "Con quién", "With whom";
        "decision": Code[CONSENT_DECISION], Single, S1, Core, Intake, Required, SaferWins, Rights, "LFPDPPP", "Decisión", "Decision";
        "legal_basis": Code[LEGAL_BASES], Single, S0, Core, Intake, Optional, AdminReview, Rights, "ICRC", "Base legal", "Legal basis";
        "method": Code[CONSENT_METHODS], Single, S0, Core, Intake, Optional, AdminReview, Rights, "LFPDPPP", "Cómo se dio", "How it was given";
        "given_by": Code[CONSENT_GIVERS], Single, S1, Core, Intake, Optional, AdminReview, Rights, "LFPDPPP", "Quién lo dio", "Given by";
        "child_view": Code[YES_NO], Single, S1, Core, Intake, Optional, AdminReview, Rights, "CRC 12", "La niña o el niño está de acuerdo", "The child agrees";
        "witness": Text, Single, S1, Core, Intake, Optional, AdminReview, Rights, "LFPDPPP", "Testigo", "Witness";
        "notice_version": Text, Single, S0, Core, Intake, Required, AutoLatest, Rights, "LFPDPPP", "Versión del aviso", "Notice version";
        "language": Code[LANGUAGES], Single, S0, Core, Intake, Required, AutoLatest, Rights, "LFPDPPP", "Idioma", "Language";
        "at": Moment, Single, S0, Core, Intake, Required, AutoLatest, Rights, "LFPDPPP", "Cuándo", "At";
        "expires": Deadline, Single, S0, Core, Intake, Optional, AutoLatest, Rights, "IOM", "Vence", "Expires on";
        "evidence": Attachment, Single, S1, Core, Intake, Optional, AutoLatest, Rights, "LFPDPPP", "Comprobante", "Evidence";
    },
};

/// What a person asked about their own data.
pub(super) const RIGHTS_REQUEST: EntryKind = EntryKind {
    id: "rights_request",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Solicitud ARCO",
    label_en: "Rights request",
    fields: rows! {
        "type": Code[RIGHTS_TYPES], Single, S1, Core, FollowUp, Required, AdminReview, Rights, "LFPDPPP", "Derecho", "Right";
        "at": Moment, Single, S0, Core, FollowUp, Required, AutoLatest, Rights, "LFPDPPP", "Recibida", "Received at";
        "due_by": Deadline, Single, S0, Core, FollowUp, Optional, AutoLatest, Rights, "LFPDPPP", "Responder antes de", "Answer due by";
        "outcome": Code[RIGHTS_OUTCOMES], Single, S1, Core, FollowUp, Optional, AutoLatest, Rights, "LFPDPPP", "Resultado", "Outcome";
        "answered_at": Moment, Single, S0, Core, FollowUp, Optional, AutoLatest, Rights, "LFPDPPP", "Respondida", "Answered at";
    },
};

/// How long data with a purpose stay, and the reason if longer than usual.
pub(super) const RETENTION: EntryKind = EntryKind {
    id: "retention",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Conservación",
    label_en: "Retention",
    fields: rows! {
        "purpose": Code[PURPOSES], Single, S0, Core, FollowUp, Required, AdminReview, Rights, "IOM", "Finalidad", "Purpose";
        "delete_after": Deadline, Single, S0, Core, FollowUp, Optional, AdminReview, Rights, "IOM", "Borrar después de", "Delete after";
        "hold_reason": Code[HOLD_REASONS], Single, S0, Core, FollowUp, Optional, AdminReview, Rights, "IOM", "Por qué se conserva", "Why it is kept";
    },
};
