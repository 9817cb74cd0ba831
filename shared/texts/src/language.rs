//! A language for texts.

use std::fmt;

use crate::catalogue::Catalogues;
use crate::text::Text;

/// One language of some catalogues.
#[derive(Clone, Copy)]
pub struct Language<'a> {
    pub(crate) all: &'a Catalogues,
    pub(crate) place: usize,
}

impl<'a> Language<'a> {
    /// The name of its file, such as `es`.
    #[must_use]
    pub fn tag(self) -> &'a str {
        &self.all.catalogue(self.place).tag
    }

    /// The text of a key without variables. Spanish if this language lacks it; the key if Spanish lacks it too, which a
    /// test finds.
    #[must_use]
    pub fn text(self, key: &str) -> String {
        self.say(&Text::new(key))
    }

    /// A text with its variables filled in.
    #[must_use]
    pub fn say(self, text: &Text) -> String {
        self.all.said(self.place, text)
    }

    /// Whether this language itself has the key: for codes that come from elsewhere.
    #[must_use]
    pub fn has(self, key: &str) -> bool {
        self.all.catalogue(self.place).has(key)
    }

    /// The keys that this language itself has.
    pub fn keys(self) -> impl Iterator<Item = &'a str> {
        self.all.catalogue(self.place).keys()
    }
}

impl PartialEq for Language<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.all, other.all) && self.place == other.place
    }
}

impl fmt::Debug for Language<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
