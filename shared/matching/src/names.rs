//! The names of a registration, ready to be compared.

mod nickname;
mod word;

use puente_record::name::{Part, bare_name};
use puente_record::{NameOrder, search_key, split_name};

use crate::placeholder::{said_given_names, said_names};
use crate::rarity::Rarity;
use nickname::written_out;
pub(crate) use word::{NameWord, WordMatch};

/// The most words of one part of a name that are compared.
pub(crate) const WORDS_MAX: usize = 4;

/// Words of a name that tell nothing of who it is.
const PARTICLES: [&str; 11] = [
    "de", "del", "la", "las", "los", "el", "y", "e", "da", "do", "viuda",
];

/// The same written together with the name that follows, the longest first: `Delacruz`, `Deleon`.
const GLUED: [&str; 5] = ["delos", "delas", "dela", "del", "de"];

/// What follows a glued particle in surnames that have one. Other surnames begin with these letters too.
const AFTER_GLUED: [&str; 12] = [
    "cruz", "rosa", "torre", "santos", "leon", "fuente", "paz", "rio", "angel", "garza", "luz", "o",
];

/// Up to four words.
#[derive(Clone, Copy, Default)]
pub(crate) struct NameWords {
    words: [NameWord; WORDS_MAX],
    count: u8,
}

impl NameWords {
    pub(crate) fn as_slice(&self) -> &[NameWord] {
        &self.words[..usize::from(self.count)]
    }

    fn push(&mut self, word: NameWord) {
        if let Some(slot) = self.words.get_mut(usize::from(self.count)) {
            *slot = word;
            self.count += 1;
        }
    }

    fn chain(first: &[NameWord], then: &[NameWord]) -> Self {
        let mut of = Self::default();
        first.iter().chain(then).for_each(|word| of.push(*word));
        of
    }
}

/// Given names and surnames as they were written into their fields, and as they read if the two were swapped.
#[derive(Clone, Copy, Default)]
pub(crate) struct Names {
    pub(crate) given: NameWords,
    pub(crate) surnames: NameWords,
    /// How many of `surnames` stood in the first field.
    first_field: u8,
    /// All given names as one word.
    pub(crate) given_joined: NameWord,
}

impl Names {
    /// Somebody may have written the whole name into one field; then it is split.
    pub(crate) fn new(given: &str, surname1: &str, surname2: &str) -> Self {
        let given = said_given_names(given);
        let [surname1, surname2] = [surname1, surname2].map(said_names);
        let (whole, order) = match (given, surname1, surname2) {
            (whole, "", "") => (whole, None),
            ("", whole, "") => (whole, Some(NameOrder::SurnameFirst)),
            _ => ("", None),
        };
        if whole.split_whitespace().nth(1).is_some() {
            let split = split_name(whole, order);
            if !split.given.is_empty() && !split.surname1.is_empty() {
                return Self::of_fields(&split.given, &split.surname1, &split.surname2);
            }
        }
        Self::of_fields(given, surname1, surname2)
    }

    fn of_fields(given: &str, surname1: &str, surname2: &str) -> Self {
        let mut names = Self::default();
        let mut joined = String::new();
        for word in words(given, Part::Given) {
            joined.push_str(&word);
            if let Some(word) = NameWord::new(&word, Rarity::GIVEN) {
                names.given.push(word);
            }
        }
        if names.given.count > 1 {
            names.given_joined = NameWord::new(&joined, Rarity::NONE).unwrap_or_default();
        } else {
            names.given_joined = names.given.words[0];
        }
        for (at, field) in [surname1, surname2].into_iter().enumerate() {
            for word in words(field, Part::Surnames) {
                if let Some(word) = NameWord::new(unglued(&word), Rarity::SURNAME) {
                    names.surnames.push(word);
                }
            }
            if at == 0 {
                names.first_field = names.surnames.count;
            }
        }
        names
    }

    /// The names as they read if somebody wrote the first surname into the field of the given names, and the
    /// given names into that of the first surname.
    pub(crate) fn swapped(&self) -> (NameWords, NameWords) {
        let (first, second) = self
            .surnames
            .as_slice()
            .split_at(usize::from(self.first_field));
        let given = NameWords::chain(first, &[]);
        (given, NameWords::chain(self.given.as_slice(), second))
    }
}

/// The words that tell something, folded and written out. Titles and suffixes are no names.
fn words(text: &str, part: Part) -> Vec<String> {
    let key = match text.contains(['.', ' ', '(', '*']) {
        true => search_key(&bare_name(text, part).0),
        false => search_key(text),
    };
    let telling = key.split(' ').filter(|word| !PARTICLES.contains(word));
    let mut words: Vec<String> = telling
        .flat_map(|word| written_out(word).split(' '))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        words = key
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
    }
    // San Martín and Santa María are one surname.
    if part == Part::Surnames
        && let Some(at) = words.iter().position(|word| is_saint(word))
        && at + 1 < words.len()
    {
        let name = words.remove(at + 1);
        words[at].push_str(&name);
    }
    words
}

fn is_saint(word: &str) -> bool {
    matches!(word, "san" | "santa" | "santo")
}

fn unglued(word: &str) -> &str {
    GLUED
        .iter()
        .find_map(|particle| {
            let rest = word.strip_prefix(particle)?;
            AFTER_GLUED
                .iter()
                .any(|name| rest.starts_with(name) && rest.len() <= name.len() + 2)
                .then_some(rest)
        })
        .unwrap_or(word)
}
