//! A registration as it is compared: computed once, of a fixed size.

use puente_record::HouseholdId;

use crate::birth::Birth;
use crate::contact::{OriginPlace, PhoneDigits};
use crate::names::Names;
use crate::paper::{CurpText, PaperNumbers};
use crate::registration::{Registration, Sex};

/// What is compared of a registration. It contains parts of names in readable form: treat it like the record.
#[derive(Clone, Copy)]
pub struct MatchFeatures {
    pub(crate) names: Names,
    pub(crate) birth: Birth,
    pub(crate) sex: Option<Sex>,
    pub(crate) curp: CurpText,
    pub(crate) papers: PaperNumbers,
    pub(crate) phone: PhoneDigits,
    pub(crate) place: OriginPlace,
    /// Those who were registered together.
    pub group: Option<HouseholdId>,
}

impl MatchFeatures {
    /// Computes what is compared. A birth date or a sex that nobody noted comes from the CURP, a year of birth
    /// also from a Honduran number.
    #[must_use]
    pub fn new(of: &Registration<'_>) -> Self {
        let curp = CurpText::new(of.curp);
        let papers = PaperNumbers::new(of.papers);
        let implied = curp.implies();
        let mut birth = Birth::new(of.birth);
        if let Some((date, _)) = implied
            && !birth.has_day()
        {
            birth = date;
        }
        if let Some(year) = papers.birth_year()
            && !birth.is_known()
        {
            birth = Birth::of_year(year);
        }
        Self {
            names: Names::new(of.given, of.surname1, of.surname2),
            birth,
            sex: of.sex.or(implied.map(|(_, sex)| sex)),
            curp,
            papers,
            phone: PhoneDigits::new(of.phone),
            place: OriginPlace::new(of.country, of.state, of.municipality),
            group: of.group,
        }
    }

    /// The phonetic keys of the given names and of the surnames, for counting which are common.
    #[must_use]
    pub fn sounds(&self) -> [Vec<String>; 2] {
        [&self.names.given, &self.names.surnames].map(|words| {
            let sounds = words.as_slice().iter().map(|word| word.sound());
            sounds
                .map(|sound| String::from_utf8_lossy(sound).into_owned())
                .collect()
        })
    }
}

/// Shows no personal data.
impl core::fmt::Debug for MatchFeatures {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("MatchFeatures(…)")
    }
}
