use super::{Day, Moment};

/// The day of this version: no clock that is right shows an earlier one. Raised with every release.
pub const RELEASED: Day = Day {
    year: 2026,
    month: 11,
    day: 1,
};

const DAY_MS: i64 = 86_400_000;

/// A clock so far ahead of what is known is wrong: a version is not used for so long without a server.
const AHEAD_MS_MAX: i64 = 5 * 365 * DAY_MS;

/// Clocks that are right differ by less.
const BEHIND_MS_MAX: i64 = DAY_MS;

/// How far the clock of a phone is believed.
///
/// A clock of 1970 or 2099 must not decide whether somebody is a minor, nor a birth date's century. In its place stands the
/// latest moment that is known to have passed: nobody is older than they would be then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockTrust {
    passed_ms: i64,
}

impl ClockTrust {
    /// `heard_ms`: a moment that somebody whose clock is believed, such as the server, has told; in ms since 1970.
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

    /// The clock, or the latest moment that is known to have passed; in ms since 1970.
    #[must_use]
    pub fn believed_ms(self, now_ms: i64) -> i64 {
        match self.believes(now_ms) {
            true => now_ms,
            false => self.passed_ms,
        }
    }
}
