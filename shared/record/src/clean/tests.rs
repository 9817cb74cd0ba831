use super::*;
use proptest::prelude::*;

#[test]
fn what_nobody_sees_is_taken_out() {
    for (typed, meant) in [
        ("\u{202a}+52 656 123 4567\u{202c}", "+52 656 123 4567"),
        ("Leo\u{200b}", "Leo"),
        ("\u{feff}Sol", "Sol"),
        ("\u{2068}+52 656\u{2069}", "+52 656"),
        ("656\u{2013}123\u{2011}4572", "656-123-4572"),
        ("\u{a0}Mujer\u{a0}\u{202f}x", "Mujer x"),
        ("\u{ff0b}52 \u{ff16}", "+52 6"),
        ("Hom\u{ad}bre", "Hombre"),
        ("+52\u{fe0d} 656", "+52 656"),
        ("\u{1f}0446561234569", "0446561234569"),
        ("Ana\nMaría", "Ana María"),
        ("Leo  Luis", "Leo Luis"),
        ("Ana\u{b}Luz\u{2028}Paz\r\n", "Ana Luz Paz"),
        ("Nu\u{301}n\u{303}ez", "Núñez"),
        ("Ana", "Ana"),
        ("", ""),
        ("\u{200b} \u{feff}", ""),
    ] {
        assert_eq!(clean_line(typed), meant, "{typed:?}");
    }
}

#[test]
fn escapes_of_other_programs_are_read() {
    for (typed, meant) in [
        ("Ana_x000D_", "Ana"),
        ("NU_x00D1_EZ_x000D_", "NUÑEZ"),
        ("Ana_x000d__x000a_María", "Ana María"),
        ("Ana_x000A_María", "Ana María"),
        ("_x005F_x0041_", "A"),
        ("Nu&ntilde;ez &amp; Cía", "Nuñez & Cía"),
        ("Nu&#241;ez", "Nuñez"),
        ("Nu&#xF1;ez", "Nuñez"),
        ("Nu\\u00f1ez", "Nuñez"),
        // No escapes: a file name, a sign that somebody typed, half a letter.
        ("foto_x1_final_", "foto_x1_final_"),
        ("R&D; y más", "R&D; y más"),
        ("_xD83D_", "_xD83D_"),
        ("\\unete", "\\unete"),
    ] {
        assert_eq!(clean_line(typed), meant, "{typed:?}");
    }
}

#[test]
fn letters_in_the_wrong_encoding_are_put_right() {
    for (typed, meant) in [
        ("NÃºÃ±ez", "Núñez"),
        ("BegoÃ±a", "Begoña"),
        ("IbÃ¡Ã±ez", "Ibáñez"),
        ("JosÃ©", "José"),
        ("GarcÃ\u{ad}a", "García"),
        ("MUÃ‘OZ LEÃ“N", "MUÑOZ LEÓN"),
        ("Ã\u{81}VILA", "ÁVILA"),
        ("PERÃš", "PERÚ"),
        ("MaÃƒÂ±ana", "Mañana"),
        ("Oâ€™Brien", "O’Brien"),
        ("Nu√±ez Garc√≠a", "Nuñez García"),
        ("NU├æEZ Nu├▒ez", "NUÑEZ Nuñez"),
        ("Col.Â\u{a0}Centro", "Col. Centro"),
        // Words of other languages stay.
        ("CONCEIÇÃO", "CONCEIÇÃO"),
        ("JOÃO ÂNGELO", "JOÃO ÂNGELO"),
        ("“IRMÃ”", "“IRMÃ”"),
        ("Åse Ärlig", "Åse Ärlig"),
    ] {
        assert_eq!(clean_line(typed), meant, "{typed:?}");
    }
}

#[test]
fn words_of_several_lines_keep_them() {
    for (typed, meant) in [
        ("uno\r\ndos\rtres\n", "uno\ndos\ntres"),
        ("Calle  5\u{2028}Col. Centro", "Calle  5\nCol. Centro"),
        ("a_x000D_\nb", "a\nb"),
        ("10–12 de la\u{200b} noche", "10–12 de la noche"),
        (
            "می\u{200c}خواهم 👩\u{200d}👧 ☎\u{fe0f}",
            "می\u{200c}خواهم 👩\u{200d}👧 ☎\u{fe0f}",
        ),
    ] {
        assert_eq!(clean_text(typed), meant, "{typed:?}");
    }
}

#[test]
fn nothing_is_written_anew_where_nothing_was_to_be_done() {
    for typed in [
        "Ana",
        "María José Núñez",
        "Ruiz_Paz & Cía",
        "JOÃO",
        "+52 656",
    ] {
        assert!(matches!(clean_line(typed), Cow::Borrowed(_)), "{typed}");
    }
    let long = "\u{200b}".repeat(VALUE_BYTES_MAX);
    assert_eq!(
        clean_line(&long),
        long,
        "it is too long for a value and will be refused"
    );
}

proptest! {
    #[test]
    fn what_is_clean_stays_as_it_is(
        text in "([A-Za-zÑñáÃÂ±©ºâ€™ ]|_x00[0-9A-F]{2}_|[\u{ad}\u{200b}\u{202a}\r\n\t\u{a0}\u{301}\u{fe0f}]|&amp;|&#241;){0,24}|.{0,30}",
    ) {
        let line = clean_line(&text).into_owned();
        prop_assert_eq!(&*clean_line(&line), &*line);
        prop_assert!(!line.contains("  ") && !line.chars().any(char::is_control));
        let words = clean_text(&text).into_owned();
        prop_assert_eq!(&*clean_text(&words), &*words);
    }

    /// However a name was damaged on the way, the original name comes out.
    #[test]
    fn a_name_comes_out_of_every_damage(
        name in "[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]{1,8}( [A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]{1,8}){0,2}",
        damage in prop::sample::select(vec![0, 1, 2, 3, 4, 5]),
        at in 0..8_usize,
    ) {
        let damaged: String = match damage {
            0 => name.nfd().collect(),
            // UTF-8 read as Windows-1252.
            1 => name.bytes().map(|b| if b < 0x80 { char::from(b) } else { windows_1252(b) }).collect(),
            2 => name.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("_x{:04X}_", c as u32) }).collect(),
            3 => name.replace(' ', " \r\n\u{a0}"),
            4 => name.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("&#{};", c as u32) }).collect(),
            _ => {
                let mut characters: Vec<char> = name.chars().collect();
                characters.insert(at.min(characters.len()), '\u{200b}');
                characters.into_iter().collect()
            }
        };
        prop_assert_eq!(clean_line(&damaged), name);
    }
}

fn windows_1252(byte: u8) -> char {
    let high = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..0xa0 => high.chars().nth(usize::from(byte) - 0x80).unwrap(),
        _ => char::from(byte),
    }
}
