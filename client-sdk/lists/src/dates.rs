//! Dates in any order: what a column means by `03/04/90` is told from its other cells, or asked.

use core::fmt;
use core::str::FromStr;

use puente_record::{Day, PartialDate, search_key};
use serde::Serialize;

use shape::{Shape, shape};

mod shape;

/// The order of day, month and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// Why a column's order is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DateDoubt {
    /// Its dates are dates either way.
    EitherWay,
    /// Some can only have the day first and some only the month: two hands wrote it.
    TwoOrders,
}

/// What is known of a column of dates.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Inferred {
    /// No cell has an order that could be mistaken.
    Plain,
    /// The order that makes dates of the cells.
    Order(DateOrder),
    /// Somebody has to tell.
    Asked(DateDoubt),
}

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DateReader {
    pub(crate) order: Option<DateOrder>,
    /// A sheet turned day and month of what it took for dates.
    pub(crate) is_swapped: bool,
    /// Two orders stand in the column; what can be read in one only is read in that one.
    pub(crate) has_two_orders: bool,
    pub(crate) today: Day,
}

/// The order of a column, and what its header says of it.
///
/// An order stands if it makes dates of more cells than every other, and by more than a slip of the
/// pen: one row in ten at least. Of dates drawn at random, six in ten tell. Where some cells can only have
/// the day first and others only the month, two hands wrote the column, and what is a date either way is
/// anybody's guess.
pub(crate) fn infer<'a>(
    cells: impl Iterator<Item = &'a str>,
    header: Option<DateOrder>,
    today: Day,
) -> Inferred {
    let (mut total, mut fits) = (0_usize, [0_usize; 3]);
    let mut only = [
        usize::from(header == Some(DateOrder::Dmy)),
        usize::from(header == Some(DateOrder::Mdy)),
    ];
    for cell in cells {
        if let Some(Shape::Numbers(numbers, year_digits)) = shape(cell, today) {
            let read = ORDERS.map(|order| ordered(numbers, year_digits, order, today));
            // Where all that can be read is the same day, nothing is to be told.
            if read[0] == read[1] && read[2].is_none() && read[0].is_some() {
                continue;
            }
            total += 1;
            for (fits, read) in fits.iter_mut().zip(read) {
                *fits += usize::from(read.is_some());
            }
            match read {
                [Some(_), None, None] => only[0] += 1,
                [None, Some(_), None] => only[1] += 1,
                _ => {}
            }
        }
    }
    let (least, told) = (only[0].min(only[1]), only[0] + only[1]);
    // One in ten may be a slip of the pen: it is kept as typed.
    if least > 1 || least == 1 && told < 10 {
        return Inferred::Asked(DateDoubt::TwoOrders);
    }
    if let Some(order) = header {
        return Inferred::Order(order);
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
        Inferred::Asked(DateDoubt::EitherWay)
    }
}

/// Whether a sheet of another country turned day and month of some cells of a column.
///
/// It takes for a date what is one in its own order, so that what it took has days up to 12 alone, and leaves as text
/// what is none: the days from 13 on. Among dates as they come, four in ten have such a day.
pub(crate) fn are_half_swapped<'a>(cells: impl Iterator<Item = &'a str>, today: Day) -> bool {
    let (mut turned, mut left, mut orders) = (false, false, [true; 2]);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        match cell.parse::<Day>() {
            Ok(day) if day.day() > 12 => return false,
            Ok(day) => turned |= day.day() != day.month(),
            Err(_) => {
                if let Some(Shape::Numbers(numbers, digits)) = shape(cell, today) {
                    left = true;
                    for (order, place) in [(DateOrder::Dmy, 0), (DateOrder::Mdy, 1)] {
                        let other = ORDERS[1 - place];
                        orders[place] &= ordered(numbers, digits, order, today).is_some()
                            && ordered(numbers, digits, other, today).is_none();
                    }
                }
            }
        }
    }
    turned && left && orders != [false; 2]
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

impl DateReader {
    /// A cell as the field table writes dates; what is no date stays as it was typed.
    pub(crate) fn read(&self, cell: &str) -> String {
        let date = match shape(cell, self.today) {
            Some(Shape::Date(PartialDate::Day(day))) if self.is_swapped && is_of_sheet(cell) => {
                Day::new(day.year(), day.day(), day.month()).map(PartialDate::Day)
            }
            Some(Shape::Date(date)) => Some(date),
            Some(Shape::Numbers(numbers, digits)) => self.ordered(numbers, digits),
            None => None,
        };
        date.map_or_else(|| cell.to_owned(), |date| date.to_string())
    }

    fn ordered(&self, numbers: [u16; 3], digits: usize) -> Option<PartialDate> {
        let of = |order| ordered(numbers, digits, order, self.today);
        match self.order {
            Some(order) if self.has_two_orders => {
                let other = match order {
                    DateOrder::Mdy => DateOrder::Dmy,
                    _ => DateOrder::Mdy,
                };
                of(order).or_else(|| of(other))
            }
            Some(order) => of(order),
            // Without an order only what every order reads the same way is read.
            None => of(DateOrder::Dmy).filter(|day| of(DateOrder::Mdy) == Some(*day)),
        }
    }
}

/// A date as workbooks are read, and as sheets save theirs.
fn is_of_sheet(cell: &str) -> bool {
    cell.parse::<Day>().is_ok()
}

/// The date of three numbers in an order; none where it is no date.
fn ordered(
    numbers: [u16; 3],
    year_digits: usize,
    order: DateOrder,
    today: Day,
) -> Option<PartialDate> {
    let [a, b, c] = numbers;
    let (day, month, year) = match order {
        DateOrder::Dmy => (a, b, c),
        DateOrder::Mdy => (b, a, c),
        DateOrder::Ymd if year_digits == 2 => (c, b, a),
        DateOrder::Ymd => return None,
    };
    let year = if year_digits == 2 {
        today.birth_year(year)
    } else {
        year
    };
    shape::day(year, month, day)
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
