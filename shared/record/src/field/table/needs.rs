//! What is needed now.

use crate::field::Field;
use crate::field::rows::rows;

/// Coarse needs, for everybody who receives people.
pub(super) const NEEDS: &[Field] = rows! {
    "urgent_medical": Code[URGENT_MEDICAL], Single, S3, Core, Gate, Required, SaferWins, Assistance, "México te Abraza", "Urgencia médica", "Urgent medical need";
    "needs": Code[NEEDS], Set, S1, Core, Gate, Optional, KeepAll, Assistance, "México te Abraza, Primero", "Necesidades", "Needs";
    "languages": Code[LANGUAGES], Set, S1, Core, Gate, Optional, KeepAll, Assistance, "MRCMS, ISO 639-3", "Idiomas", "Languages";
    "languages.read": Code[LANGUAGES], Set, S1, Core, Intake, Optional, KeepAll, Assistance, "MRCMS, ISO 639-3", "Idiomas que lee", "Languages read";
    "interpreter_needed": Code[YES_NO], Single, S1, Core, Gate, Optional, SaferWins, Assistance, "MRCMS", "Necesita intérprete", "Needs an interpreter";
    "transport.need": Code[YES_NO], Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "México te Abraza", "Necesita transporte", "Needs transport";
    "transport.provided_at": Moment, Single, S0, Core, FollowUp, Optional, AutoLatest, Assistance, "México te Abraza", "Transporte dado", "Transport given at";
    "transport.ticket": Text, Single, S0, Core, FollowUp, Optional, AutoLatest, Assistance, "México te Abraza", "Boleto", "Ticket";
};
