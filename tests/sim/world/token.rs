//! Tokens: texts, each typed once by one person, so that a value can be found again in any bytes.

use core::fmt;
use std::collections::BTreeSet;

const BEGIN: &[u8] = b"~V";
const DIGITS: usize = 6;

/// The number of one value of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Token(pub(super) u32);

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "~V{:0DIGITS$}~", self.0)
    }
}

/// Every token in some bytes.
pub(super) fn tokens_in(bytes: &[u8]) -> BTreeSet<Token> {
    let mut found = BTreeSet::new();
    let whole = BEGIN.len() + DIGITS + 1;
    for window in bytes
        .windows(whole)
        .filter(|window| window.starts_with(BEGIN))
    {
        let digits = &window[BEGIN.len()..whole - 1];
        if window[whole - 1] == b'~' && digits.iter().all(u8::is_ascii_digit) {
            let number = digits
                .iter()
                .fold(0, |number, digit| 10 * number + u32::from(digit - b'0'));
            found.insert(Token(number));
        }
    }
    found
}

#[test]
fn a_token_is_found_among_others_and_in_noise() {
    let text = format!("Ana {}{} ~V12~ {}", Token(7), Token(123_456), Token(7));
    let found: Vec<u32> = tokens_in(text.as_bytes())
        .iter()
        .map(|token| token.0)
        .collect();
    assert_eq!(found, [7, 123_456]);
}
