//! The machine-readable zone of travel documents and cards (ICAO 9303): TD1, TD2 and TD3, and the back of INE's
//! voter card.
//!
//! A zone is read as it is; a check digit that does not match is reported and stops nothing. Names in a zone
//! are transliterated and often cut, so they are only compared with what was typed and never replace it.

use core::fmt;
use core::str::FromStr;

use crate::clean::clean_text;
use crate::code_list::COUNTRIES;
use crate::date::{Day, PartialDate};
use crate::name::split_name;

mod check;
mod lines;
mod name;

pub use check::MrzCheck;
use lines::{letters, without_misread};

/// The layout of a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MrzFormat {
    /// Cards: three lines of 30.
    Td1,
    /// Larger cards and visas: two lines of 36.
    Td2,
    /// Passports: two lines of 44.
    Td3,
}

/// The sex in a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MrzSex {
    /// `F`.
    Female,
    /// `M`.
    Male,
    /// `X` or a filler: not specified.
    Unspecified,
}

/// Why a text is no machine-readable zone. Show a finding and keep the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    /// Neither 3 × 30 nor 2 × 36 nor 2 × 44 characters.
    #[error("a machine-readable zone has 90, 72 or 88 characters, this one has {found}")]
    Length {
        /// Characters in the text, without spaces and line ends.
        found: usize,
    },
    /// A character that is neither a letter nor a digit nor `<`.
    #[error("character {position} cannot stand in a machine-readable zone")]
    Character {
        /// Its position, counted from 1.
        position: usize,
    },
}

/// The parts of a machine-readable zone, without fillers.
#[derive(Clone, PartialEq, Eq)]
pub struct Mrz {
    format: MrzFormat,
    code: String,
    issuer: String,
    surname: String,
    given: String,
    name_is_cut: bool,
    number: String,
    nationality: String,
    birth: String,
    sex: MrzSex,
    expiry: String,
    failed: Vec<MrzCheck>,
}

/// Shows no personal data.
impl fmt::Debug for Mrz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mrz")
            .field("format", &self.format)
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

impl Mrz {
    /// The layout of the zone.
    #[must_use]
    pub const fn format(&self) -> MrzFormat {
        self.format
    }

    /// The issuer, as written: mostly ISO 3166-1 alpha-3.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Surnames, capital letters without accents, one space between them.
    #[must_use]
    pub fn surname(&self) -> &str {
        &self.surname
    }

    /// Given names in the same form; they may be cut.
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The number of the identity paper.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The nationality, as written: mostly ISO 3166-1 alpha-3.
    #[must_use]
    pub fn nationality(&self) -> &str {
        &self.nationality
    }

    /// The sex.
    #[must_use]
    pub const fn sex(&self) -> MrzSex {
        self.sex
    }

    /// The check digits that do not match: somebody misread a character there.
    #[must_use]
    pub fn failed_checks(&self) -> &[MrzCheck] {
        &self.failed
    }

    /// Whether this is the back of a voter card of Mexico's INE.
    #[must_use]
    pub fn is_ine(&self) -> bool {
        self.format == MrzFormat::Td1 && self.code == "ID" && self.issuer == "MEX"
    }

    /// The birth date, as precise as it is written; `None` if it is unknown or no date. A date after today
    /// belongs to the last century.
    #[must_use]
    pub fn birth(&self, today: Day) -> Option<PartialDate> {
        let year: u16 = self.birth.get(..2)?.parse().ok()?;
        let of = |century| partial(century + year, &self.birth);
        of(2000)
            .filter(|date| date.earliest() <= today)
            .or_else(|| of(1900))
    }

    /// The expiry date, if there is one. Papers are valid for less than fifty years.
    #[must_use]
    pub fn expires(&self, today: Day) -> Option<Day> {
        let year: u16 = self.expiry.get(..2)?.parse().ok()?;
        let century = if 2000 + year > today.year() + 50 {
            1900
        } else {
            2000
        };
        match partial(century + year, &self.expiry)? {
            PartialDate::Day(day) => Some(day),
            PartialDate::Year(_) | PartialDate::YearMonth(..) => None,
        }
    }

    /// The values that the zone proposes for empty fields of a record. Names are proposed as they are
    /// transliterated, unless they may be cut; a birth date with a wrong check digit is not proposed.
    #[must_use]
    pub fn implies(&self, today: Day) -> Vec<(&'static str, String)> {
        let mut implied = Vec::new();
        let birth = self
            .birth(today)
            .filter(|_| !self.failed.contains(&MrzCheck::Birth));
        implied.extend(birth.map(|date| ("birth.date", date.to_string())));
        match self.sex {
            MrzSex::Female => implied.push(("sex", "female".to_owned())),
            MrzSex::Male => implied.push(("sex", "male".to_owned())),
            MrzSex::Unspecified => {}
        }
        if COUNTRIES.code(&self.nationality).is_some() {
            implied.push(("nationality", self.nationality.clone()));
        }
        if !self.name_is_cut {
            let names = split_name(&format!("{}, {}", self.surname, self.given), None);
            let parts = [
                ("name.given", names.given),
                ("name.surname1", names.surname1),
                ("name.surname2", names.surname2),
            ];
            implied.extend(parts.into_iter().filter(|(_, text)| !text.is_empty()));
        }
        implied
    }

    /// Whether the surnames may be these, ignoring accents, transliteration and cuts.
    #[must_use]
    pub fn agrees_with_surnames(&self, typed: &str) -> bool {
        name::agrees(
            &self.surname,
            typed,
            self.name_is_cut && self.given.is_empty(),
        )
    }

