//! The field table: every field of a record, one row each.
//!
//! Forms, findings, conflict rules and export columns derive from it. A field that is not in the table is kept
//! too, see [`crate::key`].

mod entry;
mod rows;
mod table;
mod typed;

use crate::code_list::CodeList;
use crate::compartment::Compartment;

pub use entry::{ENTRY_KINDS, EntryKind, EntryRight, entry_kind, entry_right};
pub use table::FIELDS;

/// The field with the site where a record belongs. It decides who may hold the record.
pub const HOME_SITE: &str = "home_site";

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in documents.
    pub id: &'static str,
    /// The type of its values.
    pub kind: FieldType,
    /// One value or a set of them.
    pub shape: FieldShape,
    /// Its codes, if its values are codes.
    pub codes: Option<&'static CodeList>,
    /// The unit of a number.
    pub unit: Option<&'static str>,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// The compartment that holds it.
    pub compartment: Compartment,
    /// When a form asks for it.
    pub asked: FormStage,
    /// Whether registration requires it.
    pub required: Required,
    /// What is proposed when values are concurrent.
    pub merge: MergePolicy,
    /// Why it is kept, which determines how long.
    pub purpose: RetentionPurpose,
    /// The standard or practice it follows.
    pub source: &'static str,
    /// What people read in Spanish.
    pub label_es: &'static str,
    /// What people read in English.
    pub label_en: &'static str,
}

/// The type of a field's values. Any value is accepted as typed; one of another type gives a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldType {
    /// Any text.
    Text,
    /// A code of the field's list.
    Code,
    /// A whole number, in the field's unit.
    Number,
    /// A date of any precision, see [`crate::PartialDate`].
    Date,
    /// A date that may be in the future.
    Deadline,
    /// A moment in UTC, see [`crate::Moment`].
    Moment,
    /// A country by ISO 3166-1 alpha-3.
    Country,
    /// A telephone number.
    Phone,
    /// A CURP, see [`crate::Curp`].
    Curp,
    /// A record code, see [`crate::RecordCode`].
    RecordCode,
    /// A site's id in hex.
    Site,
    /// A Mexican municipality: INEGI's five digits, or its name as typed.
    Municipality,
    /// A machine-readable zone, with its lines one after another, see [`crate::Mrz`].
    Mrz,
    /// An attachment: the SHA-256 of its content in hex.
    Attachment,
}

/// How a field is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldShape {
    /// Under `<field>`: one value, or several while they conflict.
    Single,
    /// Under `set/<field>/<value>`: any number of values, in which adding wins over removing.
    Set,
}

/// How much harm a field does in the wrong hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    /// Operational.
    S0,
    /// Personal.
    S1,
    /// Identifiers and contacts.
    S2,
    /// Sensitive by law (LFPDPPP): health, ethnicity, religion.
    S3,
    /// Critical for protection: minors, abuse, threats.
    S4,
}

/// When a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormStage {
    /// At the gate, within 45 seconds a person.
    Gate,
    /// At intake, within 6 minutes.
    Intake,
    /// In an interview by trained staff.
    Interview,
    /// Later on.
    FollowUp,
    /// Never: the system fills it.
    System,
}

/// Whether a field must have a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Required {
    /// Always.
    Required,
    /// If another field has no value: the age without a birth date.
    Conditional,
    /// Never.
    Optional,
}

/// What is proposed when values are concurrent. All of them are kept until somebody entitled decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergePolicy {
    /// The latest.
    AutoLatest,
    /// Nothing: an entitled person must look.
    AdminReview,
    /// To keep all of them.
    KeepAll,
    /// The code of the highest rank, see [`crate::code_list::Code::rank`].
    SaferWins,
}

/// Why a field is kept. The law of the deployment decides how long each purpose lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetentionPurpose {
    /// To run the reception: counts, lists, responsibility.
    Operation,
    /// To recognise the person.
    Identification,
    /// To give what the person needs.
    Assistance,
    /// To reach the person and bring families together.
    Contact,
    /// To keep the person safe.
    Protection,
    /// To help with school and work.
    Livelihood,
    /// To recover what was taken or left behind.
    Claims,
    /// To monitor whether people are returned humanely.
    Monitoring,
    /// To prove what was told, agreed to and asked for.
    Rights,
}

impl RetentionPurpose {
    /// The proposed months for which data with this purpose stay after the last contact; the deployment's law decides.
    #[must_use]
    pub const fn retention_months(self) -> u16 {
        match self {
            Self::Operation | Self::Identification | Self::Assistance | Self::Contact => 24,
            Self::Livelihood => 12,
            // Narratives and flags can do harm as long as they exist; an open claim keeps them longer, see the kind `retention`.
            Self::Protection | Self::Claims | Self::Monitoring => 12,
            // A proof is kept longer than what it proves.
            Self::Rights => 60,
        }
    }
}

/// The field with this id; `None` if this version does not know it.
#[must_use]
pub fn field(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

#[cfg(test)]
mod tests;
