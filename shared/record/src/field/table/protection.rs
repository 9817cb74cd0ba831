//! Health, risk, children who came alone, treatment.

use crate::field::Field;
use crate::field::rows::rows;

/// For triage; this is no medical record.
pub(super) const HEALTH: &[Field] = rows! {
    "medical_flags": Code[MEDICAL_FLAGS], Set, S3, Protection, Intake, Optional, KeepAll, Assistance, "MRCMS, UNHCR", "Salud", "Health";
    "pregnancy.weeks": Number("weeks"), Single, S3, Protection, Intake, Optional, AdminReview, Assistance, "MRCMS", "Semanas de embarazo", "Weeks of pregnancy";
    "disability.seeing": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para ver", "Difficulty seeing";
    "disability.hearing": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para oír", "Difficulty hearing";
    "disability.walking": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para caminar", "Difficulty walking";
    "disability.remembering": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para recordar o concentrarse", "Difficulty remembering or concentrating";
    "disability.self_care": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para vestirse o bañarse", "Difficulty washing or dressing";
    "disability.communicating": Code[DIFFICULTY], Single, S3, Protection, Interview, Optional, SaferWins, Protection, "Washington Group", "Dificultad para comunicarse", "Difficulty communicating";
    "psych_risk": Code[PSYCH_RISK], Single, S4, Protection, Interview, Optional, SaferWins, Protection, "Primero", "Riesgo emocional", "Psychological risk";
    "protection.flags": Code[PROTECTION_FLAGS], Set, S4, Protection, Interview, Optional, KeepAll, Protection, "MRCMS", "Medidas de protección", "Protection measures";
    "protection.ask": Text, Set, S4, Protection, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
};

/// The hand-over of a child who came without a responsible adult.
pub(super) const MINORS: &[Field] = rows! {
    "uam.dif_called_at": Moment, Single, S4, Protection, Gate, Conditional, AdminReview, Protection, "LMig 112", "Llamada al DIF", "DIF called at";
    "uam.ppnna_notified_at": Moment, Single, S4, Protection, Gate, Conditional, AdminReview, Protection, "LMig 112", "Aviso a la Procuraduría de protección", "Protection authority notified at";
    "uam.dif_referral_ref": Text, Single, S4, Protection, Intake, Conditional, AdminReview, Protection, "LMig 112", "Folio del DIF", "DIF reference";
    "uam.acta_canalizacion_ref": Text, Single, S4, Protection, Intake, Conditional, AdminReview, Protection, "LMig 112", "Folio del acta de canalización", "Reference of the hand-over record";
    "uam.accompanied_by_verified": Code[VERIFIED], Single, S4, Protection, Intake, Conditional, SaferWins, Protection, "LMig 112", "Se verificó quién acompaña", "Who accompanies was verified";
};

/// How the person was treated on the way. Trained staff ask, and every question may be skipped.
pub(super) const TREATMENT: &[Field] = rows! {
    "treatment.reported": Code[YES_NO], Single, S4, Protection, Interview, Optional, SaferWins, Monitoring, "MBCS", "Relata malos tratos", "Tells of ill-treatment";
    "treatment.wants_to_report": Code[WANTS_TO_REPORT], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "MBCS", "Quiere denunciar", "Wants to report it";
    "treatment.types": Code[TREATMENT_TYPES], Set, S4, Protection, Interview, Optional, KeepAll, Monitoring, "MBCS, KBI", "Tipo de trato", "Kinds of treatment";
    "treatment.actors": Code[TREATMENT_ACTORS], Set, S4, Protection, Interview, Optional, KeepAll, Monitoring, "MBCS", "Quién lo hizo", "Who did it";
    "treatment.country": Country[COUNTRIES], Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "REDODEM", "País donde ocurrió", "Country where it happened";
    "treatment.state": Text, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "REDODEM", "Estado donde ocurrió", "State where it happened";
    "treatment.place": Text, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "REDODEM", "Lugar donde ocurrió", "Place where it happened";
    "treatment.date": Date, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "REDODEM", "Cuándo ocurrió", "When it happened";
    "treatment.consent": Code[CONSENT_DECISION], Single, S4, Protection, Interview, Optional, SaferWins, Monitoring, "LFPDPPP", "Acepta un informe anónimo", "Consents to an anonymous report";
    "treatment.narrative": Text, Single, S4, Protection, Interview, Optional, AdminReview, Monitoring, "REDODEM", "Relato", "Narrative";
};

/// What a lawyer must know.
pub(super) const LEGAL: &[Field] = rows! {
    "legal.needs_lawyer": Code[YES_NO], Single, S2, Protection, Intake, Optional, SaferWins, Assistance, "own", "Necesita abogada o abogado", "Needs a lawyer";
    "legal.prior_lawyer": Code[YES_NO], Single, S2, Protection, Interview, Optional, AutoLatest, Assistance, "own", "Tuvo abogada o abogado", "Had a lawyer";
    "legal.pending_us_case": Code[YES_NO], Single, S3, Protection, Interview, Optional, AdminReview, Assistance, "AFSC", "Caso pendiente en Estados Unidos", "Pending US case";
    "legal.asylum_claim": Code[YES_NO], Single, S4, Protection, Interview, Optional, SaferWins, Protection, "UNHCR", "Pidió o quiere pedir refugio", "Asked or wants to ask for asylum";
};
