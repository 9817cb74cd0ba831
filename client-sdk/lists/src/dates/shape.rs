//! Parses a cell with a date: into its one reading, or into three numbers whose order is open.

use puente_record::{Day, PartialDate, clean_line, search_key};

use crate::workbook::day_of_serial;

/// A parsed cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// There is only one way to read it.
    Date(PartialDate),
    /// Three numbers; the year is last or has two digits.
    Numbers([u16; 3], usize),
}

/// Plausible years of birth of people on a list, with some margin. Any other year is a slip or a sign.
const YEARS: std::ops::Range<u16> = 1880..2100;

pub(super) fn shape(cell: &str, today: Day) -> Option<Shape> {
    let cell = clean_line(cell);
    let day = without_time(&cell).trim_matches(['.', ',', ' ']);
    if let Ok(date) = day.parse::<PartialDate>() {
        return Some(Shape::Date(date));
    }
    if !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(day, today);
    }
    let parts = parts(day);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    if let Some(date) = with_month_name(&parts, today) {
        return Some(Shape::Date(date));
    }
    let unknown = signs_for_unknown(day).and_then(|parts| numbers(&parts));
    match unknown.or_else(|| numbers(&parts))?[..] {
        [(a, a_digits), (b, b_digits), (c, c_digits)] => {
            three([a, b, c], [a_digits, b_digits, c_digits], today)
        }
        [(month, 1..=2), (year, 4)] | [(year, 4), (month, 1..=2)] => {
            year_month(year, month).map(Shape::Date)
        }
        // `05/90`. With a smaller number the second part may be a day.
        [(month, 1..=2), (year @ 32.., 2)] => {
            year_month(today.birth_year(year), month).map(Shape::Date)
        }
        _ => None,
    }
}

/// The cell without a time of day, which does not belong to a birth: `25/12/1988 0:00`, `1988-12-25T00:00:00Z`,
/// `05/03/1990 12:00:00 a. m.`
fn without_time(cell: &str) -> &str {
    let Some(colon) = cell.find(':') else {
        return cell;
    };
    let hours = cell[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    match hours.strip_suffix([' ', 'T', ',']) {
        Some(day) => day.trim_end(),
        None => cell,
    }
}

/// The runs of digits and of letters: `05MAR1990` has three.
fn parts(day: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in search_key(day).split(' ') {
        let mut before = None;
        for character in word.chars() {
            let is_digit = character.is_ascii_digit();
            if before != Some(is_digit) {
                parts.push(String::new());
            }
            before = Some(is_digit);
            parts.last_mut().expect("one was pushed").push(character);
        }
    }
    parts
}

/// Each part as a number with its count of digits; `None` when a part is not a number.
fn numbers(parts: &[&str]) -> Option<Vec<(u16, usize)>> {
    let number = |part: &&str| {
        let number = part.parse().ok().filter(|_| part.len() <= 4)?;
        Some((number, part.len()))
    };
    parts.iter().map(number).collect()
}

/// `--/--/1985`, `XX/05/1985`, `dd-mm-1985`: people write a sign for an unknown day or month; it becomes two
/// zeros here. `None` without a sign.
fn signs_for_unknown(day: &str) -> Option<Vec<&str>> {
    let separator = ['/', '.', ' '].into_iter().find(|c| day.contains(*c));
    let parts: Vec<&str> = day.split(separator.unwrap_or('-')).map(str::trim).collect();
    let is_sign = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next();
        (1..=2).contains(&part.len())
            && first.is_some_and(|c| "-_?*xXdDmM".contains(c))
            && letters.all(|c| Some(c) == first)
    };
    let has_sign = parts.iter().any(|part| is_sign(part));
    let plain = |part| if is_sign(part) { "00" } else { part };
    has_sign.then(|| parts.into_iter().map(plain).collect())
}

fn three(numbers: [u16; 3], digits: [usize; 3], today: Day) -> Option<Shape> {
    let [a, b, c] = numbers;
    let unknown = |number: u16| number == 0 || number == 99;
    match digits {
        [4, 1..=2, 1..=2] if unknown(b) || unknown(c) => partly([b, c], a),
        [4, 1..=2, 1..=2] => day(a, b, c).map(Shape::Date),
        [1..=2, 1..=2, 4] if unknown(a) || unknown(b) => partly([a, b], c),
        [1..=2, 1..=2, 4] => Some(Shape::Numbers(numbers, 4)),
        // `85-00-00`: neither a day nor a month is first.
        [2, 1..=2, 1..=2] if a > 31 && b == 0 => partly([b, c], today.birth_year(a)),
        [1..=2, 1..=2, 2] if (a == 0 || b == 0) && (a, b, c) != (0, 0, 0) => {
            partly([a, b], today.birth_year(c))
        }
        [1..=2, 1..=2, 1..=2] => Some(Shape::Numbers(numbers, 2)),
        _ => None,
    }
}

/// A year with a day and a month, one or both of them unknown. A day without its month is never known, so a
/// single known number is the month.
fn partly(of_year: [u16; 2], year: u16) -> Option<Shape> {
    let known = of_year.into_iter().find(|number| (1..=12).contains(number));
    let date = match known {
        Some(month) => year_month(year, month),
        None => Some(PartialDate::Year(year)).filter(|_| YEARS.contains(&year)),
    };
    date.map(Shape::Date)
}

