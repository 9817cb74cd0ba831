//! Text that strangers wrote, for people to look at: nothing in it moves, hides or turns what stands
//! around it.

/// Characters of one value that are shown; the largest honest one has 8 KiB.
const CHARACTERS_MAX: usize = 8 * 1024;

/// The text with everything invisible spelled out.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, c) in text.chars().enumerate() {
        if place == CHARACTERS_MAX {
            out.push('…');
            break;
        }
        if is_visible(c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

/// No control character, nothing that turns the direction of writing, nothing without a shape.
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
    use super::plain;

    #[test]
    fn names_stay_and_tricks_are_spelled_out() {
        assert_eq!(plain("Núñez O’Hara 李"), "Núñez O’Hara 李");
        assert_eq!(plain("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(plain("\u{1b}[2J\r\n"), "\\u{1b}[2J\\u{d}\\u{a}");
        assert_eq!(plain("<script>"), "<script>");
        assert_eq!(plain(&"x".repeat(9_000)).chars().count(), 8 * 1024 + 1);
    }
}
