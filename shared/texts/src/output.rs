//! The language of a program's output.

use std::sync::OnceLock;

use crate::catalogue::Catalogues;
use crate::language::Language;
use crate::text::Text;

/// Set once, at the program's start.
static LANGUAGE: OnceLock<Language<'static>> = OnceLock::new();

/// Sets the language of all further output. A program does so once, before it prints; later calls change nothing.
pub fn speak(language: Language<'static>) {
    let _ = LANGUAGE.set(language);
}

/// The present language; Spanish until one is set.
#[must_use]
pub fn language() -> Language<'static> {
    let chosen = LANGUAGE.get().copied();
    chosen.unwrap_or_else(|| Catalogues::embedded().first())
}

/// The text of a key without variables.
#[must_use]
pub fn t(key: &str) -> String {
    language().text(key)
}

/// A text with its variables filled in.
#[must_use]
pub fn localized(text: &Text) -> String {
    language().format(text)
}
