//! What a caller says of a record to have it matched.

use puente_record::{HouseholdId, PartialDate};

/// One registration of a person, as it was written. Empty texts are unknown.
#[derive(Clone, Copy, Default)]
pub struct Registration<'r> {
    /// Given names.
    pub given: &'r str,
    /// First surname, or both.
    pub surname1: &'r str,
    /// Second surname.
    pub surname2: &'r str,
    /// Sex.
    pub sex: Option<Sex>,
    /// Birth date.
    pub birth: Option<BirthDate>,
    /// CURP, also one of sixteen characters or with mistakes.
    pub curp: &'r str,
    /// Other identity papers.
    pub papers: &'r [Paper<'r>],
    /// Telephone number.
    pub phone: &'r str,
    /// Country of origin, by ISO 3166-1: two letters or three.
    pub country: &'r str,
    /// State or department of origin.
    pub state: &'r str,
    /// Municipality of origin.
    pub municipality: &'r str,
    /// Who was registered together: the household or the group of the registration.
    pub group: Option<HouseholdId>,
}

/// Shows no personal data.
impl core::fmt::Debug for Registration<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Registration(…)")
    }
}

/// A birth date, and whether somebody estimated it, for example from the age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthDate {
    /// As precise as it is known.
    pub date: PartialDate,
    /// Whether it is estimated.
    pub is_estimated: bool,
}

/// Sex, as on identity papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, as on papers that say X.
    X,
}

/// The number of an identity paper.
#[derive(Clone, Copy)]
pub struct Paper<'r> {
    /// Its kind, which also says who issued it.
    pub kind: PaperKind,
    /// The number, with any blanks and hyphens.
    pub number: &'r str,
}

/// Shows no personal data.
impl core::fmt::Debug for Paper<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Paper({:?})", self.kind)
    }
}

/// The kind of an identity paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// Guatemala's *documento personal de identificación*, whose number (CUI) a person has for life.
    GuatemalaDpi,
    /// Honduras' *documento nacional de identificación*, whose number a person has for life.
    HondurasDni,
    /// El Salvador's *documento único de identidad*, whose number a person has for life.
    ElSalvadorDui,
    /// A passport, a consular card or any other paper whose number changes when it is renewed.
    Renewable,
}

impl PaperKind {
    /// The national identity card of a country, by ISO 3166-1: two letters or three. Others have numbers of
    /// other forms.
    #[must_use]
    pub fn national(country: &str) -> Self {
        match country {
            "GT" | "GTM" => Self::GuatemalaDpi,
            "HN" | "HND" => Self::HondurasDni,
            "SV" | "SLV" => Self::ElSalvadorDui,
            _ => Self::Renewable,
        }
    }
}
