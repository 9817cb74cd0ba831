//! Dates in any order: the other cells of a column tell what `03/04/90` means, or a person is asked.

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

/// The word is not an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("orders are dmy, mdy, ymd")]
pub struct UnknownOrder;

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];

/// Why the order of a column is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DateDoubt {
    /// Its dates are valid in either order.
    EitherWay,
    /// Some cells can only begin with the day and some only with the month: two people wrote it.
    TwoOrders,
}

/// What the cells of a column reveal about its dates.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Inferred {
    /// No cell is ambiguous.
    Plain,
    /// The order in which the cells are dates.
    Order(DateOrder),
    /// A person must say the order.
    Asked(DateDoubt),
}

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DateReader {
    pub(crate) order: Option<DateOrder>,
    /// A spreadsheet swapped day and month in the cells that it took for dates.
    pub(crate) is_swapped: bool,
    /// The column has two orders. A cell that is a date in only one order is read in that order.
    pub(crate) has_two_orders: bool,
    pub(crate) today: Day,
}

/// Infers the order of a column from its cells and its header.
///
/// An order is accepted if it makes dates of more cells than every other order, and by more than a slip: at
/// least one row in ten. Of random dates, six in ten are unambiguous. If some cells can only begin with the day
/// and others only with the month, two people wrote the column, and nobody can tell the order of the cells that
/// are dates either way.
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
            // When every possible reading is the same day, the cell reveals nothing.
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
    // One in ten may be a slip; it is kept as typed.
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

/// Did a spreadsheet of another country swap day and month in some cells of a column?
///
/// The spreadsheet reads a cell as a date if it is one in the spreadsheet's own order. So the cells that it read have
/// days up to 12 only, and those with days from 13 on are still text. Of ordinary dates four in ten have such a day.
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

/// The order that a header states: `(dd/mm/aaaa)`, `MM-DD-YYYY`.
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
    /// A cell in the form of the field table. A cell that is not a date stays as typed.
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
            // Without an order, reads only cells that are the same date in every order.
            None => of(DateOrder::Dmy).filter(|day| of(DateOrder::Mdy) == Some(*day)),
        }
    }
}

/// A date in the form in which workbooks are read and spreadsheets save dates.
fn is_of_sheet(cell: &str) -> bool {
    cell.parse::<Day>().is_ok()
}

/// The date that three numbers make in an order; `None` when they make none.
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
