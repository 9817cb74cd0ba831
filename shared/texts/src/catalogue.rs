//! The catalogues: one a language, each read whole before anything is said.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::language::Language;
use crate::number::write_numbers;
use crate::text::{Argument, Text};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The language of who registers and who is registered. It is spoken where nothing says otherwise, and stands in
/// for what another language does not say.
pub const FIRST: &str = "es";

/// What is wrong with a catalogue: tests find it, nobody meets it at run time.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// Not in Fluent's syntax, or one key twice.
    #[error("{tag}.ftl: {fault}")]
    Unreadable {
        /// The file's name without its ending.
        tag: String,
        /// What the reader says.
        fault: String,
    },
    /// It does not say which locale its numbers and plurals are of.
    #[error("{tag}.ftl: `language-locale` is missing or no locale")]
    NoLocale {
        /// The file's name without its ending.
        tag: String,
    },
    /// There is no catalogue of the first language.
    #[error("there is no {FIRST}.ftl")]
    NoFirst,
}

pub(crate) struct Catalogue {
    pub(crate) tag: String,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

/// Every language that texts can be said in, Spanish first.
pub struct Catalogues(Vec<Catalogue>);

static ALL: LazyLock<Catalogues> = LazyLock::new(|| {
    Catalogues::read(EMBEDDED).expect("a test reads the catalogues that are embedded")
});

impl Catalogues {
    /// Those that this program carries.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &ALL
    }

    /// Reads catalogues, each a language's tag and the text of its file.
    ///
    /// # Errors
    /// A fault of a file, which whoever wrote it mends.
    pub fn read(sources: &[(&str, &str)]) -> Result<Self, CatalogueError> {
        let mut all = sources
            .iter()
            .map(|(tag, source)| Catalogue::read(tag, source))
            .collect::<Result<Vec<_>, _>>()?;
        all.sort_by(|one, other| {
            let place = |of: &Catalogue| (of.tag != FIRST, of.tag.clone());
            place(one).cmp(&place(other))
        });
        match all.first() {
            Some(first) if first.tag == FIRST => Ok(Self(all)),
            _ => Err(CatalogueError::NoFirst),
        }
    }

    /// The languages, Spanish first.
    pub fn languages(&self) -> impl Iterator<Item = Language<'_>> {
        (0..self.0.len()).map(|place| Language { all: self, place })
    }

    /// Spanish.
    #[must_use]
    pub fn first(&self) -> Language<'_> {
        Language {
            all: self,
            place: 0,
        }
    }

    /// The language that a tag or a locale names: `en`, `en_US.UTF-8`, `es-MX`.
    #[must_use]
    pub fn language(&self, said: &str) -> Option<Language<'_>> {
        let tag = said.split(['.', '@']).next().unwrap_or_default();
        let tag = tag.replace('_', "-").to_lowercase();
        let alone = tag.split('-').next().unwrap_or_default();
        let of = |wanted: &str| self.languages().find(|language| language.tag() == wanted);
        of(&tag).or_else(|| of(alone))
    }

    /// The language that is asked for: by an option, else by the first of these variables that names one that is
    /// here, else Spanish. `C` and `POSIX` name none.
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

    /// The text in a language; in Spanish where that language does not say it, and the key where nobody does.
    pub(crate) fn said(&self, place: usize, text: &Text) -> String {
        let in_language = self.0[place].said(text, &|inner| self.said(place, inner));
        in_language
            .or_else(|| self.0[0].said(text, &|inner| self.said(place, inner)))
            .unwrap_or_else(|| text.key.clone())
    }

    pub(crate) fn catalogue(&self, place: usize) -> &Catalogue {
        &self.0[place]
    }
}

impl Catalogue {
    fn read(tag: &str, source: &str) -> Result<Self, CatalogueError> {
        let unreadable = |fault: String| CatalogueError::Unreadable {
            tag: tag.to_owned(),
            fault,
        };
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, faults)| unreadable(format!("{faults:?}")))?;
        let keys = keys(source);
        let locale = locale(source).ok_or_else(|| CatalogueError::NoLocale {
            tag: tag.to_owned(),
        })?;
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // What is printed is compared and copied: it holds no marks that nobody sees.
        bundle.set_use_isolating(false);
        write_numbers(&mut bundle);
        bundle
            .add_resource(resource)
            .map_err(|faults| unreadable(format!("{faults:?}")))?;
        Ok(Self {
            tag: tag.to_owned(),
            bundle,
            keys,
        })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    fn said(&self, text: &Text, inner: &dyn Fn(&Text) -> String) -> Option<String> {
        let pattern = self.bundle.get_message(&text.key)?.value()?;
        let mut arguments = FluentArgs::new();
        for (name, argument) in &text.arguments {
            let value = match argument {
                Argument::Literal(said) => FluentValue::from(said.as_str()),
                Argument::Number(number) => FluentValue::from(*number),
                Argument::Text(text) => FluentValue::from(inner(text)),
                Argument::Joined(texts, between) => {
                    let said: Vec<String> = texts.iter().map(inner).collect();
                    FluentValue::from(said.join(between))
                }
            };
            arguments.set(*name, value);
        }
        // A variable that was not given is shown as `{$name}`: half a sentence is better than none.
        let mut faults = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut faults);
        Some(said.into_owned())
    }
}

/// The keys of a file: what stands at the beginning of a line before ` =`.
fn keys(source: &str) -> BTreeSet<String> {
    let keys = source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        let first = key.chars().next()?;
        (first.is_ascii_alphabetic() && !key.contains(' ')).then(|| key.to_owned())
    });
    keys.collect()
}

/// The locale that a file says it is of.
fn locale(source: &str) -> Option<LanguageIdentifier> {
    let mut lines = source.lines();
    lines
        .find_map(|line| line.strip_prefix("language-locale ="))?
        .trim()
        .parse()
        .ok()
}
