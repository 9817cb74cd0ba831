//! Numbers of identity papers as keys.

use puente_record::{Curp, search_key};

use crate::birth::{Birth, sex_of_curp};
use crate::edit::edits;
use crate::hash::short_hash;
use crate::level::{CurpLevel, PaperLevel};
use crate::placeholder::{is_placeholder, may_be_curp};
use crate::registration::{Paper, PaperKind, Sex};

/// Characters of a CURP that follow from the person's data.
const CURP_KEY_BYTES: usize = 16;
/// Those of its names and birth date.
const CURP_START_BYTES: usize = 10;
/// The most papers of one person that are compared.
const PAPERS_MAX: usize = 3;
/// The fewest digits of a number.
const NUMBER_DIGITS_MIN: usize = 3;
/// The longest number that is compared letter by letter.
const NUMBER_BYTES_MAX: usize = 14;

/// A CURP as it is compared: its first eighteen letters and digits.
#[derive(Clone, Copy, Default)]
pub(crate) struct CurpText {
    text: [u8; 18],
    bytes: u8,
}

impl CurpText {
    pub(crate) fn new(text: &str) -> Self {
        let mut of = Self::default();
        for byte in text.bytes().filter(u8::is_ascii_alphanumeric).take(18) {
            of.text[usize::from(of.bytes)] = byte.to_ascii_uppercase();
            of.bytes += 1;
        }
        // Shorter ones are too easily the same.
        if usize::from(of.bytes) < CURP_KEY_BYTES || !may_be_curp(&of.text) {
            of.bytes = 0;
        }
        of
    }

    /// The sixteen characters of [`Curp::match_key`]. That of somebody born abroad has `NE` for a state, and
    /// is a key like any other.
    pub(crate) fn key(&self) -> Option<&[u8]> {
        (self.bytes > 0).then_some(&self.text[..CURP_KEY_BYTES])
    }

    pub(crate) fn start(&self) -> Option<&[u8]> {
        (self.bytes > 0).then_some(&self.text[..CURP_START_BYTES])
    }

    /// Birth date and sex. A CURP with mistakes says nothing; one of sixteen characters does not say the
    /// century, which the digits of the year must then tell.
    pub(crate) fn implies(&self) -> Option<(Birth, Sex)> {
        let text = core::str::from_utf8(&self.text[..usize::from(self.bytes)]).ok()?;
        let curp: Curp = text.parse().ok()?;
        Some((Birth::of_day(curp.birth_date()), sex_of_curp(curp.sex())))
    }

    pub(crate) fn against(&self, other: &Self) -> CurpLevel {
        let (Some(one), Some(another)) = (self.key(), other.key()) else {
            return CurpLevel::Missing;
        };
        if self.text == other.text {
            return CurpLevel::Same;
        }
        if one == another {
            return match self.bytes == other.bytes {
                true => CurpLevel::SameKey,
                false => CurpLevel::Same,
            };
        }
        if edits(one, another) <= 2 {
            return CurpLevel::Close;
        }
        match self.start() == other.start() {
            true => CurpLevel::SameStart,
            false => CurpLevel::Different,
        }
    }
}

/// Numbers of up to three papers.
#[derive(Clone, Copy, Default)]
pub(crate) struct PaperNumbers([Option<PaperNumber>; PAPERS_MAX]);

#[derive(Clone, Copy)]
struct PaperNumber {
    kind: PaperKind,
    text: [u8; NUMBER_BYTES_MAX],
    bytes: u8,
}

impl PaperNumbers {
    pub(crate) fn new(papers: &[Paper<'_>]) -> Self {
        let mut of = Self::default();
        let numbers = papers.iter().filter_map(PaperNumber::new);
        for (slot, number) in of.0.iter_mut().zip(numbers) {
            *slot = Some(number);
        }
        of
    }

    /// The year of birth that a number contains: that of Honduras does.
    pub(crate) fn birth_year(&self) -> Option<u16> {
        let honduran = self
            .0
            .iter()
            .flatten()
            .find(|number| number.kind == PaperKind::HondurasDni)?;
        let year = core::str::from_utf8(&honduran.text[4..8]).ok()?.parse();
        year.ok().filter(|year| (1900..2100).contains(year))
    }

    /// A hash of each number with its kind.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flatten().map(|number| {
            let kind = [number.kind as u8];
            short_hash(&[&kind[..], number.number()].concat())
        })
    }

    pub(crate) fn against(&self, other: &Self) -> PaperLevel {
        let mut level = PaperLevel::Missing;
        for one in self.0.iter().flatten() {
            let same_kind = other.0.iter().flatten().filter(|of| of.kind == one.kind);
            for another in same_kind {
                let found = one.against(another);
                if level == PaperLevel::Missing || found < level {
                    level = found;
                }
            }
        }
        level
    }
}

impl PaperNumber {
    fn new(paper: &Paper<'_>) -> Option<Self> {
        let key = search_key(paper.number);
        let mut of = Self {
            kind: paper.kind,
            text: [0; NUMBER_BYTES_MAX],
            bytes: 0,
        };
        let letters = key.bytes().filter(u8::is_ascii_alphanumeric);
        for byte in letters.take(NUMBER_BYTES_MAX) {
            of.text[usize::from(of.bytes)] = byte;
            of.bytes += 1;
        }
        of.is_valid().then_some(of)
    }

    fn number(&self) -> &[u8] {
        &self.text[..usize::from(self.bytes)]
    }

    /// Whether the number has the form of its kind; otherwise it is no key.
    fn is_valid(&self) -> bool {
        let number = self.number();
        let digits = number.iter().all(u8::is_ascii_digit);
        let has_form = match self.kind {
            PaperKind::GuatemalaDpi => digits && number.len() == 13 && has_cui_check(number),
            PaperKind::HondurasDni => digits && number.len() == 13,
            PaperKind::ElSalvadorDui => digits && number.len() == 9 && has_dui_check(number),
            PaperKind::Renewable => number.len() >= 6,
        };
        has_form && !is_invented(number)
    }

    fn against(&self, other: &Self) -> PaperLevel {
        match edits(self.number(), other.number()) {
            0 => PaperLevel::Same,
            // Valid numbers with a check digit do not differ by one mistake.
            1 if self.kind != PaperKind::GuatemalaDpi => PaperLevel::Close,
            _ if self.kind == PaperKind::Renewable => PaperLevel::Renewed,
            _ => PaperLevel::Different,
        }
    }
}

/// Words, and digits that nobody has.
fn is_invented(number: &[u8]) -> bool {
    let mut digits = number.to_vec();
    digits.retain(u8::is_ascii_digit);
    digits.len() < NUMBER_DIGITS_MIN || is_placeholder(&digits)
}

/// The ninth digit is the sum of the first eight, weighted 2 to 9, modulo 11.
fn has_cui_check(number: &[u8]) -> bool {
    let digits = number.iter().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits.take(8).zip(2..).map(|(digit, of)| digit * of).sum();
    sum % 11 == u32::from(number[8] - b'0')
}

/// The last digit completes the sum of the first eight, weighted 9 to 2, to a multiple of ten.
fn has_dui_check(number: &[u8]) -> bool {
    let digits = number.iter().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .take(8)
        .zip((2..=9).rev())
        .map(|(digit, of)| digit * of)
        .sum();
    (10 - sum % 10) % 10 == u32::from(number[8] - b'0')
}

#[cfg(test)]
mod tests;
