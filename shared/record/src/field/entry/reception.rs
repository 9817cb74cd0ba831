//! What a reception does with a person: services, stays, referrals, further arrivals.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// Something given or done.
pub(super) const SERVICE: EntryKind = EntryKind {
    id: "service",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Servicio",
    label_en: "Service",
    fields: rows! {
        "type": Code[SERVICE_TYPES], Single, S1, Core, Intake, Required, AutoLatest, Assistance, "MRCMS", "Servicio", "Service";
        "provider": Text, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Quién lo dio", "Provider";
        "at": Moment, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Cuándo", "At";
        "quantity": Number, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Cantidad", "Quantity";
        "outcome": Code[SERVICE_OUTCOMES], Single, S0, Core, FollowUp, Optional, AutoLatest, Assistance, "MRCMS", "Resultado", "Outcome";
        "by": Text, Single, S0, Core, System, Optional, AutoLatest, Operation, "MRCMS", "Quién lo anotó", "Noted by";
    },
};

/// Nights at a site. Occupancy derives from stays; it is never a counter.
pub(super) const STAY: EntryKind = EntryKind {
    id: "stay",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Estancia",
    label_en: "Stay",
    fields: rows! {
        "site": Site, Single, S0, Core, Intake, Required, AdminReview, Operation, "MRCMS", "Albergue", "Shelter";
        "unit": Text, Single, S0, Core, Intake, Optional, AdminReview, Operation, "MRCMS", "Dormitorio", "Unit";
        "bed": Text, Single, S0, Core, Intake, Optional, AdminReview, Operation, "MRCMS", "Cama", "Bed";
        "status": Code[STAY_STATUS], Single, S0, Core, Intake, Required, AutoLatest, Operation, "MRCMS", "Estado", "Status";
        "check_in": Moment, Single, S0, Core, Intake, Optional, AutoLatest, Operation, "MRCMS", "Ingreso", "Check-in";
        "check_out": Moment, Single, S0, Core, FollowUp, Optional, AutoLatest, Operation, "MRCMS", "Salida", "Check-out";
        "nights": Number("nights"), Single, S0, Core, FollowUp, Optional, AutoLatest, Operation, "MRCMS", "Noches", "Nights";
    },
};

/// A person sent to another organisation for something that anybody may know.
pub(super) const REFERRAL: EntryKind = EntryKind {
    id: "referral",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Canalización",
    label_en: "Referral",
    fields: rows! {
        "to_site": Site, Single, S0, Core, Intake, Optional, AdminReview, Assistance, "Primero", "Sitio de destino", "To the site";
        "to_org": Text, Single, S0, Core, Intake, Conditional, AdminReview, Assistance, "Primero", "Organización de destino", "To the organisation";
        "reason": Code[REFERRAL_REASONS], Single, S1, Core, Intake, Required, AdminReview, Assistance, "Primero", "Para qué", "For what";
        "status": Code[REFERRAL_STATUS], Single, S0, Core, Intake, Required, AutoLatest, Assistance, "Primero", "Estado", "Status";
        "sent_at": Moment, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "Primero", "Enviada", "Sent at";
        "due_by": Deadline, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "Primero", "Vence", "Due by";
        "consent": Code[CONSENT_DECISION], Single, S1, Core, Intake, Optional, SaferWins, Rights, "Primero", "Consentimiento", "Consent";
        "override_reason": Text, Single, S1, Core, Intake, Conditional, AdminReview, Rights, "Primero", "Por qué sin consentimiento", "Why without consent";
        "feedback": Text, Single, S1, Core, FollowUp, Optional, AutoLatest, Assistance, "Primero", "Respuesta", "Feedback";
        "closed_at": Moment, Single, S0, Core, FollowUp, Optional, AutoLatest, Assistance, "Primero", "Cerrada", "Closed at";
    },
};

/// An arrival before or after the present one; one person may return several times.
pub(super) const ARRIVAL: EntryKind = EntryKind {
    id: "arrival",
    compartment: Compartment::Core,
    right: EntryRight::Write,
    label_es: "Otra llegada",
    label_en: "Other arrival",
    fields: rows! {
        "at": Moment, Single, S0, Core, Intake, Required, AutoLatest, Operation, "UNHCR", "Cuándo", "At";
        "point": Text, Single, S0, Core, Intake, Optional, AutoLatest, Operation, "México te Abraza", "Punto de llegada", "Arrival point";
        "mode": Code[ARRIVAL_MODE], Single, S0, Core, Intake, Optional, AutoLatest, Operation, "own", "Medio de llegada", "Arrived by";
        "group": Text, Single, S0, Core, Intake, Optional, AutoLatest, Operation, "UNHCR", "Grupo de llegada", "Arrival group";
        "list": Text, Single, S1, Core, Intake, Optional, AutoLatest, Operation, "own", "Lista o vuelo", "List or flight";
    },
};
