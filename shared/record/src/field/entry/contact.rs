//! Whom to call, and photos: all that an extortionist needs.

use crate::compartment::Compartment;
use crate::field::rows::rows;
use crate::field::{EntryKind, EntryRight};

/// A telephone number, and whether it is safe to use.
pub(super) const PHONE: EntryKind = EntryKind {
    id: "phone",
    compartment: Compartment::Contact,
    right: EntryRight::Write,
    label_es: "Otro teléfono",
    label_en: "Further telephone",
    fields: rows! {
        "number": Phone, Single, S2, Contact, Intake, Required, AdminReview, Contact, "ITU E.164", "Número", "Number";
        "owner": Code[PHONE_OWNERS], Single, S2, Contact, Intake, Optional, AutoLatest, Contact, "PFIF", "De quién es", "Whose it is";
        "safe_to_call": Code[PERMISSION], Single, S2, Contact, Intake, Optional, SaferWins, Protection, "PFIF", "Se puede llamar", "Safe to call";
        "safe_to_text": Code[PERMISSION], Single, S2, Contact, Intake, Optional, SaferWins, Protection, "PFIF", "Se puede escribir", "Safe to text";
        "whatsapp": Code[YES_NO], Single, S2, Contact, Intake, Optional, AutoLatest, Contact, "own", "Tiene WhatsApp", "Has WhatsApp";
    },
};

/// Somebody to tell if something happens.
pub(super) const EMERGENCY_CONTACT: EntryKind = EntryKind {
    id: "emergency_contact",
    compartment: Compartment::Contact,
    right: EntryRight::Write,
    label_es: "Contacto de emergencia",
    label_en: "Emergency contact",
    fields: rows! {
        "name": Text, Single, S2, Contact, Intake, Required, AdminReview, Contact, "MRCMS", "Nombre", "Name";
        "relation": Code[RELATIONS], Single, S2, Contact, Intake, Optional, AdminReview, Contact, "MRCMS", "Qué es de la persona", "Relation";
        "phone": Phone, Single, S2, Contact, Intake, Optional, AdminReview, Contact, "ITU E.164", "Teléfono", "Telephone";
        "country": Country[COUNTRIES], Single, S2, Contact, Intake, Optional, AutoLatest, Contact, "ISO 3166", "País", "Country";
        "place": Text, Single, S2, Contact, Intake, Optional, AutoLatest, Contact, "MRCMS", "Lugar", "Place";
        "may_disclose": Code[PERMISSION], Single, S2, Contact, Intake, Optional, SaferWins, Protection, "MRCMS", "Se le puede informar", "May be told about the person";
    },
};

/// A photo, kept as an attachment. Not of minors unless an entitled person decides so.
pub(super) const PHOTO: EntryKind = EntryKind {
    id: "photo",
    compartment: Compartment::Contact,
    right: EntryRight::Write,
    label_es: "Fotografía",
    label_en: "Photo",
    fields: rows! {
        "attachment": Attachment, Single, S2, Contact, Intake, Required, AutoLatest, Identification, "UNHCR", "Archivo", "Attachment";
        "purpose": Code[PHOTO_PURPOSES], Single, S2, Contact, Intake, Required, AutoLatest, Rights, "LFPDPPP", "Para qué", "Purpose";
        "taken_at": Moment, Single, S2, Contact, Intake, Optional, AutoLatest, Identification, "UNHCR", "Tomada", "Taken at";
    },
};
