//! Search keys: folded text for finding people.
//!
//! [`search_key`] ignores accents and capitals, [`phonetic_key`] also spelling: it gives one key to what sounds
//! the same in Latin American Spanish. Keys are for looking up; they are never shown or stored in documents. A
//! new version of the rules needs only a new index.

use crate::clean::clean_line;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod phonetic;

pub use phonetic::phonetic_key;

/// Words of a name that do not help to find it.
const PARTICLES: [&str; 8] = ["de", "del", "la", "las", "los", "y", "da", "do"];

/// The text without accents, capitals and punctuation, one space between its words. `Ñ` becomes `n`. It is
/// cleaned first, see [`crate::clean`].
#[must_use]
pub fn search_key(text: &str) -> String {
    let text = clean_line(text);
    let mut key = String::with_capacity(text.len());
    let letters = text
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !is_apostrophe(*c));
    for character in letters.flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            key.push(character);
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The phonetic key of each word, without particles unless there is nothing else.
#[must_use]
pub fn phonetic_words(text: &str) -> Vec<String> {
    let key = search_key(text);
    let telling = |word: &&str| !PARTICLES.contains(word);
    let mut words: Vec<_> = key.split(' ').filter(telling).map(phonetic_key).collect();
    if words.is_empty() {
        words = key.split(' ').map(phonetic_key).collect();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// K'iche' and O'Brien are one word.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '`' | '´')
}

#[cfg(test)]
mod tests;
