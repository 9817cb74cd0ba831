//! What was taken from a person or left behind, and what is still owed.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// Something taken or left behind, with its claim.
pub(super) const BELONGING: EntryKind = EntryKind {
    id: "belonging",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Pertenencia",
    label_en: "Belonging",
    fields: rows! {
        "item": Code[BELONGINGS], Single, S2, Protection, Interview, Required, AdminReview, Claims, "MBCS", "Qué", "Item";
        "description": Text, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Descripción", "Description";
        "value": Number("USD"), Single, S2, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Valor estimado", "Estimated value";
        "where_left": Text, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Dónde quedó", "Where it was left";
        "authority": Code[TREATMENT_ACTORS], Single, S4, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Quién lo retuvo", "Taken by";
        "receipt_no": Text, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Número de recibo", "Receipt number";
        "lost_on": Date, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "MBCS", "Desde cuándo", "Since";
        "wants_recovery": Code[YES_NO], Single, S2, Protection, Interview, Optional, AutoLatest, Claims, "MBCS", "Quiere recuperarlo", "Wants it back";
        "claim": Code[CLAIM_STATUS], Single, S2, Protection, FollowUp, Optional, AutoLatest, Claims, "MBCS", "Reclamo", "Claim";
        "claim_ref": Text, Single, S2, Protection, FollowUp, Optional, AutoLatest, Claims, "MBCS", "Folio del reclamo", "Claim reference";
        "claim_updated": Date, Single, S2, Protection, FollowUp, Optional, AutoLatest, Claims, "MBCS", "Última noticia", "Last news";
    },
};

/// Something somebody still has or must do in the United States.
pub(super) const US_ASSET: EntryKind = EntryKind {
    id: "us_asset",
    compartment: Compartment::Protection,
    right: EntryRight::Write,
    label_es: "Asunto en Estados Unidos",
    label_en: "Matter in the United States",
    fields: rows! {
        "type": Code[US_ASSETS], Single, S2, Protection, Interview, Required, AdminReview, Claims, "AFSC", "Qué", "What";
        "description": Text, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "AFSC", "Descripción", "Description";
        "place": Text, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "AFSC", "Dónde", "Where";
        "value": Number("USD"), Single, S2, Protection, Interview, Optional, AdminReview, Claims, "AFSC", "Valor estimado", "Estimated value";
        "date": Deadline, Single, S2, Protection, Interview, Optional, AdminReview, Claims, "AFSC", "Fecha", "Date";
        "wants_help": Code[YES_NO], Single, S2, Protection, Interview, Optional, AutoLatest, Claims, "AFSC", "Quiere ayuda", "Wants help";
    },
};
