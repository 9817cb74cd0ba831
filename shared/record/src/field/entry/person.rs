//! Identity papers, companions, what somebody can do.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// A paper that says who somebody is, and where it is now.
pub(super) const IDENTITY_PAPER: EntryKind = EntryKind {
    id: "identity_paper",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Documento de identidad",
    label_en: "Identity paper",
    fields: rows! {
        "type": Code[PAPER_TYPES], Single, S1, Core, Intake, Required, AdminReview, Identification, "México te Abraza", "Documento", "Paper";
        "state": Code[PAPER_STATES], Single, S1, Core, Intake, Optional, AutoLatest, Assistance, "MBCS", "Estado", "State";
        "number": Text, Single, S2, Core, Intake, Optional, AdminReview, Identification, "ICAO 9303", "Número", "Number";
        "country": Country[COUNTRIES], Single, S2, Core, Intake, Optional, AdminReview, Identification, "ISO 3166", "País que lo expidió", "Issued by";
        "issued": Date, Single, S2, Core, Intake, Optional, AdminReview, Identification, "ICAO 9303", "Expedición", "Issued on";
        "expires": Deadline, Single, S2, Core, Intake, Optional, AdminReview, Identification, "ICAO 9303", "Vencimiento", "Expires on";
        "mrz": Mrz, Single, S2, Core, Intake, Optional, AdminReview, Identification, "ICAO 9303", "Zona de lectura mecánica", "Machine-readable zone";
        "taken_by": Code[TREATMENT_ACTORS], Single, S2, Core, Interview, Optional, AdminReview, Claims, "MBCS", "Quién lo retuvo", "Taken by";
        "claim": Code[CLAIM_STATUS], Single, S2, Core, FollowUp, Optional, AutoLatest, Claims, "MBCS", "Reclamo", "Claim";
        "claim_ref": Text, Single, S2, Core, FollowUp, Optional, AutoLatest, Claims, "MBCS", "Folio del reclamo", "Claim reference";
    },
};

/// Somebody the person travels with: another record, or a name when there is none.
pub(super) const COMPANION: EntryKind = EntryKind {
    id: "companion",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Acompañante",
    label_en: "Companion",
    fields: rows! {
        "record": RecordCode, Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR", "Clave del registro", "Record code";
        "name": Text, Single, S1, Core, Gate, Conditional, AdminReview, Identification, "UNHCR", "Nombre", "Name";
        "relation": Code[RELATIONS], Single, S1, Core, Gate, Required, AdminReview, Identification, "UNHCR", "Qué es de la persona", "Relation";
        "until": Moment, Single, S1, Core, FollowUp, Optional, AutoLatest, Identification, "own", "Viajaron juntos hasta", "Together until";
    },
};

/// Work somebody did.
pub(super) const OCCUPATION: EntryKind = EntryKind {
    id: "occupation",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Ocupación",
    label_en: "Occupation",
    fields: rows! {
        "country": Country[COUNTRIES], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "ISO 3166", "País", "Country";
        "title": Text, Single, S1, Core, Interview, Required, AutoLatest, Livelihood, "EMIF", "En qué trabajó", "What they worked as";
        "code": Text, Single, S1, Core, FollowUp, Optional, AutoLatest, Livelihood, "SINCO, ISCO-08", "Clave SINCO", "SINCO code";
        "sector": Code[SECTORS], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "SCIAN", "Sector", "Sector";
        "years": Number("years"), Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "Años", "Years";
    },
};

/// Something somebody can do, and whether a certificate says so.
pub(super) const SKILL: EntryKind = EntryKind {
    id: "skill",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Habilidad",
    label_en: "Skill",
    fields: rows! {
        "skill": Text, Single, S1, Core, Interview, Required, AutoLatest, Livelihood, "EMIF", "Habilidad", "Skill";
        "has_certificate": Code[YES_NO], Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "Tiene certificado", "Has a certificate";
        "issued_by": Text, Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "CONOCER", "Quién lo certificó", "Certified by";
        "year": Number("year"), Single, S1, Core, Interview, Optional, AutoLatest, Livelihood, "EMIF", "Año", "Year";
    },
};
