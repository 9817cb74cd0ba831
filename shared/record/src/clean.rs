//! Removes what is in a value but was not meant: invisible characters, escapes, letters in the wrong encoding,
//! two ways to write one letter.
//!
//! A reader of the record cannot see them, and a person who searches types the name without them. So they are
//! removed wherever people's words come in: in the form, the list, the command line. A value that came over the
//! wire stays as it was signed and gets a finding.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

mod escape;
mod mojibake;

/// Most bytes of a stored value: a narrative of about 1,300 words. A longer text must become several notes.
pub const VALUE_BYTES_MAX: usize = 8 * 1024;

/// Damage comes in layers: an escape that hides an escape, a letter that was encoded wrongly twice. More than
/// two have not been seen.
const LAYERS_MAX: usize = 4;

/// Cleans a value of one line: a name, a number, a code. Line breaks and runs of blanks become one blank, every
/// hyphen `-`, letters of double width plain ones. Borrowed if nothing changes.
#[must_use]
pub fn clean_line(text: &str) -> Cow<'_, str> {
    cleaned(text, false)
}

/// Cleans words that may have several lines: a note, an address. Borrowed if nothing changes.
#[must_use]
pub fn clean_text(text: &str) -> Cow<'_, str> {
    cleaned(text, true)
}

fn cleaned(text: &str, keeps_lines: bool) -> Cow<'_, str> {
    // A text longer than a value may be will be refused, and must not cost anything before.
    if text.len() > VALUE_BYTES_MAX || is_plain(text, keeps_lines) {
        return Cow::Borrowed(text);
    }
    let mut found = layer(text, keeps_lines);
    for _ in 1..LAYERS_MAX {
        let next = layer(&found, keeps_lines);
        if next == found {
            break;
        }
        found = next;
    }
    if found == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(found)
    }
}

/// Whether a value is clean already, as nearly all are: printable Latin letters and signs without the beginning
/// of an escape or of a letter in the wrong encoding, one blank between words. Checked first, because lists and
/// searches compare thousands of names.
fn is_plain(text: &str, keeps_lines: bool) -> bool {
    let mut before = ' ';
    for character in text.chars() {
        let is_blank_again = character == ' ' && before == ' ' && !keeps_lines;
        let is_plain = match character {
            '_' | '&' | '\\' => false,
            ' '..='~' => true,
            '\u{ad}' | '¬' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'â' => false,
            // Each of these is one letter already: nothing needs to be composed.
            '¡'..='ſ' => true,
            _ => false,
        };
        if !is_plain || is_blank_again {
            return false;
        }
        before = character;
    }
    !text.starts_with(' ') && !text.ends_with(' ')
}

fn layer(text: &str, keeps_lines: bool) -> String {
    let unescaped = escape::decode(text);
    // Before anything is removed: half of a wrongly encoded í is a soft hyphen.
    let meant = mojibake::repair(&unescaped);
    let mut found = String::with_capacity(meant.len());
    let mut last = ' ';
    for character in meant.nfc() {
        if is_invisible(character) && !joins(last, character) {
            continue;
        }
        let sign = match character {
            '\r' if keeps_lines => '\n',
            // `\r\n` is one line break.
            '\n' if keeps_lines && last == '\r' => {
                last = '\n';
                continue;
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' if keeps_lines => '\n',
            _ if character.is_whitespace() || character == '\u{2800}' => ' ',
            _ if character.is_control() => continue,
            _ if keeps_lines => character,
            _ => plain_sign(character),
        };
        last = character;
        let is_blank_again = sign == ' ' && (found.is_empty() || found.ends_with(' '));
        if keeps_lines || !is_blank_again {
            found.push(sign);
        }
    }
    let end = found.trim_end().len();
    found.truncate(end);
    found.trim_start().to_owned()
}

/// The characters that Unicode lists as default ignorable, and annotation marks: they are invisible.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Persian, Hindi and emoji use characters that join or separate the letters before them; Latin text never
/// does.
const fn joins(before: char, character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
        && before as u32 >= 0x600
        && !matches!(before, '\u{2000}'..='\u{206f}' | '\u{fe00}'..='\u{ffff}')
}

/// The keyboard character that looks like this one.
const fn plain_sign(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        // Letters, digits and signs of double width.
        '\u{ff01}'..='\u{ff5e}' => (character as u32 - 0xfee0) as u8 as char,
        _ => character,
    }
}

#[cfg(test)]
mod tests;
