//! The local time of a place: its offset from UTC by the rule in force there.
//!
//! A rule is written as in POSIX `TZ` (IEEE Std 1003.1, 8.3), with the hours below 0 and above 24 of RFC 9636:
//! `CST6`, or `PST8PDT,M3.2.0,M11.1.0` if the clocks change. A server has the data of all zones and sends each
//! site's rule with its facts. So a phone needs no zone data, and no new version when a country changes its
//! clocks.

use core::fmt;
use core::str::FromStr;

use crate::date::{Day, Moment, days_in_month};

mod read;

const SECONDS_A_DAY: i64 = 86_400;

/// A rule for the local time of a place. It has no past: moments before the rule came into force are read by it
/// too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneRule {
    standard_offset_s: i32,
    summer: Option<Summer>,
}

/// The part of the year with other clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Summer {
    offset_s: i32,
    /// When it begins, by standard time.
    begins: Turn,
    /// When it ends, by summer time.
    ends: Turn,
}

/// When the clocks change in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    day: TurnDay,
    second_of_day: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TurnDay {
    /// The day 1 to 365, 29 February never counted.
    Julian(u16),
    /// The day 0 to 365, 29 February counted.
    OfYear(u16),
    /// A weekday of a month, 0 for Sunday; week 5 is the last.
    Weekday { month: u8, week: u8, weekday: u8 },
}

/// The text is no valid rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a zone's rule is written as in POSIX TZ, such as CST6 or PST8PDT,M3.2.0,M11.1.0")]
pub struct ZoneRuleError;

/// The local time of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// The day there.
    pub day: Day,
    /// Seconds since midnight, as the clocks there show them.
    pub second_of_day: u32,
}

impl ZoneRule {
    /// Eight hours behind UTC, the whole year: the latest clocks of all known sites. Used if a site's zone is
    /// unknown, so that nobody becomes an adult a day early.
    pub const WESTMOST: Self = Self {
        standard_offset_s: -8 * 3600,
        summer: None,
    };

    /// Seconds ahead of UTC at a moment; negative in the Americas.
    #[must_use]
    pub fn offset_s(&self, at: Moment) -> i32 {
        let Some(summer) = &self.summer else {
            return self.standard_offset_s;
        };
        let unix_s = at.unix_ms().div_euclid(1000);
        let standard_s = unix_s + i64::from(self.standard_offset_s);
        let year = Moment::from_unix_ms(standard_s * 1000).day().year();
        let begins = summer.begins.unix_s(year, self.standard_offset_s);
        let ends = summer.ends.unix_s(year, summer.offset_s);
        let is_summer = match begins <= ends {
            true => (begins..ends).contains(&unix_s),
            // South of the equator summer spans the new year.
            false => !(ends..begins).contains(&unix_s),
        };
        match is_summer {
            true => summer.offset_s,
            false => self.standard_offset_s,
        }
    }

    /// The local time at a moment.
    #[must_use]
    pub fn local(&self, at: Moment) -> LocalTime {
        let shifted = Moment::from_unix_ms(at.unix_ms() + i64::from(self.offset_s(at)) * 1000);
        LocalTime {
            day: shifted.day(),
            second_of_day: shifted.second_of_day(),
        }
    }

    /// The moment at which a day is over there.
    #[must_use]
    pub fn day_end(&self, day: Day) -> Moment {
        let end_ms = Moment::midnight(day).unix_ms() + SECONDS_A_DAY * 1000;
        let at = |offset_s: i32| Moment::from_unix_ms(end_ms - i64::from(offset_s) * 1000);
        // The offset in force when the day ends by it; a day whose end the clocks skip ends by the standard time.
        let summer = self.summer.as_ref().map(|summer| summer.offset_s);
        let fits = summer.filter(|offset_s| self.offset_s(at(*offset_s)) == *offset_s);
        at(fits.unwrap_or(self.standard_offset_s))
    }

    /// The night of a moment: from noon to noon, named by its first day.
    #[must_use]
    pub fn night(&self, at: Moment) -> Day {
        let noon_s = 12 * 3600;
        let shifted_s = i64::from(self.offset_s(at)) - noon_s;
        Moment::from_unix_ms(at.unix_ms() + shifted_s * 1000).day()
    }
}

impl Turn {
    /// The moment of the change in a year, in seconds since 1970, while the clocks are `offset_s` ahead of UTC.
    fn unix_s(self, year: u16, offset_s: i32) -> i64 {
        let new_year = Day::new(year, 1, 1).expect("every year has a first day");
        let first = Moment::midnight(new_year).unix_ms() / 1000;
        let day_of_year = match self.day {
            TurnDay::OfYear(day) => i64::from(day),
            TurnDay::Julian(day) => {
                let is_leap = days_in_month(year, 2) == Some(29);
                i64::from(day) - 1 + i64::from(is_leap && day >= 60)
            }
            TurnDay::Weekday {
                month,
                week,
                weekday,
            } => {
                let before = (1..month).filter_map(|month| days_in_month(year, month));
                let start: i64 = before.map(i64::from).sum();
                // 1970 began on a Thursday.
                let of_first = (first / SECONDS_A_DAY + start + 4).rem_euclid(7);
                let to_weekday = (i64::from(weekday) - of_first).rem_euclid(7);
                let days = i64::from(days_in_month(year, month).unwrap_or(31));
                let mut day = to_weekday + 7 * (i64::from(week) - 1);
                if day >= days {
                    day -= 7;
                }
                start + day
            }
        };
        first + day_of_year * SECONDS_A_DAY + i64::from(self.second_of_day) - i64::from(offset_s)
    }
}

impl fmt::Display for LocalTime {
    /// `2026-11-29 16:05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.second_of_day / 60;
        write!(f, "{} {:02}:{:02}", self.day, minutes / 60, minutes % 60)
    }
}

impl FromStr for ZoneRule {
    type Err = ZoneRuleError;

    fn from_str(text: &str) -> Result<Self, ZoneRuleError> {
        read::rule(text).ok_or(ZoneRuleError)
    }
}

#[cfg(test)]
mod tests;
