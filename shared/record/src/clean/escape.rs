//! Characters that one program wrote as escapes and another did not read back: `_x000D_` of workbooks,
//! `&ntilde;` of web pages, `\u00f1` of JSON.

use std::borrow::Cow;

/// The escapes by name that occur in pages of Spanish text.
const NAMED: [(&str, char); 22] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ntilde", 'ñ'),
    ("Ntilde", 'Ñ'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Oacute", 'Ó'),
    ("Uacute", 'Ú'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("ccedil", 'ç'),
    ("Ccedil", 'Ç'),
];

/// The longest escape is `&#1114111;`.
const ESCAPE_BYTES_MAX: usize = 10;

/// The text without escapes. A decoded escape may complete another one: `_x005F_x000D_`.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains(['_', '&', '\\']) {
        return Cow::Borrowed(text);
    }
    let mut found = String::with_capacity(text.len());
    for character in text.chars() {
        found.push(character);
        while let Some((begin, meant)) = last_escape(&found) {
            found.truncate(begin);
            if meant != '\0' {
                found.push(meant);
            }
        }
    }
    Cow::Owned(found)
}

/// The escape at the end of a text: where it begins and which character it means.
fn last_escape(text: &str) -> Option<(usize, char)> {
    let last = *text.as_bytes().last()?;
    let (opening, body) = match last {
        b'_' => {
            let body = text.get(text.len().checked_sub(7)?..text.len() - 1)?;
            (7, body.strip_prefix("_x")?)
        }
        b';' => {
            let from = text.len().saturating_sub(ESCAPE_BYTES_MAX);
            let place = text.as_bytes()[from..].iter().rposition(|b| *b == b'&')? + from;
            let name = text.get(place + 1..text.len() - 1)?;
            let meant = named(name)?;
            return Some((place, meant));
        }
        _ if last.is_ascii_hexdigit() => {
            let body = text.get(text.len().checked_sub(6)?..)?;
            (6, body.strip_prefix("\\u")?)
        }
        _ => return None,
    };
    let meant = hex(body).filter(|_| body.len() == 4)?;
    Some((text.len() - opening, meant))
}

fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let digits = number.strip_prefix(['x', 'X']);
        return match digits {
            Some(digits) => hex(digits),
            None => char::from_u32(number.parse().ok()?),
        };
    }
    let known = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(known.1)
}

/// `None` for half of a surrogate pair, which is unreadable.
fn hex(digits: &str) -> Option<char> {
    let only_digits = digits.bytes().all(|b| b.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| only_digits)?;
    char::from_u32(number)
}
