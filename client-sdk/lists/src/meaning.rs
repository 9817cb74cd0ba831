//! The meaning of a column, from the Spanish or English words of its header.

mod headers;
mod stacked;
mod words;

use core::fmt;
use core::str::FromStr;

use puente_record::{field, search_key};
use serde::Serialize;

use stacked::{says_nothing, stacked};
pub(crate) use words::is_hint;
use words::{Word, word};

/// What the cells of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The number of the row, as printed on the list.
    Number,
    /// All names of a person in one cell.
    FullName,
    /// Both surnames in one cell.
    Surnames,
    /// Further given names, which follow those of `name.given`.
    MiddleName,
    /// A mark if the person is a woman or girl.
    FemaleMark,
    /// A mark if the person is a man or boy.
    MaleMark,
    /// A mark if the person is a girl.
    GirlMark,
    /// A mark if the person is a boy.
    BoyMark,
    /// A mark if the person is a minor.
    MinorMark,
    /// The age in months, for children under one year.
    AgeMonths,
    /// The day of birth alone, 1 to 31.
    BirthDay,
    /// The month of birth alone, as a number or a name.
    BirthMonth,
    /// The year of birth alone.
    BirthYear,
    /// The number of an identity paper: `identity_paper.` and its name in `puente_record::list::LISTED_PAPERS`.
    Paper(&'static str),
    /// A remark in free words.
    Note,
    /// The column is not imported.
    Ignore,
    /// A field of the field table.
    Field(&'static str),
}

/// The word is neither a field nor a meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a column is number, full_name, surnames, middle_name, sex.female, sex.male, sex.girl, sex.boy, minor, \
     age.months, birth.day, birth.month, \
     birth.year, identity_paper.dpi, .dui, .dni, .cedula, .identidad, .pasaporte, .matricula_consular or .ine, note, ignore or a field such as name.given"
)]
pub struct UnknownMeaning;

const OWN: [Meaning; 23] = [
    Meaning::Number,
    Meaning::FullName,
    Meaning::Surnames,
    Meaning::MiddleName,
    Meaning::FemaleMark,
    Meaning::MaleMark,
    Meaning::GirlMark,
    Meaning::BoyMark,
    Meaning::MinorMark,
    Meaning::AgeMonths,
    Meaning::BirthDay,
    Meaning::BirthMonth,
    Meaning::BirthYear,
    Meaning::Paper("identity_paper.dpi"),
    Meaning::Paper("identity_paper.dui"),
    Meaning::Paper("identity_paper.dni"),
    Meaning::Paper("identity_paper.cedula"),
    Meaning::Paper("identity_paper.identidad"),
    Meaning::Paper("identity_paper.pasaporte"),
    Meaning::Paper("identity_paper.matricula_consular"),
    Meaning::Paper("identity_paper.ine"),
    Meaning::Note,
    Meaning::Ignore,
];

impl Meaning {
    /// Its name; for a field, the field's id.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::FullName => "full_name",
            Self::Surnames => "surnames",
            Self::MiddleName => "middle_name",
            Self::FemaleMark => "sex.female",
            Self::MaleMark => "sex.male",
            Self::GirlMark => "sex.girl",
            Self::BoyMark => "sex.boy",
            Self::MinorMark => "minor",
            Self::AgeMonths => "age.months",
            Self::BirthDay => "birth.day",
            Self::BirthMonth => "birth.month",
            Self::BirthYear => "birth.year",
            Self::Note => "note",
            Self::Ignore => "ignore",
            Self::Paper(id) | Self::Field(id) => id,
        }
    }

    /// Does it name people?
    pub(crate) const fn is_name(self) -> bool {
        match self {
            Self::FullName | Self::Surnames | Self::MiddleName => true,
            Self::Field(id) => matches!(id.as_bytes(), [b'n', b'a', b'm', b'e', b'.', ..]),
            _ => false,
        }
    }
}

