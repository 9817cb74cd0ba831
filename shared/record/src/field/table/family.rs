//! The people with whom the person came.

use crate::field::Field;
use crate::field::rows::rows;

/// Asked at the gate.
pub(super) const GATE: &[Field] = rows! {
    "minor.notified_at": Moment, Single, S1, Core, Gate, Conditional, AdminReview, Protection, "LMig 112", "Aviso al DIF y a la Procuraduría", "DIF and Procuraduría notified at";
    "alone": Code[ALONE], Single, S0, Core, Gate, Required, AdminReview, Protection, "UNHCR", "¿Viene solo o sola?", "Alone or with whom";
    "household": Text, Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR, Primero", "Grupo familiar", "Household";
    "household.role": Code[HOUSEHOLD_ROLES], Single, S1, Core, Gate, Optional, AdminReview, Identification, "UNHCR, Primero", "Papel en el grupo familiar", "Role in the household";
    "household.joined": Text, Set, S1, Core, System, Optional, KeepAll, Identification, "own", "Grupos familiares que son uno", "Households that are one";
};

/// Children who stayed behind, and the search for relatives.
pub(super) const CHILDREN: &[Field] = rows! {
    "us_children.count": Number, Single, S4, Protection, Intake, Optional, AdminReview, Protection, "MBCS", "Hijas e hijos en Estados Unidos", "Children in the United States";
    "us_children.citizens": Number, Single, S4, Protection, Interview, Optional, AdminReview, Protection, "MBCS", "Cuántos son ciudadanos de ese país", "How many are US citizens";
    "us_children.with_whom": Code[CHILDREN_WITH], Single, S4, Protection, Interview, Optional, AdminReview, Protection, "MBCS", "Con quién están", "With whom they are";
    "us_children.urgent": Code[YES_NO], Single, S4, Protection, Intake, Optional, SaferWins, Protection, "MBCS", "Su situación es urgente", "Their situation is urgent";
    "tracing.consent": Code[TRACING_CONSENT], Single, S2, Contact, Interview, Optional, SaferWins, Contact, "PFIF", "Con quién compartir la búsqueda", "With whom a search may be shared";
};
