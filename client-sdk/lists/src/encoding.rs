//! Finds the encoding in which a list was saved, and decodes it.
//!
//! Spreadsheets in Mexico still save CSV as Windows-1252, on older machines as code page 850 and on older Macs
//! as Mac Roman. In all of these every byte is valid, so the encoding is the one that makes Spanish of the
//! text.

use core::fmt;
use core::str::FromStr;

use serde::Serialize;

/// An encoding that lists come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8. A line that is not UTF-8 is read as Windows-1252.
    Utf8,
    /// UTF-16, the low byte first: "Unicode text" of Excel.
    Utf16le,
    /// UTF-16, the high byte first.
    Utf16be,
    /// Windows-1252, which contains Latin-1.
    Windows1252,
    /// Mac Roman.
    Macintosh,
    /// Code page 850, "CSV (MS-DOS)" of Excel.
    Cp850,
}

/// Decoded text, with the number of repaired lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// Lines that are not in the encoding and were read in another.
    pub(crate) repaired: u32,
}

/// The word is not an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("encodings are utf-8, utf-16le, utf-16be, windows-1252 (or latin-1), macintosh, cp850")]
pub struct UnknownEncoding;

impl Encoding {
    /// Every encoding.
    pub const ALL: [Self; 6] = [
        Self::Utf8,
        Self::Utf16le,
        Self::Utf16be,
        Self::Windows1252,
        Self::Macintosh,
        Self::Cp850,
    ];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16le => "utf-16le",
            Self::Utf16be => "utf-16be",
            Self::Windows1252 => "windows-1252",
            Self::Macintosh => "macintosh",
            Self::Cp850 => "cp850",
        }
    }

    /// The most plausible encoding of these bytes.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => return Self::Utf8,
            [0xFF, 0xFE, ..] => return Self::Utf16le,
            [0xFE, 0xFF, ..] => return Self::Utf16be,
            _ => {}
        }
        // A file system that lost power appends zeros, which reveal nothing about the text.
        let padded = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        let bytes = if padded > 2 {
            &bytes[..bytes.len() - padded]
        } else {
            bytes
        };
        // In Latin text in UTF-16 every other byte is zero.
        let sample = &bytes[..bytes.len().min(4096)];
        let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0);
        let half = sample.len() / 2;
        if half > 0 && zeros(1).count() * 10 > half * 4 {
            return Self::Utf16le;
        }
        if half > 0 && zeros(0).count() * 10 > half * 4 {
            return Self::Utf16be;
        }
        let (sequences, strays) = utf8_balance(bytes);
        if strays == 0 || sequences > 3 * strays {
            return Self::Utf8;
        }
        let single = [Self::Windows1252, Self::Macintosh, Self::Cp850];
        let scores = single.map(|encoding| encoding.spanish_score(bytes));
        let best = scores.iter().max().copied().unwrap_or_default();
        let place = scores.iter().position(|score| *score == best);
        single[place.unwrap_or_default()]
    }

    pub(crate) fn decode(self, bytes: &[u8]) -> Decoded {
        match self {
            Self::Utf8 => utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
            Self::Utf16le => utf16(
                bytes.strip_prefix(b"\xFF\xFE").unwrap_or(bytes),
                u16::from_le_bytes,
            ),
            Self::Utf16be => utf16(
                bytes.strip_prefix(b"\xFE\xFF").unwrap_or(bytes),
                u16::from_be_bytes,
            ),
            Self::Windows1252 | Self::Macintosh | Self::Cp850 => {
                let upper: Vec<char> = self.upper_half().chars().collect();
                let text = bytes.iter().map(|byte| character(&upper, *byte)).collect();
                Decoded { text, repaired: 0 }
            }
        }
    }

    /// How Spanish the bytes above 127 look in this encoding.
    fn spanish_score(self, bytes: &[u8]) -> i64 {
        let upper: Vec<char> = self.upper_half().chars().collect();
        let high = bytes.iter().filter(|byte| **byte >= 0x80);
        high.map(|byte| match character(&upper, *byte) {
            c if "áéíóúñüÁÉÍÓÚÑÜ".contains(c) => 2,
            c if "¿¡°ºª«»–—‘’“”…çÇãõàèìòùâêôëï\u{a0}".contains(c) => {
                0
            }
            _ => -2,
        })
        .sum()
    }

    /// The characters of the bytes 128 to 255; `�` for a byte without one.
    const fn upper_half(self) -> &'static str {
        match self {
            Self::Macintosh => {
                "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
            }
            Self::Cp850 => {
                "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}"
            }
            _ => {
                "€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
            }
        }
    }
}

