//! The catalogues: one a language, each read completely at the start.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::number::write_numbers;
use crate::text::{Argument, Text};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The language of the people who register and are registered. It is the default, and replaces texts that another
/// language lacks.
pub const FIRST: &str = "es";

/// What is wrong with a catalogue. Tests find this; it cannot happen at run time.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// It is not in Fluent's syntax, or has a key twice.
    #[error("{tag}.ftl: {fault}")]
    Unreadable {
        /// The file's name without its ending.
        tag: String,
        /// The message of the parser.
        fault: String,
    },
    /// It does not name its locale for numbers and plurals.
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

/// The catalogues of all languages, Spanish first.
pub struct Catalogues(Vec<Catalogue>);

static ALL: LazyLock<Catalogues> = LazyLock::new(|| {
    Catalogues::read(EMBEDDED).expect("a test reads the catalogues that are embedded")
});

impl Catalogues {
    /// The catalogues embedded in this program.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &ALL
    }

    /// Reads catalogues, each a language's tag and the text of its file.
    ///
    /// # Errors
    /// What is wrong with a file; its author must correct it.
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

    /// The text in a language; in Spanish if the language lacks it, and the key if Spanish lacks it too.
    pub(crate) fn format(&self, place: usize, text: &Text) -> String {
        let in_language = self.0[place].format(text, &|inner| self.format(place, inner));
        in_language
            .or_else(|| self.0[0].format(text, &|inner| self.format(place, inner)))
            .unwrap_or_else(|| text.key.clone())
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
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
        // Output is compared and copied, so it must not have invisible marks.
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

    fn format(&self, text: &Text, inner: &dyn Fn(&Text) -> String) -> Option<String> {
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
        // A missing variable is shown as `{$name}`: half a sentence is better than none.
        let mut faults = Vec::new();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut faults);
        Some(said.into_owned())
    }
}

/// The keys of a file: the beginnings of lines before ` =`.
fn keys(source: &str) -> BTreeSet<String> {
    let keys = source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        let first = key.chars().next()?;
        (first.is_ascii_alphabetic() && !key.contains(' ')).then(|| key.to_owned())
    });
    keys.collect()
}

/// The locale that a file names.
fn locale(source: &str) -> Option<LanguageIdentifier> {
    let mut lines = source.lines();
    lines
        .find_map(|line| line.strip_prefix("language-locale ="))?
        .trim()
        .parse()
        .ok()
}
