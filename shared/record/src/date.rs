//! Dates of any precision, and moments.
//!
//! Today's date is a parameter everywhere.

use core::fmt;
use core::str::FromStr;

mod century;
mod clock;
mod moment;

pub use clock::{ClockTrust, RELEASED};
pub use moment::Moment;

/// An existing day of the Gregorian calendar, in the years 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// A date as precise as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Only the year.
    Year(u16),
    /// The year and the month, 1 to 12.
    YearMonth(u16, u8),
    /// Year, month and day.
    Day(Day),
}

/// Why a text is not a date. Keep the text and show the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Neither `YYYY` nor `YYYY-MM` nor `YYYY-MM-DD`.
    #[error("a date is written YYYY, YYYY-MM or YYYY-MM-DD")]
    Form,
    /// A month or a day that the calendar does not have.
    #[error("there is no such day")]
    NoSuchDay,
}

/// The days of a month, 1 to 12; `None` for another number.
#[must_use]
pub const fn days_in_month(year: u16, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            Some(29)
        }
        2 => Some(28),
        _ => None,
    }
}

impl Day {
    /// The day, if it exists.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        match days_in_month(year, month) {
            Some(days) if day >= 1 && day <= days && year <= 9999 => {
                Some(Self { year, month, day })
            }
            _ => None,
        }
    }

    /// The year, 0 to 9999.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl PartialDate {
    /// The first day that the date may mean.
    #[must_use]
    pub fn earliest(self) -> Day {
        let (year, month, day) = match self {
            Self::Year(year) => (year, 1, 1),
            Self::YearMonth(year, month) => (year, month, 1),
            Self::Day(day) => return day,
        };
        Day { year, month, day }
    }

    /// The last day that the date may mean.
    #[must_use]
    pub fn latest(self) -> Day {
        let (year, month) = match self {
            Self::Year(year) => (year, 12),
            Self::YearMonth(year, month) => (year, month),
            Self::Day(day) => return day,
        };
        let day = days_in_month(year, month).expect("a partial date has a month that exists");
        Day { year, month, day }
    }

    /// Whether the date may mean this day.
    #[must_use]
    pub fn includes(self, day: Day) -> bool {
        (self.earliest()..=self.latest()).contains(&day)
    }

    /// Whole years that somebody born on this date has lived on a day: fewest and most. `None` if born after
    /// that day.
    #[must_use]
    pub fn age_years(self, on: Day) -> Option<(u16, u16)> {
        let most = age_years(self.earliest(), on)?;
        Some((age_years(self.latest(), on).unwrap_or(0), most))
    }
}

fn age_years(born: Day, on: Day) -> Option<u16> {
    let had_birthday = (on.month, on.day) >= (born.month, born.day);
    (born <= on).then(|| on.year - born.year - u16::from(!had_birthday))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::YearMonth(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(f),
        }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let year = number(parts.next(), 4)?.ok_or(DateError::Form)?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        match (month.map(|m| m as u8), day.map(|d| d as u8)) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => match days_in_month(year, month) {
                Some(_) => Ok(Self::YearMonth(year, month)),
                None => Err(DateError::NoSuchDay),
            },
            (Some(month), Some(day)) => Day::new(year, month, day)
                .map(Self::Day)
                .ok_or(DateError::NoSuchDay),
        }
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        match text.parse()? {
            PartialDate::Day(day) => Ok(day),
            PartialDate::Year(_) | PartialDate::YearMonth(..) => Err(DateError::Form),
        }
    }
}

fn number(part: Option<&str>, digits: usize) -> Result<Option<u16>, DateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::Form);
    }
    part.parse().map(Some).map_err(|_| DateError::Form)
}

#[cfg(test)]
mod tests;
