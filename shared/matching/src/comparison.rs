//! Two registrations, field by field.

use crate::features::MatchFeatures;
use crate::level::{FamilyLevel, GivenLevel, GroupLevel, OrderLevel, SexLevel, SurnameLevel};

mod words;

use words::{given_level, surname_level};

/// The fields that are compared, in the order of [`Comparison`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum MatchField {
    /// Given names.
    Given,
    /// Surnames.
    Surnames,
    /// Whether given names and surnames were swapped.
    Order,
    /// Birth date.
    Birth,
    /// Sex.
    Sex,
    /// CURP.
    Curp,
    /// Other papers.
    Paper,
    /// Telephone number.
    Phone,
    /// Origin.
    Origin,
    /// Registered together.
    Group,
    /// Other people of both groups.
    Family,
}

/// How many fields are compared.
pub(crate) const FIELDS: usize = 11;

impl MatchField {
    /// All fields, in order.
    pub const ALL: [Self; FIELDS] = [
        Self::Given,
        Self::Surnames,
        Self::Order,
        Self::Birth,
        Self::Sex,
        Self::Curp,
        Self::Paper,
        Self::Phone,
        Self::Origin,
        Self::Group,
        Self::Family,
    ];
}

/// The level of each field, and how much rarer than usual the names are that agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub(crate) levels: [u8; FIELDS],
    /// In hundredths of a nat.
    pub(crate) rarity: i16,
}

/// Compares two registrations. The order of the two makes no difference. It takes no memory.
#[must_use]
pub fn compare(one: &MatchFeatures, other: &MatchFeatures) -> Comparison {
    let (given, surnames, order, rarity) = names(one, other);
    let sex = match (one.sex, other.sex) {
        (Some(one), Some(other)) if one == other => SexLevel::Same,
        (Some(_), Some(_)) => SexLevel::Different,
        _ => SexLevel::Missing,
    };
    let group = match one.group.is_some() && one.group == other.group {
        true => GroupLevel::Together,
        false => GroupLevel::Apart,
    };
    Comparison {
        levels: [
            given as u8,
            surnames as u8,
            order as u8,
            one.birth.against(other.birth) as u8,
            sex as u8,
            one.curp.against(&other.curp) as u8,
            one.papers.against(&other.papers) as u8,
            one.phone.against(&other.phone) as u8,
            one.place.against(&other.place) as u8,
            group as u8,
            FamilyLevel::Missing as u8,
        ],
        rarity,
    }
}

impl Comparison {
    /// The number of the level of each field, in the order of [`MatchField::ALL`].
    #[must_use]
    pub const fn levels(&self) -> [u8; FIELDS] {
        self.levels
    }

    /// Half the logarithm of how much rarer than usual the names are that agree, in hundredths of a nat.
    #[must_use]
    pub const fn rarity(&self) -> i16 {
        self.rarity
    }

    /// The same with a level of [`FamilyLevel`].
    pub(crate) fn with_family(mut self, level: FamilyLevel) -> Self {
        self.levels[MatchField::Family as usize] = level as u8;
        self
    }

    pub(crate) fn level(&self, field: MatchField) -> usize {
        usize::from(self.levels[field as usize])
    }
}

fn names(
    one: &MatchFeatures,
    other: &MatchFeatures,
) -> (GivenLevel, SurnameLevel, OrderLevel, i16) {
    let (one, other) = (&one.names, &other.names);
    let (given, given_rarity) = given_level(
        (one.given.as_slice(), &one.given_joined),
        (other.given.as_slice(), &other.given_joined),
    );
    let (surnames, rarity) = surname_level(one.surnames.as_slice(), other.surnames.as_slice());
    let as_written = (given, surnames, OrderLevel::Same, given_rarity + rarity);
    let may_be_swapped = matches!(given, GivenLevel::Different | GivenLevel::Missing)
        && !matches!(
            surnames,
            SurnameLevel::BothExact | SurnameLevel::BothSound | SurnameLevel::BothClose
        );
    if !may_be_swapped {
        return as_written;
    }
    let read = [(one, other), (other, one)].map(|(swapped, written)| {
        let (given, surnames) = swapped.swapped();
        let (given, given_rarity) = given_level(
            (given.as_slice(), &swapped.given_joined),
            (written.given.as_slice(), &written.given_joined),
        );
        let (surnames, rarity) = surname_level(surnames.as_slice(), written.surnames.as_slice());
        (given, surnames, OrderLevel::Swapped, given_rarity + rarity)
    });
    let agreeing = read.into_iter().filter(|(given, surnames, _, _)| {
        let given_agrees = *given != GivenLevel::Missing && *given <= GivenLevel::SubsetClose;
        let surnames_agree =
            *surnames != SurnameLevel::Missing && *surnames <= SurnameLevel::SingleClose;
        given_agrees && surnames_agree
    });
    // If both readings agree, the better one counts, whichever registration is named first.
    agreeing.min().unwrap_or(as_written)
}
