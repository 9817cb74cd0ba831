use core::fmt;
use core::str::FromStr;

use super::{DateError, Day};

const MS_A_SECOND: i64 = 1_000;
const SECONDS_A_DAY: i64 = 86_400;

/// A time in whole seconds of UTC: `YYYY-MM-DDThh:mm:ssZ`. Milliseconds are dropped, because they do not matter
/// here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    day: Day,
    second_of_day: u32,
}

impl Moment {
    /// The moment so many milliseconds after the beginning of 1970. A time outside the years 0 to 9999 becomes
    /// their first or last second, because such a wrong clock must not stop a registration.
    #[must_use]
    pub fn from_unix_ms(unix_ms: i64) -> Self {
        // 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
        let seconds = unix_ms
            .div_euclid(MS_A_SECOND)
            .clamp(-62_167_219_200, 253_402_300_799);
        Self {
            day: day_of_unix(seconds.div_euclid(SECONDS_A_DAY)),
            second_of_day: seconds.rem_euclid(SECONDS_A_DAY) as u32,
        }
    }

    /// Milliseconds since the beginning of 1970.
    #[must_use]
    pub fn unix_ms(self) -> i64 {
        let seconds = unix_of_day(self.day) * SECONDS_A_DAY + i64::from(self.second_of_day);
        seconds * MS_A_SECOND
    }

    /// The first moment of a day in UTC.
    #[must_use]
    pub const fn midnight(day: Day) -> Self {
        Self {
            day,
            second_of_day: 0,
        }
    }

    /// Seconds since midnight in UTC.
    pub(crate) const fn second_of_day(self) -> u32 {
        self.second_of_day
    }

    /// The day in UTC; [`crate::ZoneRule::local`] gives the day at a place.
    #[must_use]
    pub const fn day(self) -> Day {
        self.day
    }
}

/// The civil day so many days after 1970-01-01, by the usual method: years begin in March, eras have 400 years.
fn day_of_unix(days: i64) -> Day {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Day {
        year: year as u16,
        month: month as u8,
        day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
    }
}

/// The inverse of [`day_of_unix`].
fn unix_of_day(day: Day) -> i64 {
    let (month, day_of_month) = (i64::from(day.month), i64::from(day.day));
    let year = i64::from(day.year) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day_of_month - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.second_of_day / 60, self.second_of_day % 60);
        let (hours, minutes) = (minutes / 60, minutes % 60);
        write!(f, "{}T{hours:02}:{minutes:02}:{seconds:02}Z", self.day)
    }
}

impl FromStr for Moment {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (day, time) = text.split_once('T').ok_or(DateError::Form)?;
        let time = time.strip_suffix('Z').ok_or(DateError::Form)?;
        let mut second_of_day = 0;
        let mut parts = time.split(':');
        for limit in [24, 60, 60] {
            let part = super::number(parts.next(), 2)?.ok_or(DateError::Form)?;
            if part >= limit {
                return Err(DateError::NoSuchDay);
            }
            second_of_day = second_of_day * 60 + u32::from(part);
        }
        match parts.next() {
            Some(_) => Err(DateError::Form),
            None => Ok(Self {
                day: day.parse()?,
                second_of_day,
            }),
        }
    }
}
