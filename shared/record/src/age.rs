//! Ages as people say and write them: `31`, `18 meses`, `RN`, `<1`, `17 años 11 meses`, `30-35`, `18+`.
//!
//! An age is whole years lived, or a range of them if no more is known. A text that cannot be read is an error;
//! the caller must then assume that the person may be a minor.

use core::fmt;

mod read;
mod token;

/// Age from which a person is an adult, in years.
pub const ADULT_AGE_YEARS: u16 = 18;

/// Age above which an age or a birth date counts as an error, in years; the oldest known person reached 122.
pub const AGE_YEARS_MAX: u16 = 120;

/// Whole years lived, as far as they are known.
///
/// Written `31`; or `30-35`, `18+` and `<18` where only that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Age {
    least_years: u16,
    /// `None` if there is no upper bound.
    most_years: Option<u16>,
}

/// The text has no readable age. Keep it as it was typed, and treat the person as a possible minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an age is whole years, or an amount of years, months, weeks or days")]
pub struct AgeError;

impl Age {
    /// A minor of unknown age.
    pub const MINOR: Self = Self {
        least_years: 0,
        most_years: Some(ADULT_AGE_YEARS - 1),
    };

    const fn exact(years: u16) -> Self {
        Self {
            least_years: years,
            most_years: Some(years),
        }
    }

    /// The whole years, if exactly one number is possible.
    #[must_use]
    pub fn years(self) -> Option<u16> {
        self.most_years.filter(|most| *most == self.least_years)
    }

    /// The fewest and the most possible years; `None` if there is no upper bound.
    #[must_use]
    pub const fn bounds_years(self) -> (u16, Option<u16>) {
        (self.least_years, self.most_years)
    }

    /// Whether the person may be a minor. An impossible age is a typing error, so it may be any age.
    #[must_use]
    pub const fn may_be_minor(self) -> bool {
        self.least_years < ADULT_AGE_YEARS || self.least_years > AGE_YEARS_MAX
    }
}

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least_years, self.most_years) {
            (least, None) => write!(f, "{least}+"),
            (least, Some(most)) if least == most => least.fmt(f),
            (0, Some(most)) => write!(f, "<{}", most + 1),
            (least, Some(most)) => write!(f, "{least}-{most}"),
        }
    }
}

#[cfg(test)]
mod tests;
