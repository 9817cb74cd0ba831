//! The CURP: Mexico's population key.
//!
//! It is optional everywhere: many who return have lost it, and children born abroad never had one. Puente
//! never generates one, because the registry (RENAPO) assigns the last two positions.

use core::fmt;
use core::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::date::Day;
use crate::search::search_key;

/// The alphabet of the check digit. Ñ has index 24, although no CURP contains it: without it O to Z would
/// shift.
const ALPHABET: &str = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
const LENGTH: usize = 18;

/// A CURP with a valid form, date and check digit. It does not prove that it was issued, or to whom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Curp([u8; LENGTH]);

/// What is wrong with a text that should be a CURP. Show a finding and keep the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CurpError {
    /// Too few characters or too many.
    #[error("a CURP has {LENGTH} characters, this one has {found}")]
    Length {
        /// Characters in the text, without spaces and hyphens.
        found: usize,
    },
    /// A character that is not allowed at its position.
    #[error("character {position} of the CURP cannot stand there")]
    Form {
        /// Its position, counted from 1.
        position: usize,
    },
    /// The birth date in it does not exist.
    #[error("the CURP's birth date does not exist")]
    Date,
    /// The check digit does not match.
    #[error("the CURP does not agree with its check digit")]
    CheckDigit,
}

/// The sex a CURP states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CurpSex {
    /// `H`.
    Male,
    /// `M`.
    Female,
    /// `X`, non-binary, issued since 2023.
    X,
}

impl Curp {
    /// The birth date. Position 17 determines the century: a digit until 1999, a letter since 2000.
    #[must_use]
    pub fn birth_date(&self) -> Day {
        birth_date(&self.0).expect("checked when the CURP was read")
    }

    /// The sex.
    #[must_use]
    pub const fn sex(&self) -> CurpSex {
        match self.0[10] {
            b'H' => CurpSex::Male,
            b'M' => CurpSex::Female,
            _ => CurpSex::X,
        }
    }

    /// The birth state, two letters of [`crate::code_list::BIRTH_STATES`]; `NE` means abroad. Unknown ones are
    /// accepted.
    #[must_use]
    pub fn birth_state(&self) -> &str {
        &self.as_str()[11..13]
    }

    /// The values that it proposes for empty fields of a record: birth date, sex, birth state.
    #[must_use]
    pub fn implies(&self) -> [(&'static str, String); 3] {
        let sex = match self.sex() {
            CurpSex::Male => "male",
            CurpSex::Female => "female",
            CurpSex::X => "x",
        };
        [
            ("birth.date", self.birth_date().to_string()),
            ("sex", sex.to_owned()),
            ("birth.state", self.birth_state().to_owned()),
        ]
    }

    /// The sixteen characters that follow from the person's data; the registry assigns the other two. Two CURPs
    /// with the same sixteen belong to one person, or to namesakes born on the same day.
    #[must_use]
    pub fn match_key(&self) -> &str {
        &self.as_str()[..LENGTH - 2]
    }

    /// The CURP in capital letters without spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).expect("a CURP is ASCII")
    }

    /// Whether the first letters may come from this first surname.
    #[must_use]
    pub fn agrees_with_surname1(&self, surname: &str) -> bool {
        let word = first_word(surname, &PARTICLES);
        let vowel = word.chars().skip(1).find(|c| "aeiou".contains(*c));
        let vowel = vowel.map_or(b'X', |c| c.to_ascii_uppercase() as u8);
        // An X may also replace the second letter of an offensive word.
        initial(&word) == self.0[0] && (vowel == self.0[1] || self.0[1] == b'X')
    }

    /// Whether the third letter may come from this second surname; `X` if there is none.
    #[must_use]
    pub fn agrees_with_surname2(&self, surname: &str) -> bool {
        initial(&first_word(surname, &PARTICLES)) == self.0[2]
    }

    /// Whether the fourth letter may come from these given names.
    #[must_use]
    pub fn agrees_with_given(&self, given: &str) -> bool {
        initial(&first_word(
            given,
            &[&PARTICLES[..], &COMMON_GIVEN].concat(),
        )) == self.0[3]
    }
}

/// Words that the registry's instructions skip at the start of a name.
const PARTICLES: [&str; 19] = [
    "da", "das", "de", "del", "der", "di", "die", "dd", "el", "la", "las", "le", "les", "los",
    "mac", "mc", "van", "von", "y",
];

/// Given names that are skipped if another follows.
const COMMON_GIVEN: [&str; 5] = ["maria", "ma", "m", "jose", "j"];

/// The first word that is not skipped, or the last one if all are; Ñ becomes X, as the registry writes it.
fn first_word(text: &str, skipped: &[&str]) -> String {
    let text: String = text
        .nfc()
        .map(|c| if matches!(c, 'ñ' | 'Ñ') { 'x' } else { c })
        .collect();
    let key = search_key(&text);
    let mut words = key.split(' ');
    let telling = words.find(|word| !skipped.contains(word));
    telling
        .or_else(|| key.split(' ').next_back())
        .unwrap_or_default()
        .to_owned()
}

fn initial(word: &str) -> u8 {
    match word.bytes().next() {
        Some(letter) if letter.is_ascii_lowercase() => letter.to_ascii_uppercase(),
        _ => b'X',
    }
}

fn birth_date(characters: &[u8; LENGTH]) -> Option<Day> {
    let two = |at: usize| (characters[at] - b'0') * 10 + (characters[at + 1] - b'0');
    let century = if characters[16].is_ascii_digit() {
        1900
    } else {
        2000
    };
    Day::new(century + u16::from(two(4)), two(6), two(8))
}

fn may_stand(index: usize, character: u8) -> bool {
    match index {
        1 => b"AEIOUX".contains(&character),
        4..=9 | 17 => character.is_ascii_digit(),
        10 => b"HMX".contains(&character),
        13..=15 => character.is_ascii_uppercase() && !b"AEIOU".contains(&character),
        16 => character.is_ascii_uppercase() || character.is_ascii_digit(),
        _ => character.is_ascii_uppercase(),
    }
}

/// `(10 − Σ index(cᵢ) · (18 − i) mod 10) mod 10` over the first 17 characters.
fn check_digit(characters: &[u8; LENGTH]) -> u8 {
    let weighted = characters[..LENGTH - 1].iter().zip((2..=18).rev());
    let sum: usize = weighted
        .map(|(character, weight)| {
            let index = ALPHABET.chars().position(|c| c == char::from(*character));
            index.unwrap_or(0) * weight
        })
        .sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

impl FromStr for Curp {
    type Err = CurpError;

    /// Reads a CURP in either case, with spaces and hyphens anywhere.
    fn from_str(text: &str) -> Result<Self, CurpError> {
        let characters = || text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let found = characters().count();
        if found != LENGTH {
            return Err(CurpError::Length { found });
        }
        let mut curp = [0; LENGTH];
        for (index, character) in characters().enumerate() {
            let byte = u8::try_from(character).unwrap_or(0).to_ascii_uppercase();
            if !may_stand(index, byte) {
                return Err(CurpError::Form {
                    position: index + 1,
                });
            }
            curp[index] = byte;
        }
        if birth_date(&curp).is_none() {
            return Err(CurpError::Date);
        }
        match check_digit(&curp) {
            digit if digit == curp[LENGTH - 1] => Ok(Self(curp)),
            _ => Err(CurpError::CheckDigit),
        }
    }
}

/// Shows no personal data.
impl fmt::Debug for Curp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Curp(…)")
    }
}

#[cfg(test)]
mod tests;
