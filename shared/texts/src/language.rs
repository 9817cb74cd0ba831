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

impl Catalogues {
    /// The languages, Spanish first.
    pub fn languages(&self) -> impl Iterator<Item = Language<'_>> {
        (0..self.count()).map(|place| Language { all: self, place })
    }

    /// Spanish.
    #[must_use]
    pub fn first(&self) -> Language<'_> {
        Language {
            all: self,
            place: 0,
        }
    }

    /// The language with this tag or locale: `en`, `en_US.UTF-8`, `es-MX`.
    #[must_use]
    pub fn language(&self, said: &str) -> Option<Language<'_>> {
        let tag = said.split(['.', '@']).next().unwrap_or_default();
        let tag = tag.replace('_', "-").to_lowercase();
        let alone = tag.split('-').next().unwrap_or_default();
        let of = |wanted: &str| self.languages().find(|language| language.tag() == wanted);
        of(&tag).or_else(|| of(alone))
    }

    /// The chosen language: by an option, otherwise by the first of these variables that names an available language,
    /// otherwise Spanish. `C` and `POSIX` name none.
    pub fn chosen(
        &self,
        option: Option<&str>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Language<'_> {
        let variables = ["PUENTE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];
        let variables = variables.into_iter().filter_map(variable);
        let mut said = option.map(str::to_owned).into_iter().chain(variables);
        let said = said.find_map(|said| self.language(&said));
        said.unwrap_or_else(|| self.first())
    }
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
        self.format(&Text::new(key))
    }

    /// A text with its variables filled in.
    #[must_use]
    pub fn format(self, text: &Text) -> String {
        self.all.format(self.place, text)
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
