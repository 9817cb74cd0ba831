//! Dates in any order: what a column means by `03/04/90` is told from its other cells, or asked.

use core::fmt;
use core::str::FromStr;

use puente_record::{Day, PartialDate, search_key};
use serde::Serialize;

use crate::workbook::day_of_serial;

/// The order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// A word that names no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("orders are dmy, mdy, ymd")]
pub struct UnknownOrder;

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];

/// What is known of a column of dates.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Inferred {
    /// No cell has an order that could be mistaken.
    Plain,
    /// The order that makes dates of the cells.
    Order(DateOrder),
    /// Several orders do.
    Unclear,
}

/// A cell, taken apart.
#[derive(Debug, PartialEq, Eq)]
enum Shape {
    /// There is one way to read it.
    Date(PartialDate),
    /// Three numbers, the year among them with two digits or at the end.
    Numbers([u16; 3], usize),
}

/// The order of a column.
///
/// An order stands if it makes dates of more cells than every other, and by more than a slip of the
/// pen: one row in ten at least. Of dates drawn at random, six in ten tell.
pub(crate) fn infer<'a>(cells: impl Iterator<Item = &'a str>, today: Day) -> Inferred {
    let (mut total, mut fits) = (0_usize, [0_usize; 3]);
    for cell in cells {
        if let Some(Shape::Numbers(numbers, year_digits)) = shape(cell) {
            let read = ORDERS.map(|order| ordered(numbers, year_digits, order, today));
            // Where all that can be read is the same day, nothing is to be told.
            if read[0] == read[1] && read[2].is_none() && read[0].is_some() {
                continue;
            }
            total += 1;
            for (fits, read) in fits.iter_mut().zip(read) {
                *fits += usize::from(read.is_some());
            }
        }
    }
    if total == 0 {
        return Inferred::Plain;
    }
    let best = fits.iter().max().copied().unwrap_or_default();
    let mut others = fits.to_vec();
    let place = fits
        .iter()
        .position(|fits| *fits == best)
        .unwrap_or_default();
    others.remove(place);
    let second = others.into_iter().max().unwrap_or_default();
    if best > second && 10 * (best - second) >= total {
        Inferred::Order(ORDERS[place])
    } else {
        Inferred::Unclear
    }
}

/// What a header says of the order: `(dd/mm/aaaa)`, `MM-DD-YYYY`.
pub(crate) fn order_in_header(header: &str) -> Option<DateOrder> {
    let folded = search_key(header);
    let letters: Vec<char> = folded
        .split_whitespace()
        .filter(|word| matches!(word.len(), 2 | 4) || matches!(*word, "dia" | "mes" | "ano"))
        .filter(|word| {
            let first = word.chars().next();
            matches!(*word, "dia" | "mes" | "ano") || word.chars().all(|c| Some(c) == first)
        })
        .filter_map(|word| word.chars().next())
        .collect();
    match letters[..] {
        ['d', 'm', 'a' | 'y'] => Some(DateOrder::Dmy),
        ['m', 'd', 'a' | 'y'] => Some(DateOrder::Mdy),
        ['a' | 'y', 'm', 'd'] => Some(DateOrder::Ymd),
        _ => None,
    }
}

/// A cell as the field table writes dates; what is no date stays as it was typed.
pub(crate) fn read(cell: &str, order: Option<DateOrder>, today: Day) -> String {
    let date = match shape(cell) {
        Some(Shape::Date(date)) => Some(date),
        Some(Shape::Numbers(numbers, digits)) => {
            // Without an order only what every order reads the same way is read.
            let day = match order {
                Some(order) => ordered(numbers, digits, order, today),
                None => ordered(numbers, digits, DateOrder::Dmy, today)
                    .filter(|day| ordered(numbers, digits, DateOrder::Mdy, today) == Some(*day)),
            };
            day.map(PartialDate::Day)
        }
        None => None,
    };
    date.map_or_else(|| cell.to_owned(), |date| date.to_string())
}

