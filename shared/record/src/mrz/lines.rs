//! The lines of a zone as people and readers write them: without their fillers, or with other characters in
//! their place.

use super::{Layout, MrzError};

/// The characters of a line in a zone's alphabet; `before` is the number of characters before it. Two fillers
/// are often taken for one character.
pub(super) fn letters(line: &str, before: usize) -> Result<String, MrzError> {
    let line = line
        .replace(['«', '≪', '《'], "<<")
        .replace(['‹', '〈'], "<");
    let mut letters = String::with_capacity(line.len());
    for character in line.chars().filter(|c| !c.is_whitespace()) {
        let upper = character.to_ascii_uppercase();
        if !(upper.is_ascii_uppercase() || upper.is_ascii_digit() || upper == '<') {
            let position = before + letters.len() + 1;
            return Err(MrzError::Character { position });
        }
        letters.push(upper);
    }
    Ok(letters)
}

impl Layout {
    /// The zone made of these lines with their fillers, if every line that ends in a check digit is complete.
    pub(super) fn filled(&self, lines: &[String]) -> Option<(&Self, String)> {
        let ends_in_check = |at: usize| at == 1;
        let fits = lines.len() == self.lines
            && lines.iter().enumerate().all(|(at, line)| {
                line.len() == self.width
                    || line.len() < self.width && line.len() > 5 && !ends_in_check(at)
            });
        let filled = lines
            .iter()
            .map(|line| format!("{line:<<width$}", width = self.width));
        fits.then(|| (self, filled.collect()))
    }
}

/// Names without a K at the end, which a reader saw in a row of fillers.
pub(super) fn without_misread(given: &str) -> &str {
    let is_misread = |word: &str| word.bytes().all(|b| b == b'K');
    let mut given = given;
    while let Some((before, last)) = given.rsplit_once(' ')
        && is_misread(last)
    {
        given = before;
    }
    given
}
