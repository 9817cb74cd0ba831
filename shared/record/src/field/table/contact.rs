//! How to reach the person, and where they go.

use crate::field::Field;
use crate::field::rows::rows;

/// The first number is a field, so that the gate asks one question; each number with its owner and its safety is an entry.
pub(super) const CONTACT: &[Field] = rows! {
    "phone": Phone, Single, S2, Contact, Intake, Optional, KeepAll, Contact, "PFIF", "Teléfono", "Telephone";
    "contact.note": Text, Single, S2, Contact, Intake, Optional, AdminReview, Contact, "MRCMS", "Nota de contacto", "Contact note";
    "contact.made_at": Moment, Single, S0, Contact, Intake, Optional, AutoLatest, Contact, "México te Abraza", "Habló con su familia", "Family contacted at";
    "contact.ask": Text, Set, S2, Contact, System, Optional, KeepAll, Operation, "own", "Por preguntar a la persona", "To ask the person";
};

/// Where the person goes. Somebody may wait for them there, so few may read it.
pub(super) const DESTINATION: &[Field] = rows! {
    "destination.intent": Code[DESTINATION_INTENT], Single, S1, Contact, Intake, Optional, AutoLatest, Assistance, "EMIF", "Qué piensa hacer", "What they mean to do";
    "destination.country": Country[COUNTRIES], Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "ISO 3166", "País de destino", "Destination country";
    "destination.state": Code[STATES], Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "INEGI", "Estado de destino", "Destination state";
    "destination.municipality": Municipality, Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "INEGI", "Municipio de destino", "Destination municipality";
    "destination.locality": Text, Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "INEGI", "Localidad de destino", "Destination locality";
    "destination.address": Text, Single, S2, Contact, Interview, Optional, AutoLatest, Contact, "MRCMS", "Domicilio de destino", "Destination address";
    "destination.has_place": Code[YES_NO], Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "own", "Tiene dónde llegar", "Has a place to stay there";
    "destination.with_whom": Code[RELATIONS], Single, S2, Contact, Intake, Optional, AutoLatest, Assistance, "own", "Con quién llega", "With whom they will stay";
    "destination.fear": Code[YES_NO], Single, S4, Protection, Interview, Optional, SaferWins, Protection, "UNHCR", "Teme volver a su lugar de origen", "Afraid to return home";
};