fn year_month(year: u16, month: u16) -> Option<PartialDate> {
    let month = low(month).filter(|month| (1..=12).contains(month))?;
    YEARS
        .contains(&year)
        .then_some(PartialDate::YearMonth(year, month))
}

pub(super) fn day(year: u16, month: u16, day: u16) -> Option<PartialDate> {
    let day = Day::new(year, low(month)?, low(day)?)?;
    YEARS.contains(&year).then_some(PartialDate::Day(day))
}

/// Digits alone: `19920511`, `25121988`, `5031990` whose leading zero a spreadsheet removed, `251288`, or a
/// serial number of a spreadsheet: 10,000 is in 1927, 60,000 in 2064.
fn digits(text: &str, today: Day) -> Option<Shape> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    match text.len() {
        8 => {
            let year_first = day(part(0, 4)?, part(4, 6)?, part(6, 8)?);
            let year_last = [part(0, 2)?, part(2, 4)?, part(4, 8)?];
            year_first.map(Shape::Date).or_else(|| told(year_last, 4))
        }
        7 => told([part(0, 1)?, part(1, 3)?, part(3, 7)?], 4),
        6 => {
            let numbers = [part(0, 2)?, part(2, 4)?, part(4, 6)?];
            let is_date = super::ORDERS
                .into_iter()
                .any(|order| super::ordered(numbers, 2, order, today).is_some());
            is_date.then_some(Shape::Numbers(numbers, 2))
        }
        5 => {
            let serial = text
                .parse()
                .ok()
                .filter(|serial| (10_000.0..60_000.0).contains(serial))?;
            day_of_serial(serial, false).map(|day| Shape::Date(PartialDate::Day(day)))
        }
        _ => None,
    }
}

/// Three numbers with a plausible year of birth.
fn told(numbers: [u16; 3], year_digits: usize) -> Option<Shape> {
    YEARS
        .contains(&numbers[2])
        .then_some(Shape::Numbers(numbers, year_digits))
}

fn low(number: u16) -> Option<u8> {
    u8::try_from(number).ok()
}

/// The first letters of months, in Spanish and in English.
const MONTHS: [[&str; 2]; 12] = [
    ["enero", "january"],
    ["febrero", "february"],
    ["marzo", "march"],
    ["abril", "april"],
    ["mayo", "may"],
    ["junio", "june"],
    ["julio", "july"],
    ["agosto", "august"],
    ["septiembre", "september"],
    ["octubre", "october"],
    ["noviembre", "november"],
    ["diciembre", "december"],
];

const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// The first letters of weekdays, in Spanish and in English.
const WEEKDAYS: [&str; 14] = [
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words between the parts of a date, and endings of ordinal numbers.
const BETWEEN: [&str; 13] = [
    "de", "del", "of", "the", "dia", "ano", "st", "nd", "rd", "th", "o", "ro", "er",
];

/// Is the word at least the first three letters of another?
fn begins(word: &str, whole: &str) -> bool {
    word.len() >= 3 && whole.starts_with(word)
}

fn month_of(word: &str) -> Option<u16> {
    let place = match word {
        "setiembre" | "set" => Some(8),
        _ => MONTHS
            .iter()
            .position(|names| names.iter().any(|name| begins(word, name))),
    };
    u16::try_from(place? + 1).ok()
}

/// `12 mayo 1990`, `May 12 1990`, `05MAR90`, `25-XII-1988`, `lunes 5 de marzo de 1990`, `mayo 1990`.
fn with_month_name(parts: &[&str], today: Day) -> Option<PartialDate> {
    let mut words: Vec<&str> = parts.to_vec();
    words.retain(|word| !BETWEEN.contains(word));
    // A weekday comes first. `mar` is also a month, and is read as the month when no other month follows.
    let is_weekday = |word: &str| WEEKDAYS.iter().any(|whole| begins(word, whole));
    let has_month = |words: &[&str]| words.iter().any(|word| month_of(word).is_some());
    if let [first, rest @ ..] = &words[..]
        && is_weekday(first)
        && (month_of(first).is_none() || has_month(rest))
    {
        words.remove(0);
    }
    let place = words.iter().position(|word| month_of(word).is_some());
    let (place, month) = match place {
        Some(place) => (place, month_of(words[place])?),
        None if words.len() == 3 => {
            let roman = ROMAN.iter().position(|numeral| *numeral == words[1])?;
            (1, u16::try_from(roman + 1).ok()?)
        }
        None => return None,
    };
    words.remove(place);
    match numbers(&words)?[..] {
        [(year, 4)] => year_month(year, month),
        // `mar-90` from a spreadsheet; in `mar-05` the number may be a day.
        [(year @ 32.., 2)] => year_month(today.birth_year(year), month),
        // People write two zeros for an unknown day.
        [(0 | 99, 1..=2), (year, 4)] => year_month(year, month),
        [(date, 1..=2), (year, 4)] | [(year, 4), (date, 1..=2)] => day(year, month, date),
        [(year @ 32.., 2), (date, 1..=2)] | [(date, 1..=2), (year, 2)] => {
            day(today.birth_year(year), month, date)
        }
        _ => None,
    }
}
