//! Birth dates, of which many are partial, estimated or mistaken.

use puente_record::{CurpSex, Day, PartialDate};

use crate::level::BirthLevel;
use crate::registration::{BirthDate, Sex};

/// A birth date as it is compared. Month and day are 0 where they are unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Birth {
    /// 0 if nothing is known.
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
    is_estimated: bool,
}

impl Birth {
    pub(crate) fn new(date: Option<BirthDate>) -> Self {
        let Some(BirthDate { date, is_estimated }) = date else {
            return Self::default();
        };
        match date {
            PartialDate::Year(year) => Self {
                year,
                is_estimated,
                ..Self::default()
            },
            PartialDate::YearMonth(year, month) => Self {
                year,
                month,
                is_estimated,
                ..Self::default()
            },
            PartialDate::Day(day) => Self {
                is_estimated,
                ..Self::of_day(day)
            },
        }
    }

    pub(crate) const fn of_day(day: Day) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
            day: day.day(),
            is_estimated: false,
        }
    }

    pub(crate) const fn of_year(year: u16) -> Self {
        Self {
            year,
            month: 0,
            day: 0,
            is_estimated: false,
        }
    }

    pub(crate) const fn is_known(self) -> bool {
        self.year != 0
    }

    /// Whether the day is known. 1 January also stands for a day that nobody knew.
    pub(crate) const fn has_day(self) -> bool {
        self.day != 0 && !self.is_new_year() && !self.is_estimated
    }

    const fn is_new_year(self) -> bool {
        self.day == 1 && self.month == 1
    }

    pub(crate) fn against(self, other: Self) -> BirthLevel {
        if !self.is_known() || !other.is_known() {
            return BirthLevel::Missing;
        }
        let years = self.year.abs_diff(other.year);
        if self.has_day() && other.has_day() {
            return self.days_against(other, years);
        }
        let months_agree = self.month == 0 || other.month == 0 || self.month == other.month;
        let is_new_year = self.is_new_year() || other.is_new_year();
        match years {
            0 if self.day != 0 && self.day == other.day && self.month == other.month => {
                BirthLevel::NewYearBoth
            }
            0 if months_agree && self.month != 0 && other.month != 0 && !is_new_year => {
                BirthLevel::Month
            }
            0 if months_agree || is_new_year => BirthLevel::Year,
            0 | 1 => BirthLevel::YearBeside,
            2 | 3 => BirthLevel::YearNear,
            4..=8 => BirthLevel::Years,
            _ => BirthLevel::Far,
        }
    }

    /// Two dates of which the day is known.
    fn days_against(self, other: Self, years: u16) -> BirthLevel {
        let months = self.month == other.month;
        let days = self.day == other.day;
        let swapped = self.month == other.day && self.day == other.month;
        match years {
            0 if months && days => BirthLevel::Day,
            0 if swapped => BirthLevel::DayMonthSwapped,
            0 if (months && one_digit(self.day.into(), other.day.into())) || days => {
                BirthLevel::DayOrMonth
            }
            0 if months => BirthLevel::SameMonth,
            0 => BirthLevel::SameYear,
            1 if months && days => BirthLevel::DayOtherYear,
            _ if months && days && one_digit(self.year, other.year) => BirthLevel::DayYearDigit,
            1..=3 if months && days || swapped => BirthLevel::DayYearDigit,
            1..=3 => BirthLevel::Differ,
            4..=8 => BirthLevel::Years,
            _ => BirthLevel::Far,
        }
    }
}

/// Whether one digit differs, or two neighbours are swapped.
fn one_digit(one: u16, other: u16) -> bool {
    let digits = |number: u16| {
        [
            number / 1000,
            number / 100 % 10,
            number / 10 % 10,
            number % 10,
        ]
    };
    let (one, other) = (digits(one), digits(other));
    let differ: u16 = (0..4).map(|at| u16::from(one[at] != other[at])).sum();
    let is_swap = (0..3).any(|at| {
        one[at] != one[at + 1]
            && one[at] == other[at + 1]
            && one[at + 1] == other[at]
            && differ == 2
    });
    differ <= 1 || is_swap
}

/// The sex that a CURP says.
pub(crate) const fn sex_of_curp(sex: CurpSex) -> Sex {
    match sex {
        CurpSex::Male => Sex::Male,
        CurpSex::Female => Sex::Female,
        CurpSex::X => Sex::X,
    }
}
