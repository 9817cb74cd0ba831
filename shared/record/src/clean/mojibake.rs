//! UTF-8 text that a program read in another encoding: `NÃºÃ±ez`, `Nu√±ez`, `Nu├▒ez`.

use std::borrow::Cow;

/// A wrong encoding: its characters for the bytes that begin a letter, with the letter's value, and for the
/// bytes 0x80 to 0xBF that follow.
struct Encoding {
    leads: &'static [(char, u32)],
    next: &'static str,
}

/// Windows-1252 has no character for five bytes; programs show the control character with the same number.
const ENCODINGS: [Encoding; 3] = [
    Encoding {
        leads: &[('Â', 0x80), ('Ã', 0xc0), ('Ä', 0x100), ('Å', 0x140)],
        next: "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿",
    },
    Encoding {
        leads: &[('¬', 0x80), ('√', 0xc0)],
        next: "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø",
    },
    Encoding {
        leads: &[('┬', 0x80), ('├', 0xc0)],
        next: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    },
];

/// The text with the intended letters. `CONCEIÇÃO` stays: in UTF-8, what follows its Ã cannot follow it.
pub(super) fn repair(text: &str) -> Cow<'_, str> {
    if !text.contains(['Â', 'Ã', 'Ä', 'Å', 'â', '¬', '√', '┬', '├']) {
        return Cow::Borrowed(text);
    }
    let characters: Vec<char> = text.chars().collect();
    let mut found = String::with_capacity(text.len());
    let mut rest = characters.as_slice();
    while let [first, left @ ..] = rest {
        match meant(rest) {
            Some((letter, read)) => {
                found.push(letter);
                rest = &rest[read..];
            }
            None => {
                found.push(*first);
                rest = left;
            }
        }
    }
    Cow::Owned(found)
}

/// The intended letter at the beginning, and how many characters stand for it.
fn meant(characters: &[char]) -> Option<(char, usize)> {
    let [first, second, ..] = *characters else {
        return None;
    };
    // Quotation marks, dashes and the ellipsis: E2 80 xx.
    if let ['â', '€', third, ..] = *characters {
        let place = ENCODINGS[0].next.chars().position(|c| c == third)?;
        let sign = char::from_u32(0x2000 + u32::try_from(place).ok()?)?;
        return Some((sign, 3));
    }
    let encoding = ENCODINGS.iter().find(|of| of.value(first).is_some())?;
    let begin = encoding.value(first)?;
    // Programs that follow ISO-8859-1 exactly show control characters for the lower bytes.
    let as_control = || {
        let byte = u32::from(second)
            .checked_sub(0x80)
            .filter(|byte| *byte < 0x20)?;
        usize::try_from(byte).ok()
    };
    let place = encoding.next.chars().position(|c| c == second);
    let place = place.or_else(as_control)?;
    // The first half of the characters after Â are control characters.
    let letter = char::from_u32(begin + u32::try_from(place).ok()?).filter(|c| !c.is_control())?;
    // `IRMÃ”` may be a word before a quotation mark, `NUÃ‘EZ` cannot.
    let may_be_meant = matches!(
        second,
        '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•' | '«' | '»'
    );
    let goes_on = characters.get(2).is_some_and(|c| c.is_alphabetic());
    let is_blank = second == '\u{a0}' && first != 'Â';
    (!is_blank && (!may_be_meant || goes_on)).then_some((letter, 2))
}

impl Encoding {
    fn value(&self, lead: char) -> Option<u32> {
        let known = self.leads.iter().find(|(known, _)| *known == lead)?;
        Some(known.1)
    }
}