    /// The same for the given names.
    #[must_use]
    pub fn agrees_with_given(&self, typed: &str) -> bool {
        self.given.is_empty() || name::agrees(&self.given, typed, self.name_is_cut)
    }
}

/// Reads `YYMMDD` with this year; a month or day of `00` or fillers is unknown.
fn partial(year: u16, digits: &str) -> Option<PartialDate> {
    let two = |at: usize| {
        digits
            .get(at..at + 2)?
            .parse::<u8>()
            .ok()
            .filter(|n| *n > 0)
    };
    match (two(2), two(4)) {
        (None, _) => Some(PartialDate::Year(year)),
        (Some(month), None) if month <= 12 => Some(PartialDate::YearMonth(year, month)),
        (Some(month), Some(day)) => Day::new(year, month, day).map(PartialDate::Day),
        (Some(_), None) => None,
    }
}

/// The places of a layout's parts: line from 0, then the range within it.
struct Layout {
    format: MrzFormat,
    width: usize,
    lines: usize,
    names: (usize, usize, usize),
    number: (usize, usize, usize),
    nationality: (usize, usize, usize),
    birth: (usize, usize, usize),
    sex: (usize, usize),
    expiry: (usize, usize, usize),
    optional: (usize, usize, usize),
}

const LAYOUTS: [Layout; 3] = [
    Layout {
        format: MrzFormat::Td1,
        width: 30,
        lines: 3,
        names: (2, 0, 30),
        number: (0, 5, 14),
        nationality: (1, 15, 18),
        birth: (1, 0, 6),
        sex: (1, 7),
        expiry: (1, 8, 14),
        optional: (0, 15, 30),
    },
    Layout {
        format: MrzFormat::Td2,
        width: 36,
        lines: 2,
        names: (0, 5, 36),
        number: (1, 0, 9),
        nationality: (1, 10, 13),
        birth: (1, 13, 19),
        sex: (1, 20),
        expiry: (1, 21, 27),
        optional: (1, 28, 35),
    },
    Layout {
        format: MrzFormat::Td3,
        width: 44,
        lines: 2,
        names: (0, 5, 44),
        number: (1, 0, 9),
        nationality: (1, 10, 13),
        birth: (1, 13, 19),
        sex: (1, 20),
        expiry: (1, 21, 27),
        optional: (1, 28, 42),
    },
];

impl FromStr for Mrz {
    type Err = MrzError;

    /// Reads a zone in either case, whatever separates its lines. People leave out fillers at the ends of lines
    /// and programs cut them; they are put back if the rest determines the layout.
    fn from_str(text: &str) -> Result<Self, MrzError> {
        let text = clean_text(text);
        let mut lines = Vec::new();
        for line in text.lines() {
            let before = lines.iter().map(String::len).sum();
            lines.push(letters(line, before)?);
        }
        lines.retain(|line: &String| !line.is_empty());
        let zone = lines.concat();
        let whole = LAYOUTS
            .iter()
            .find(|layout| layout.width * layout.lines == zone.len());
        // All in one line, a blank between the lines: `P<UTOERIKSSON<<ANNA L898902C3…`.
        if lines.len() == 1 && whole.is_none() {
            let words = text.split_whitespace().map(|word| letters(word, 0));
            lines = words.collect::<Result<_, _>>()?;
        }
        // Lines first: a passport without its fillers may have as many characters as a card with them.
        let filled = LAYOUTS.iter().find_map(|layout| layout.filled(&lines));
        let whole = whole.map(|layout| (layout, zone.clone()));
        let (layout, zone) = filled
            .or(whole)
            .ok_or(MrzError::Length { found: zone.len() })?;
        Ok(layout.read(&zone))
    }
}

impl Layout {
    fn read(&self, zone: &str) -> Mrz {
        let line = |at: usize| &zone[at * self.width..(at + 1) * self.width];
        let part = |(at, from, to): (usize, usize, usize)| &line(at)[from..to];
        let names = part(self.names);
        let (surname, given) = names.split_once("<<").unwrap_or((names, ""));
        let mut mrz = Mrz {
            format: self.format,
            code: unfilled(&zone[..2]),
            issuer: unfilled(&zone[2..5]),
            surname: unfilled(surname),
            given: without_misread(&unfilled(given)).to_owned(),
            name_is_cut: !names.ends_with('<'),
            number: unfilled(part(self.number)),
            nationality: unfilled(part(self.nationality)),
            birth: part(self.birth).to_owned(),
            sex: match line(self.sex.0).as_bytes()[self.sex.1] {
                b'F' => MrzSex::Female,
                b'M' => MrzSex::Male,
                _ => MrzSex::Unspecified,
            },
            expiry: part(self.expiry).to_owned(),
            failed: Vec::new(),
        };
        // A number longer than its field continues in the optional data, with its check digit last.
        let behind = self.number.2;
        if line(self.number.0).as_bytes()[behind] == b'<' {
            let (rest, _) = part(self.optional).split_once('<').unwrap_or_default();
            if let Some((rest, _)) = rest.split_at_checked(rest.len().saturating_sub(1)) {
                mrz.number.push_str(rest);
            }
        }
        mrz.failed = check::failed(self.format, zone, mrz.is_ine());
        mrz
    }
}

/// Turns fillers into single spaces.
fn unfilled(text: &str) -> String {
    let words = text.split('<').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
