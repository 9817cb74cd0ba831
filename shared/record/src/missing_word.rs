//! The words for "no value" on lists: `---`, `N/A`, `S/D`, `FNU`, `nan`.
//!
//! Taken as values, they would become the second surname of half a flight. Only lists are read in this way:
//! somebody who types `Nada` into a form means it.

use crate::search::search_key;

/// What a word for "no value" means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingWord {
    /// There is no answer.
    Nothing,
    /// Somebody asked, and the answer is not known.
    Unknown,
}

/// Words as [`search_key`] writes them, separated by bars.
const NOTHING: &str = "na|n a|nd|n d|n e|n r|n c|ns|n s|nc|ns nc|n s n c|sd|s d|s i|s n|s a|s ap|s r|s inf|nil|nul|null|none\
     |nan|nat|nada|vacio|en blanco|blank|empty|ninguno|ninguna|nmn|nmi|nfn|nln|nmu|no|tbd|pendiente|por confirmar\
     |por definir|0|00|000|0000|not applicable|not available|not specified|not stated|not provided|no data|no name\
     |no last name|no middle name|no first name|no dato|no datos|no consta|no dijo|no responde|no contesta";

/// The same, for "unknown".
const UNKNOWN: &str = "unknown|unk|unkn|desconocido|desconocida|desconoce|se desconoce|lo desconoce|ignorado|ignora|se ignora\
     |no sabe|no se sabe|no lo sabe|no recuerda|fnu|lnu|fnu lnu|lnu fnu|unknown unknown|first name unknown|last name unknown\
     |name unknown|not known|doesnt know";

/// Beginnings of texts that mean "no value": `SIN APELLIDO`, `NO TIENE SEGUNDO APELLIDO`, `NO APLICA`.
const BEGINNINGS: [&str; 14] = [
    "sin ",
    "no aplica",
    "no aporta",
    "no cuenta",
    "no dispon",
    "no especific",
    "no identific",
    "no indica",
    "no presenta",
    "no proporcion",
    "no refiere",
    "no registr",
    "no reporta",
    "no tiene",
];

/// Words that are also names if they are not written in one case: Na, Nan, Nil, Null, Nada.
const NAMES_TOO: &str = "na|nan|nil|null|nada|unk|no|nat|x";

/// The meaning of a cell without a value; `None` if the cell has one.
#[must_use]
pub fn unsaid(text: &str) -> Option<MissingWord> {
    let text = text.trim();
    let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "–—¿¡·…∅".contains(c);
    // The errors of a sheet: `#N/D`, `#¡REF!`, `#VALUE!`.
    let is_error = text.starts_with('#') && text.ends_with(['!', '?']);
    if text.chars().all(is_sign) || is_error {
        return Some(MissingWord::Nothing);
    }
    let key = search_key(text);
    let is_in = |words: &str| words.split('|').any(|word| word == key);
    let only_x = !key.is_empty() && key.bytes().all(|b| matches!(b, b'x' | b' '));
    // Stateless is a value.
    let begins = key != "sin nacionalidad" && BEGINNINGS.iter().any(|words| key.starts_with(words));
    if is_in(UNKNOWN) {
        Some(MissingWord::Unknown)
    } else if is_in(NOTHING) || only_x || begins {
        Some(MissingWord::Nothing)
    } else {
        None
    }
}

/// The same for a name, or a part of one: a few of the words are names.
#[must_use]
pub fn unsaid_name(text: &str) -> Option<MissingWord> {
    let mut letters = text.trim().chars();
    let is_capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(char::is_lowercase);
    let key = search_key(text);
    let may_be_name = is_capitalised && NAMES_TOO.split('|').any(|word| word == key);
    unsaid(text).filter(|_| !may_be_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_for_nothing_are_told_from_values() {
        for text in [
            "",
            "---",
            "-",
            "—",
            ".",
            "?",
            "N/A",
            "n.a.",
            "NA",
            "S/D",
            "SIN DATO",
            "NULL",
            "None",
            "nan",
            "NaN",
            "xxxx",
            "X",
            "NO TIENE",
            "no refiere segundo apellido",
            "X X",
            "NO APLICA",
            "(en blanco)",
            "#N/D",
            "#N/A",
            "#REF!",
            "#¡VALOR!",
            "#¿NOMBRE?",
            "ninguno",
            "0",
            "SIN APELLIDO",
            "NMN",
            "N/E",
            "no especificado",
            "Sin segundo apellido",
            "//",
            "****",
            "∅",
        ] {
            assert_eq!(unsaid(text), Some(MissingWord::Nothing), "{text}");
        }
        for text in [
            "DESCONOCIDO",
            "SE IGNORA",
            "LNU",
            "FNU",
            "Unknown",
            "no sabe",
            "Se desconoce",
        ] {
            assert_eq!(unsaid(text), Some(MissingWord::Unknown), "{text}");
        }
    }

    #[test]
    fn what_says_something_is_a_value() {
        for text in [
            "Ana",
            "Noé",
            "Nadia",
            "Sinaloa",
            "Ninive",
            "A",
            "Xiu",
            "7",
            "sin nacionalidad",
            "Nora",
            "✓",
            "Ignacio",
            "Blanco",
            "Nolasco",
            "Noriega",
            "K",
            "No. 5",
        ] {
            assert_eq!(unsaid(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_are_names_are_names_where_they_are_written_so() {
        for name in ["Na", "Nan", "Null", "Nada", "Xx"] {
            assert_eq!(unsaid_name(name).is_none(), name != "Xx", "{name}");
        }
        for text in ["NA", "na", "nan", "NULL", "N/A", "X", "---"] {
            assert!(unsaid_name(text).is_some(), "{text}");
        }
    }
}