fn shape(cell: &str) -> Option<Shape> {
    // The hours of a moment say nothing of a birth.
    let cell = cell.trim();
    let day = match cell.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => cell,
    };
    if let Ok(date) = day.parse::<PartialDate>() {
        return Some(Shape::Date(date));
    }
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(day).map(Shape::Date);
    }
    let folded = search_key(day);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "" | "de" | "del" | "of"))
        .collect();
    if let Some(date) = with_month_name(&words) {
        return Some(Shape::Date(date));
    }
    let [a, b, c] = words[..] else { return None };
    let number = |word: &str| word.parse::<u16>().ok().filter(|_| word.len() <= 4);
    let numbers = [number(a)?, number(b)?, number(c)?];
    match [a.len(), b.len(), c.len()] {
        [4, 1..=2, 1..=2] => Day::new(numbers[0], low(numbers[1])?, low(numbers[2])?)
            .map(|day| Shape::Date(PartialDate::Day(day))),
        [1..=2, 1..=2, 4] => Some(Shape::Numbers(numbers, 4)),
        [1..=2, 1..=2, 1..=2] => Some(Shape::Numbers(numbers, 2)),
        _ => None,
    }
}

/// `19920511`, or a serial number of a sheet: 10,000 is in 1927, 60,000 in 2064.
fn digits(day: &str) -> Option<PartialDate> {
    match day.len() {
        8 => {
            let part = |from: usize, to: usize| day[from..to].parse::<u16>().ok();
            let year = part(0, 4).filter(|year| (1900..2100).contains(year))?;
            Day::new(year, low(part(4, 6)?)?, low(part(6, 8)?)?).map(PartialDate::Day)
        }
        5 => {
            let serial = day
                .parse()
                .ok()
                .filter(|serial| (10_000.0..60_000.0).contains(serial))?;
            day_of_serial(serial, false).map(PartialDate::Day)
        }
        _ => None,
    }
}

fn low(number: u16) -> Option<u8> {
    u8::try_from(number).ok()
}

const MONTHS: [[&str; 4]; 12] = [
    ["ene", "jan", "enero", "january"],
    ["feb", "feb", "febrero", "february"],
    ["mar", "mar", "marzo", "march"],
    ["abr", "apr", "abril", "april"],
    ["may", "may", "mayo", "may"],
    ["jun", "jun", "junio", "june"],
    ["jul", "jul", "julio", "july"],
    ["ago", "aug", "agosto", "august"],
    ["sep", "sept", "septiembre", "september"],
    ["oct", "oct", "octubre", "october"],
    ["nov", "nov", "noviembre", "november"],
    ["dic", "dec", "diciembre", "december"],
];

/// `12 mayo 1990`, `May 12 1990`, `mayo 1990`; the year in four digits.
fn with_month_name(words: &[&str]) -> Option<PartialDate> {
    let named = |word: &str| {
        MONTHS
            .iter()
            .position(|names| names.contains(&word) || word == "setiembre" && names[0] == "sep")
    };
    let place = words.iter().position(|word| named(word).is_some())?;
    let month = u8::try_from(named(words[place])? + 1).ok()?;
    let mut numbers = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at != place {
            let ordinal = word.trim_end_matches(|c: char| c.is_alphabetic());
            numbers.push(ordinal.parse::<u16>().ok()?);
        }
    }
    let is_year = |number: u16| (1900..2100).contains(&number);
    match numbers[..] {
        [year] if is_year(year) => Some(PartialDate::YearMonth(year, month)),
        [day, year] | [year, day] if is_year(year) => {
            Day::new(year, month, low(day)?).map(PartialDate::Day)
        }
        _ => None,
    }
}

/// A year of two digits is the latest that is not in the future: nobody arrives at a hundred.
fn ordered(numbers: [u16; 3], year_digits: usize, order: DateOrder, today: Day) -> Option<Day> {
    let [a, b, c] = numbers;
    let (day, month, year) = match order {
        DateOrder::Dmy => (a, b, c),
        DateOrder::Mdy => (b, a, c),
        DateOrder::Ymd if year_digits == 2 => (c, b, a),
        DateOrder::Ymd => return None,
    };
    let year = if year_digits == 2 {
        let century = today.year() / 100 * 100;
        if century + year > today.year() {
            (century + year).checked_sub(100)?
        } else {
            century + year
        }
    } else {
        year
    };
    Day::new(year, low(month)?, low(day)?)
}

impl fmt::Display for DateOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        })
    }
}

impl FromStr for DateOrder {
    type Err = UnknownOrder;

    fn from_str(text: &str) -> Result<Self, UnknownOrder> {
        let mut orders = ORDERS.into_iter();
        orders
            .find(|order| order.to_string() == text)
            .ok_or(UnknownOrder)
    }
}

#[cfg(test)]
mod tests;
