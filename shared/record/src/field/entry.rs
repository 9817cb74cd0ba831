use super::Field;
use crate::compartment::Compartment;

mod claim;
mod contact;
mod pair;
mod person;
mod protection;
mod reception;
mod rights;

/// A kind of entry: something that happens any number of times, each time with an id of its own, so that two devices
/// never write to the same one by accident.
#[derive(Debug, PartialEq, Eq)]
pub struct EntryKind {
    /// Its name in documents.
    pub id: &'static str,
    /// The compartment that holds its entries.
    pub compartment: Compartment,
    /// The right that writing in an entry takes.
    pub right: EntryRight,
    /// The fields of an entry, in the order of a form.
    pub fields: &'static [Field],
    /// What people read in Spanish.
    pub label_es: &'static str,
    /// What people read in English.
    pub label_en: &'static str,
}

/// The right, at a site of the record, that putting or deleting a field of an entry takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryRight {
    /// The right to write in the document that holds it.
    Write,
    /// Also the right to decide between concurrent values: for entries that only a shelter's admins may write.
    Resolve,
    /// Also the right to say which records are of one person.
    Link,
}

/// Every kind of entry.
pub static ENTRY_KINDS: &[EntryKind] = &[
    person::IDENTITY_PAPER,
    person::COMPANION,
    reception::SERVICE,
    reception::STAY,
    reception::REFERRAL,
    reception::ARRIVAL,
    person::OCCUPATION,
    person::SKILL,
    rights::CONSENT,
    rights::RIGHTS_REQUEST,
    rights::RETENTION,
    contact::PHONE,
    contact::EMERGENCY_CONTACT,
    contact::PHOTO,
    protection::NOTE,
    protection::VULNERABILITY,
    protection::SEPARATED_FAMILY,
    protection::MEDICATION_LOST,
    protection::CARE,
    protection::PROTECTION_REFERRAL,
    claim::BELONGING,
    claim::US_ASSET,
    pair::PAIR,
];

/// The entry kind with this id; `None` if this version does not know it.
#[must_use]
pub fn entry_kind(id: &str) -> Option<&'static EntryKind> {
    ENTRY_KINDS.iter().find(|kind| kind.id == id)
}

/// The right that writing in an entry of the kind with this id takes. A kind that this version does not know takes the
/// right to write, like an unknown field.
#[must_use]
pub fn entry_right(id: &str) -> EntryRight {
    entry_kind(id).map_or(EntryRight::Write, |kind| kind.right)
}

impl EntryKind {
    /// The field with this id; `None` if this version does not know it.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}
