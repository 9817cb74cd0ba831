use super::Day;

impl Day {
    /// The year of two digits of a birth, on this day: the latest one that is not in the future, for nobody arrives at a
    /// hundred. Whoever asks has doubted the clock, see [`super::ClockTrust`].
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