/// The meanings of a list's columns, from the rows of its header, top first. A group's name is in the first of
/// its columns.
///
/// `nombre` alone is the given name if surnames have a column of their own, otherwise all names; `apellido` is
/// both surnames unless the second has a column of its own.
pub(crate) fn meanings(rows: &[&[String]]) -> Vec<Option<Meaning>> {
    let words = column_words(rows);
    let mut meanings: Vec<Option<Meaning>> = words
        .iter()
        .map(|word| match word {
            Word::Known(meaning) => Some(*meaning),
            _ => None,
        })
        .collect();
    settle_names(&words, &mut meanings);
    settle_marks(&words, &mut meanings);
    settle_parts(&words, &mut meanings);
    meanings
}

/// How many columns a header of these rows tells apart: those with a known meaning, and those about somebody
/// else.
pub(crate) fn told(rows: &[&[String]]) -> usize {
    let words = column_words(rows);
    let of_others = words.iter().filter(|word| **word == Word::OfOther);
    let mut known: Vec<Meaning> = Vec::new();
    for meaning in meanings(rows).into_iter().flatten() {
        if !known.contains(&meaning) {
            known.push(meaning);
        }
    }
    known.len() + of_others.count()
}

fn column_words(rows: &[&[String]]) -> Vec<Word> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    (0..width)
        .map(|column| stacked(&above(rows, column)))
        .collect()
}

/// The cells above a column that are not empty, top first. An empty cell with something below it belongs to the
/// group on its left.
fn above<'r>(rows: &[&'r [String]], column: usize) -> Vec<&'r str> {
    let cell = |row: &'r [String], column: usize| row.get(column).map_or("", |cell| cell.trim());
    let mut parts = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let own = cell(row, column);
        let has_below = rows[place + 1..]
            .iter()
            .any(|below| !cell(below, column).is_empty());
        let group = || {
            (0..column)
                .rev()
                .map(|left| cell(row, left))
                .find(|left| !left.is_empty())
        };
        match own {
            "" if has_below => parts.extend(group()),
            "" => {}
            own => parts.push(own),
        }
    }
    parts
}

/// How many cells are column names by themselves. This is quick, and enough to skip rows of people.
pub(crate) fn plainly_known(cells: &[String]) -> usize {
    let known = cells
        .iter()
        .filter(|cell| cell.len() <= HEADER_BYTES_MAX && words::exact(&key(cell)).is_known());
    known.count()
}

/// Does a row continue the header above it? At least half of its cells must be parts of headers, and none may
/// be a number. `None` when some are parts and nobody can tell.
pub(crate) fn goes_on(rows: &[&[String]], next: &[String]) -> Option<bool> {
    let stack: Vec<&[String]> = rows.iter().copied().chain([next]).collect();
    let (mut said, mut parts) = (0, 0);
    for (column, cell) in next.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        said += 1;
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        if digits > 2 || cell.len() > HEADER_BYTES_MAX {
            return Some(false);
        }
        let above = above(&stack, column);
        let own = word(cell);
        if is_value(own) && has_own_header(rows, column) {
            continue;
        }
        let is_part =
            says_nothing(cell) || own.is_known() || above.len() > 1 && stacked(&above).is_known();
        parts += usize::from(is_part);
    }
    match parts {
        0 => Some(false),
        _ if 2 * parts >= said => Some(true),
        1 => Some(false),
        _ => None,
    }
}

/// Is this word of a header also a value of cells? *Mujer*, *H*, and *No*, which means the number of a row.
const fn is_value(word: Word) -> bool {
    matches!(word, Word::Mark(_) | Word::Known(Meaning::Number))
}

/// Does a column have a header of its own, not that of a group? Then no column beside it has an empty or equal
/// one.
fn has_own_header(rows: &[&[String]], column: usize) -> bool {
    let Some(last) = rows.last() else {
        return false;
    };
    let header = |at: usize| last.get(at).map_or("", |cell| cell.trim());
    let own = header(column);
    let is_shared = column > 0 && header(column - 1) == own;
    let goes_on =
        column + 1 < last.len() && matches!(header(column + 1), "") || header(column + 1) == own;
    !own.is_empty() && !is_shared && !goes_on
}

/// The most bytes of a header: longer texts name nothing.
const HEADER_BYTES_MAX: usize = 120;

