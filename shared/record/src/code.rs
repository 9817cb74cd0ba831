//! The record code: the name of a record that people can say.
//!
//! It has eight random characters and a check character, as in `K7QM-2XRT-P`, and is made offline. The 29
//! symbols leave out characters that are easily misread (0 O, 1 I L, 5 S, 8 B: of each group at most the digit
//! stays). 29 is prime and the nine positions have nine different weights, so the sum detects every wrong
//! character and every swap of two.

use core::fmt;
use core::str::FromStr;

const SYMBOLS: &[u8; 29] = b"23456789ACDEFGHJKMNPQRTUVWXYZ";
const RANDOM_SYMBOLS: usize = 8;
const LENGTH: usize = RANDOM_SYMBOLS + 1;

/// A valid record code: nine symbols with the right sum.
///
/// 29⁸ = 500,246,412,961 codes: among 1,000,000 records about one pair has the same code (10¹² / 2 / 5·10¹¹).
/// This gives a finding and does no harm, because the ids differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordCode([u8; LENGTH]);

/// What is wrong with a text that should be a record code. Ask the person to read it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Too few characters or too many.
    #[error("a record code has {LENGTH} characters, this one has {found}")]
    Length {
        /// Characters in the text, without spaces and hyphens.
        found: usize,
    },
    /// A character that no code has.
    #[error("character {position} is none that a record code has")]
    Letter {
        /// Its position, counted from 1, without spaces and hyphens.
        position: usize,
    },
    /// The check character does not match: one character is wrong, or two are swapped.
    #[error("the record code does not agree with its check character")]
    Check,
}

impl RecordCode {
    /// A code from 16 random bytes. All codes are equally likely to within 2⁻⁸⁹.
    #[must_use]
    pub fn generate(random: [u8; 16]) -> Self {
        let mut rest = u128::from_le_bytes(random);
        let mut symbols = [0; RANDOM_SYMBOLS];
        for symbol in &mut symbols {
            *symbol = (rest % SYMBOLS.len() as u128) as u8;
            rest /= SYMBOLS.len() as u128;
        }
        let check = (SYMBOLS.len() - weighted_sum(&symbols)) % SYMBOLS.len();
        let mut code = [SYMBOLS[check]; LENGTH];
        for (character, symbol) in code.iter_mut().zip(symbols) {
            *character = SYMBOLS[usize::from(symbol)];
        }
        Self(code)
    }
}

/// Position `i` has the weight `9 − i`, the check character 1: nine different weights, none of them 0 modulo
/// 29.
fn weighted_sum(symbols: &[u8]) -> usize {
    let weights = (1..=LENGTH).rev();
    let products = symbols
        .iter()
        .zip(weights)
        .map(|(s, w)| usize::from(*s) * w);
    products.sum::<usize>() % SYMBOLS.len()
}

impl fmt::Display for RecordCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = core::str::from_utf8(&self.0).expect("symbols are ASCII");
        write!(f, "{}-{}-{}", &code[..4], &code[4..8], &code[8..])
    }
}

impl FromStr for RecordCode {
    type Err = CodeError;

    /// Reads a code in either case, with spaces and hyphens anywhere.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let characters = || {
            text.chars().filter(|c| {
                !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '\u{2010}' | '\u{2011}')
            })
        };
        let found = characters().count();
        if found != LENGTH {
            return Err(CodeError::Length { found });
        }
        let (mut code, mut symbols) = ([0; LENGTH], [0; LENGTH]);
        for (index, character) in characters().enumerate() {
            let character = character.to_ascii_uppercase();
            let symbol = SYMBOLS.iter().position(|s| char::from(*s) == character);
            let symbol = symbol.ok_or(CodeError::Letter {
                position: index + 1,
            })?;
            (code[index], symbols[index]) = (SYMBOLS[symbol], symbol as u8);
        }
        match weighted_sum(&symbols) {
            0 => Ok(Self(code)),
            _ => Err(CodeError::Check),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_has_one_written_form() {
        let code = RecordCode::generate([0; 16]);
        assert_eq!(code.to_string(), "2222-2222-2");
        let code = RecordCode::generate([0xA5; 16]);
        let text = code.to_string();
        assert_eq!(text.len(), 11);
        for said in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            format!(" {text}\n"),
        ] {
            assert_eq!(said.parse(), Ok(code), "{said:?}");
        }
    }

    #[test]
    fn the_error_says_what_to_read_again() {
        assert_eq!(
            "2222-2222".parse::<RecordCode>(),
            Err(CodeError::Length { found: 8 })
        );
        assert_eq!(
            "2222-0222-2".parse::<RecordCode>(),
            Err(CodeError::Letter { position: 5 })
        );
        assert_eq!("2222-2222-3".parse::<RecordCode>(), Err(CodeError::Check));
    }

    #[test]
    fn random_bytes_reach_every_symbol_in_every_position() {
        let mut seen = [[false; 256]; LENGTH];
        for n in 0..4000_u128 {
            // Any odd multiplier spreads the counter over all bytes.
            let random = n
                .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
                .to_le_bytes();
            for (position, symbol) in RecordCode::generate(random).0.into_iter().enumerate() {
                seen[position][usize::from(symbol)] = true;
            }
        }
        for position in seen {
            assert_eq!(position.iter().filter(|seen| **seen).count(), SYMBOLS.len());
        }
    }

    proptest! {
        #[test]
        fn every_single_error_and_every_exchange_is_detected(random: [u8; 16]) {
            let code = RecordCode::generate(random);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            for position in 0..LENGTH {
                for symbol in SYMBOLS.iter().filter(|s| **s != code.0[position]) {
                    let mut wrong = code;
                    wrong.0[position] = *symbol;
                    prop_assert_eq!(wrong.to_string().parse::<RecordCode>(), Err(CodeError::Check));
                }
                for other in (0..position).filter(|other| code.0[*other] != code.0[position]) {
                    let mut wrong = code;
                    wrong.0.swap(other, position);
                    prop_assert_eq!(wrong.to_string().parse::<RecordCode>(), Err(CodeError::Check));
                }
            }
        }

        #[test]
        fn any_text_is_a_code_or_an_error(text in ".{0,14}") {
            let _ = text.parse::<RecordCode>();
        }
    }
}
