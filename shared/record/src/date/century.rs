use super::Day;

/// When these rules were written, and how long a clock that tells a later day is believed. A phone whose battery was out
/// starts in 1970, and one that was set wrongly may be in 2099.
const RULES_YEAR: u16 = 2026;
const BELIEVED_YEARS: u16 = 20;

impl Day {
    /// The day itself, where a clock that tells it can be right; else the last day of the year these rules were written in.
    /// For what a wrong clock must not decide, such as a century.
    #[must_use]
    pub fn believed(self) -> Self {
        let can_be_right = (RULES_YEAR..=RULES_YEAR + BELIEVED_YEARS).contains(&self.year);
        if can_be_right {
            return self;
        }
        Self {
            year: RULES_YEAR,
            month: 12,
            day: 31,
        }
    }

    /// The year of two digits of a birth: the latest one that is not in the future, for nobody arrives at a hundred. A clock
    /// that cannot be right decides nothing, see [`Day::believed`].
    #[must_use]
    pub fn birth_year(self, two_digits: u16) -> u16 {
        let this_year = self.believed().year;
        let year = this_year / 100 * 100 + two_digits % 100;
        if year > this_year { year - 100 } else { year }
    }
}