fn settle_names(words: &[Word], meanings: &mut [Option<Meaning>]) {
    let has = |meanings: &[Option<Meaning>], of: Meaning| meanings.contains(&Some(of));
    let apart = [Meaning::Surnames, SURNAME1, SURNAME2].map(|of| has(meanings, of));
    let name = match (apart.contains(&true), has(meanings, GIVEN)) {
        (true, false) => Some(GIVEN),
        (false, false) => Some(Meaning::FullName),
        (_, true) => None,
    };
    if !has(meanings, Meaning::FullName) {
        for (meaning, word) in meanings.iter_mut().zip(words) {
            if *word == Word::Name {
                *meaning = name;
            }
        }
    }
    if has(meanings, SURNAME2) && !has(meanings, SURNAME1) {
        for meaning in meanings {
            if *meaning == Some(Meaning::Surnames) {
                *meaning = Some(SURNAME1);
            }
        }
    }
}

/// H and M, M and F, *Hombre* and *Mujer*: a pair of columns, one of which has a mark. Beside them, or alone,
/// boys and girls may have columns of their own.
fn settle_marks(words: &[Word], meanings: &mut [Option<Meaning>]) {
    if meanings.contains(&Some(Meaning::Field("sex"))) {
        return;
    }
    let marks = words
        .iter()
        .enumerate()
        .filter_map(|(column, word)| match word {
            Word::Mark(sign) => Some((column, *sign)),
            _ => None,
        });
    let (children, marks): (Vec<_>, Vec<(usize, &str)>) =
        marks.partition(|(_, sign)| matches!(*sign, "boy" | "girl"));
    if let [(_, one), (_, other)] = children[..] {
        for (column, sign) in &children {
            meanings[*column] = match *sign {
                "boy" if one != other => Some(Meaning::BoyMark),
                "girl" if one != other => Some(Meaning::GirlMark),
                _ => None,
            };
        }
    }
    let [(one, first), (other, second)] = marks[..] else {
        return;
    };
    let sex = |sign: &str, beside: &str| match (sign, beside) {
        ("h", _) | ("m", "f") => Some(Meaning::MaleMark),
        ("f", _) | ("m", "h") => Some(Meaning::FemaleMark),
        _ => None,
    };
    let (here, there) = (sex(first, second), sex(second, first));
    if here != there && here.is_some() && there.is_some() {
        (meanings[one], meanings[other]) = (here, there);
    }
}

/// Day, month and year in neighbouring columns, one of each.
fn settle_parts(words: &[Word], meanings: &mut [Option<Meaning>]) {
    let place = |part: Meaning| {
        let mut places = words
            .iter()
            .enumerate()
            .filter(|(_, word)| **word == Word::Part(part));
        let first = places.next().map(|(place, _)| place);
        first.filter(|_| places.next().is_none())
    };
    let parts = [Meaning::BirthDay, Meaning::BirthMonth, Meaning::BirthYear];
    let is_named = meanings.contains(&Some(Meaning::Field("birth.date")));
    if let ([Some(day), Some(month), Some(year)], false) = (parts.map(place), is_named) {
        for (column, part) in [day, month, year].into_iter().zip(parts) {
            meanings[column] = Some(part);
        }
    }
}

const GIVEN: Meaning = Meaning::Field("name.given");
const SURNAME1: Meaning = Meaning::Field("name.surname1");
const SURNAME2: Meaning = Meaning::Field("name.surname2");

/// A header without bracketed text, accents, capitals, punctuation and articles.
pub(crate) fn key(header: &str) -> String {
    let mut outside = String::with_capacity(header.len());
    let mut depth = 0_u32;
    for character in header.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    // `(Nombre)` is a header too.
    let outside = if outside.trim().is_empty() {
        header
    } else {
        &outside
    };
    let folded = search_key(&outside.replace('_', " "));
    let telling = |word: &&str| {
        !matches!(
            *word,
            "de" | "del" | "la" | "el" | "los" | "las" | "of" | "the" | "y" | "and"
        )
    };
    let words: Vec<&str> = folded.split_whitespace().filter(telling).collect();
    words.join(" ")
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Meaning {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Meaning {
    type Err = UnknownMeaning;

    fn from_str(text: &str) -> Result<Self, UnknownMeaning> {
        let own = OWN.into_iter().find(|own| own.as_str() == text);
        own.or_else(|| field(text).map(|field| Self::Field(field.id)))
            .ok_or(UnknownMeaning)
    }
}

#[cfg(test)]
mod tests;
