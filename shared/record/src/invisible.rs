//! Makes text that strangers wrote safe to show: nothing in it moves, hides or reverses the text around it, on
//! a page or on a terminal.

/// Most characters of one value that are shown; the largest honest value has 8 KiB.
const CHARACTERS_MAX: usize = 8 * 1024;

/// One value on one line, with everything invisible escaped. A line end becomes `⏎`.
#[must_use]
pub fn escape_invisible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, c) in text.chars().enumerate() {
        match c {
            _ if place == CHARACTERS_MAX => {
                out.push('…');
                break;
            }
            '\n' => out.push('⏎'),
            c if is_visible(c) => out.push(c),
            c => out.extend(c.escape_unicode()),
        }
    }
    out
}

/// Everything that a program prints for people: lines stay lines, everything else invisible is escaped. The
/// caller must first pass values that may contain line ends through [`escape_invisible`].
#[must_use]
pub fn escape_invisible_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || is_visible(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

/// JSON with the same meaning that is safe on a terminal. Outside its strings JSON is ASCII only, so invisible
/// characters are inside strings, where they may be escaped.
#[must_use]
pub fn escape_invisible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if is_visible(c) || c.is_ascii_whitespace() {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Whether a name can be shown as it is. A name that cannot must be refused.
#[must_use]
pub fn has_no_invisible(text: &str) -> bool {
    text.chars().all(is_visible)
}

/// Not a control character, nothing that changes the direction of the text, nothing without a shape.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_and_tricks_are_spelled_out() {
        assert_eq!(escape_invisible("Núñez O’Hara 李"), "Núñez O’Hara 李");
        assert_eq!(escape_invisible("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(escape_invisible("\u{1b}[2J\r\n"), "\\u{1b}[2J\\u{d}⏎");
        assert_eq!(escape_invisible("<script>"), "<script>");
        assert_eq!(
            escape_invisible(&"x".repeat(9_000)).chars().count(),
            8 * 1024 + 1
        );
        assert!(has_no_invisible("María José Núñez-O’Hara"));
        for trick in [
            "a\nb",
            "a\u{1b}b",
            "a\u{9b}b",
            "a\u{202e}b",
            "a\u{2066}b",
            "a\u{7f}",
        ] {
            assert!(!has_no_invisible(trick), "{trick:?}");
        }
    }

    #[test]
    fn lines_of_a_program_stay_lines() {
        assert_eq!(
            escape_invisible_lines("a\n\u{1b}]0;x\u{7}b\n"),
            "a\n\\u{1b}]0;x\\u{7}b\n"
        );
    }

    #[test]
    fn json_means_the_same() {
        let json = "{\"a\": \"x\u{202e}\u{9b}\u{e0001}ñ\"}\n";
        assert_eq!(
            escape_invisible_json(json),
            "{\"a\": \"x\\u202e\\u009b\\udb40\\udc01ñ\"}\n"
        );
    }
}
