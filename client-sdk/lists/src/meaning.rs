//! What a column says, by the words of its header in Spanish or English.

mod headers;

use core::fmt;
use core::str::FromStr;

use puente_record::{field, search_key};
use serde::Serialize;

use headers::WORDS;

/// What the cells of a column say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The number of the row, as printed on the list.
    Number,
    /// All names of a person in one cell.
    FullName,
    /// Both surnames in one cell.
    Surnames,
    /// Further given names, which follow those of `name.given`.
    MiddleName,
    /// A remark in free words.
    Note,
    /// Nothing that is taken.
    Ignore,
    /// A field of the field table.
    Field(&'static str),
}

/// A word that is no field and no meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a column is number, full_name, surnames, middle_name, note, ignore or a field such as name.given"
)]
pub struct UnknownMeaning;

const OWN: [Meaning; 6] = [
    Meaning::Number,
    Meaning::FullName,
    Meaning::Surnames,
    Meaning::MiddleName,
    Meaning::Note,
    Meaning::Ignore,
];

impl Meaning {
    /// Its name; of a field, its id.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::FullName => "full_name",
            Self::Surnames => "surnames",
            Self::MiddleName => "middle_name",
            Self::Note => "note",
            Self::Ignore => "ignore",
            Self::Field(id) => id,
        }
    }

    /// Whether it names people.
    pub(crate) const fn is_name(self) -> bool {
        match self {
            Self::FullName | Self::Surnames | Self::MiddleName => true,
            Self::Field(id) => matches!(id.as_bytes(), [b'n', b'a', b'm', b'e', b'.', ..]),
            _ => false,
        }
    }
}

/// The columns of a list, by their headers.
///
/// `nombre` alone is the given name where surnames have a column of their own, and all names where
/// they have none; `apellido` is both surnames unless the second has a column of its own.
pub(crate) fn meanings(headers: &[String]) -> Vec<Option<Meaning>> {
    let keys: Vec<String> = headers.iter().map(|header| key(header)).collect();
    let mut meanings: Vec<Option<Meaning>> = headers
        .iter()
        .zip(&keys)
        .map(|(header, key)| known(header, key))
        .collect();
    let has = |meanings: &[Option<Meaning>], of: Meaning| meanings.contains(&Some(of));
    let apart = [Meaning::Surnames, SURNAME1, SURNAME2].map(|of| has(&meanings, of));
    let name = match (apart.contains(&true), has(&meanings, GIVEN)) {
        (true, false) => Some(GIVEN),
        (false, false) => Some(Meaning::FullName),
        (_, true) => None,
    };
    if !has(&meanings, Meaning::FullName) {
        for (meaning, key) in meanings.iter_mut().zip(&keys) {
            if meaning.is_none() && matches!(&**key, "nombre" | "name") {
                *meaning = name;
            }
        }
    }
    if has(&meanings, SURNAME2) && !has(&meanings, SURNAME1) {
        for meaning in &mut meanings {
            if *meaning == Some(Meaning::Surnames) {
                *meaning = Some(SURNAME1);
            }
        }
    }
    meanings
}

const GIVEN: Meaning = Meaning::Field("name.given");
const SURNAME1: Meaning = Meaning::Field("name.surname1");
const SURNAME2: Meaning = Meaning::Field("name.surname2");

/// A header without what is in brackets, without accents, capitals, punctuation and articles.
pub(crate) fn key(header: &str) -> String {
    let mut outside = String::with_capacity(header.len());
    let mut depth = 0_u32;
    for character in header.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(character),
            _ => {}
        }
    }
    let folded = search_key(&outside.replace('_', " "));
    let telling = |word: &&str| {
        !matches!(
            *word,
            "de" | "del" | "la" | "el" | "los" | "las" | "of" | "the" | "y" | "and"
        )
    };
    let words: Vec<&str> = folded.split_whitespace().filter(telling).collect();
    words.join(" ")
}

fn known(header: &str, key: &str) -> Option<Meaning> {
    if matches!(header.trim(), "#" | "№") {
        return Some(Meaning::Number);
    }
    let mut words = WORDS.iter();
    words
        .find(|(_, words)| words.split('|').any(|word| word == key))
        .map(|(meaning, _)| *meaning)
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Meaning {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl FromStr for Meaning {
    type Err = UnknownMeaning;

    fn from_str(text: &str) -> Result<Self, UnknownMeaning> {
        let own = OWN.into_iter().find(|own| own.as_str() == text);
        own.or_else(|| field(text).map(|field| Self::Field(field.id)))
            .ok_or(UnknownMeaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[&str]) -> Vec<Option<&'static str>> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let found = meanings(&headers);
        found
            .into_iter()
            .map(|of| of.map(Meaning::as_str))
            .collect()
    }

    #[test]
    fn headers_are_known_with_any_accents_capitals_and_points() {
        assert_eq!(
            of(&[
                "No.",
                "NOMBRE COMPLETO",
                "F. NAC.",
                "SEXO (H/M)",
                "EDO.",
                "Vuelo"
            ]),
            [
                Some("number"),
                Some("full_name"),
                Some("birth.date"),
                Some("sex"),
                Some("birth.state"),
                None
            ]
        );
        assert_eq!(
            of(&[
                "#",
                "Primer Apellido",
                "2do. apellido",
                "Nombre(s)",
                "Género",
                "D.O.B.",
                "País de origen",
                "Teléfono"
            ]),
            [
                Some("number"),
                Some("name.surname1"),
                Some("name.surname2"),
                Some("name.given"),
                Some("sex"),
                Some("birth.date"),
                Some("nationality"),
                Some("phone"),
            ]
        );
    }

    #[test]
    fn a_name_means_what_the_other_columns_leave_to_it() {
        assert_eq!(of(&["Nombre", "Sexo"]), [Some("full_name"), Some("sex")]);
        assert_eq!(
            of(&["Nombre", "Apellidos"]),
            [Some("name.given"), Some("surnames")]
        );
        assert_eq!(
            of(&["Nombre", "Apellido", "Segundo apellido"]),
            [
                Some("name.given"),
                Some("name.surname1"),
                Some("name.surname2")
            ]
        );
        assert_eq!(
            of(&["First Name", "Middle Name", "Last Name"]),
            [Some("name.given"), Some("middle_name"), Some("surnames")]
        );
    }

    #[test]
    fn the_name_of_somebody_else_is_no_name_of_the_person() {
        assert_eq!(
            of(&["Nombre del padre", "Nombre del oficial", "Estado civil"]),
            [None, None, None]
        );
    }

    #[test]
    fn every_word_is_written_as_headers_are_compared() {
        for (meaning, words) in WORDS {
            for word in words.split('|') {
                assert_eq!(key(word), word, "{meaning}");
            }
            if let Meaning::Field(id) = meaning {
                assert!(field(id).is_some(), "{id}");
            }
            assert_eq!(meaning.as_str().parse(), Ok(*meaning));
        }
    }
}
