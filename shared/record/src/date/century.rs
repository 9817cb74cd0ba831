use super::Day;

impl Day {
    /// The full birth year for two digits, seen from this day: the latest year that is not in the future,
    /// because nobody who arrives is a hundred years old. The caller must have checked the clock with
    /// [`super::ClockTrust`].
    #[must_use]
    pub fn birth_year(self, two_digits: u16) -> u16 {
        let year = self.year / 100 * 100 + two_digits % 100;
        if year > self.year {
            year.saturating_sub(100)
        } else {
            year
        }
    }
}
