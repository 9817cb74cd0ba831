use super::table::rows;
use super::{Asked, Field, FieldType, MergePolicy, Purpose, Required, Sensitivity, Shape};
use crate::code_list;
use crate::compartment::Compartment;

/// A kind of entry: something that happens any number of times, each time under an id of its own, so that two devices
/// never write to the same one by accident.
#[derive(Debug, PartialEq, Eq)]
pub struct EntryKind {
    /// Its name in documents.
    pub id: &'static str,
    /// The document its entries live in.
    pub compartment: Compartment,
    /// The fields of an entry, in the order of a form.
    pub fields: &'static [Field],
    /// What people read in Spanish.
    pub label_es: &'static str,
    /// What people read in English.
    pub label_en: &'static str,
}

/// Every kind of entry.
pub static ENTRY_KINDS: &[EntryKind] = &[
    EntryKind {
        id: "service",
        compartment: Compartment::Core,
        label_es: "Servicio",
        label_en: "Service",
        fields: rows! {
            "type": Code[SERVICE_TYPES], Single, S1, Core, Intake, Required, AutoLatest, Assistance, "MRCMS", "Servicio", "Service";
            "provider": Text, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Quién lo dio", "Provider";
            "at": Moment, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Cuándo", "At";
            "quantity": Number, Single, S0, Core, Intake, Optional, AutoLatest, Assistance, "MRCMS", "Cantidad", "Quantity";
            "by": Text, Single, S0, Core, System, Optional, AutoLatest, Operation, "MRCMS", "Quién lo anotó", "Noted by";
        },
    },
    EntryKind {
        id: "note",
        compartment: Compartment::Protection,
        label_es: "Nota de protección",
        label_en: "Protection note",
        fields: rows! {
            "text": Text, Single, S4, Protection, Interview, Required, AdminReview, Protection, "own", "Nota", "Note";
            "at": Moment, Single, S4, Protection, System, Optional, AutoLatest, Protection, "own", "Cuándo", "At";
        },
    },
];

/// The entry kind with this id; none when this version does not know it.
#[must_use]
pub fn entry_kind(id: &str) -> Option<&'static EntryKind> {
    ENTRY_KINDS.iter().find(|kind| kind.id == id)
}

impl EntryKind {
    /// The field with this id; none when this version does not know it.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}
