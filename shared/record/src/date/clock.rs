use super::{Day, Moment};

/// The release day of this version: no correct clock shows an earlier day. Raised with every release.
pub const RELEASED: Day = Day {
    year: 2026,
    month: 11,
    day: 1,
};

const DAY_MS: i64 = 86_400_000;

/// A clock further ahead of the latest known time is wrong: nobody uses a version for so long without a server.
const AHEAD_MS_MAX: i64 = 5 * 365 * DAY_MS;

/// Correct clocks differ by less.
const BEHIND_MS_MAX: i64 = DAY_MS;

/// Decides whether the clock of a phone is believed.
///
/// A clock in 1970 or 2099 must not decide whether somebody is a minor, or the century of a birth date. Instead
/// the latest time that has certainly passed is used: nobody is taken to be older than they were then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTrust {
    passed_ms: i64,
}

impl ClockTrust {
    /// `heard_ms`: a time from a trusted clock, such as the server's, in ms since 1970.
    #[must_use]
    pub fn since(heard_ms: Option<i64>) -> Self {
        let released_ms = Moment::midnight(RELEASED).unix_ms();
        Self {
            passed_ms: heard_ms.map_or(released_ms, |heard_ms| heard_ms.max(released_ms)),
        }
    }

    /// Whether the clock may be right.
    #[must_use]
    pub fn believes(self, now_ms: i64) -> bool {
        let earliest_ms = self.passed_ms - BEHIND_MS_MAX;
        let latest_ms = self.passed_ms.saturating_add(AHEAD_MS_MAX);
        (earliest_ms..=latest_ms).contains(&now_ms)
    }

    /// The clock's time, or the latest time that has certainly passed; in ms since 1970.
    #[must_use]
    pub fn believed_ms(self, now_ms: i64) -> i64 {
        match self.believes(now_ms) {
            true => now_ms,
            false => self.passed_ms,
        }
    }
}