fn character(upper: &[char], byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        _ => upper[usize::from(byte) - 0x80],
    }
}

/// The number of multi-byte sequences of UTF-8, and the number of bytes that belong to none.
fn utf8_balance(bytes: &[u8]) -> (usize, usize) {
    let (mut sequences, mut strays) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    (sequences, strays)
}

/// Decodes UTF-8. A line that is not UTF-8 was pasted from elsewhere and is read as Windows-1252.
fn utf8(bytes: &[u8]) -> Decoded {
    let mut decoded = Decoded {
        text: String::with_capacity(bytes.len()),
        repaired: 0,
    };
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match core::str::from_utf8(line) {
            Ok(line) => decoded.text.push_str(line),
            Err(_) => {
                decoded.text += &Encoding::Windows1252.decode(line).text;
                decoded.repaired += 1;
            }
        }
    }
    decoded
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut repaired = u32::from(bytes.len() % 2 == 1);
    let text = char::decode_utf16(units)
        .map(|character| {
            character.unwrap_or_else(|_| {
                repaired += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    Decoded { text, repaired }
}

/// Were letters lost before? Then there is a replacement character, or a question mark within a word.
pub(crate) fn has_lost_letters(text: &str) -> bool {
    let is_within = |at: usize| {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        letter(text[..at].chars().next_back()) && letter(text[at + 1..].chars().next())
    };
    text.contains(char::REPLACEMENT_CHARACTER)
        || text.match_indices('?').any(|(at, _)| is_within(at))
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    fn from_str(text: &str) -> Result<Self, UnknownEncoding> {
        let name = text.to_ascii_lowercase();
        match &*name {
            "latin-1" | "latin1" | "iso-8859-1" | "cp1252" => Ok(Self::Windows1252),
            "utf8" => Ok(Self::Utf8),
            _ => Self::ALL
                .into_iter()
                .find(|encoding| encoding.as_str() == name)
                .ok_or(UnknownEncoding),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "1;NÚÑEZ PEÑA JOSÉ;16/01/1984\r\n2;GÜEREÑA ÁVILA MARÍA;03/02/1996\r\n";

    fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
        let upper: Vec<char> = encoding.upper_half().chars().collect();
        let byte = |c: char| match upper.iter().position(|upper| *upper == c) {
            Some(place) if !c.is_ascii() => u8::try_from(place).unwrap() + 0x80,
            _ => u8::try_from(c).unwrap(),
        };
        match encoding {
            Encoding::Utf8 => text.into(),
            Encoding::Utf16le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.chars().map(byte).collect(),
        }
    }

    #[test]
    fn every_table_has_its_128_characters() {
        for encoding in Encoding::ALL {
            assert_eq!(encoding.upper_half().chars().count(), 128, "{encoding}");
        }
    }

    #[test]
    fn spanish_is_recognised_in_every_encoding() {
        for encoding in Encoding::ALL {
            let bytes = encoded(encoding, TEXT);
            assert_eq!(Encoding::of(&bytes), encoding);
            let decoded = encoding.decode(&bytes);
            assert_eq!((&*decoded.text, decoded.repaired), (TEXT, 0));
            assert_eq!(encoding.as_str().parse(), Ok(encoding));
        }
    }

    #[test]
    fn byte_order_marks_are_believed_and_taken_off() {
        for (mark, encoding) in [
            (&b"\xEF\xBB\xBF"[..], Encoding::Utf8),
            (b"\xFF\xFE", Encoding::Utf16le),
            (b"\xFE\xFF", Encoding::Utf16be),
        ] {
            let bytes = [mark, &encoded(encoding, TEXT)].concat();
            assert_eq!(Encoding::of(&bytes), encoding);
            assert_eq!(encoding.decode(&bytes).text, TEXT);
        }
    }

    #[test]
    fn a_line_of_another_encoding_is_read_and_counted() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.extend(b"7;PE\xD1A\r\n");
        assert_eq!(Encoding::of(&bytes), Encoding::Utf8);
        let decoded = Encoding::Utf8.decode(&bytes);
        assert!(decoded.text.ends_with("7;PEÑA\r\n"));
        assert_eq!(decoded.repaired, 1);
    }

    proptest! {
        #[test]
        fn any_bytes_are_text_in_some_encoding(bytes: Vec<u8>) {
            let encoding = Encoding::of(&bytes);
            let _ = encoding.decode(&bytes);
        }
    }
}
