//! The language, and the only place that prints: what strangers wrote does nothing to the terminal. A reader that has gone away, such as `head`, is no failure.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::OnceLock;

use puente_record::{escape_invisible_json, escape_invisible_lines};
use puente_texts::command_line::NothingToRun;
use puente_texts::{Catalogues, Language, Text};
use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// What this program speaks, from its first line on.
static LANGUAGE: OnceLock<Language<'static>> = OnceLock::new();

/// From now on everything is said in this language.
pub(crate) fn speak(language: Language<'static>) {
    let _ = LANGUAGE.set(language);
}

/// The language that people read now; Spanish before one is chosen.
pub(crate) fn language() -> Language<'static> {
    let chosen = LANGUAGE.get().copied();
    chosen.unwrap_or_else(|| Catalogues::embedded().first())
}

/// The text of a key without variables.
pub(crate) fn t(key: &str) -> String {
    language().text(key)
}

/// A text with its variables.
pub(crate) fn told(text: &Text) -> String {
    language().say(text)
}

/// A text in every language, by the language's tag: for `--json`.
pub(crate) fn in_every_language(text: &Text) -> Map<String, Value> {
    let languages = Catalogues::embedded().languages();
    languages
        .map(|language| (language.tag().to_owned(), language.say(text).into()))
        .collect()
}

/// What a command found or did.
pub(crate) struct Answer {
    /// For `--json`: one object.
    pub(crate) json: Value,
    /// For people.
    pub(crate) text: String,
    /// What was not done all the same.
    pub(crate) failure: Option<Failure>,
}

impl Answer {
    /// An answer with nothing wrong.
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        Self {
            json,
            text: text.into(),
            failure: None,
        }
    }
}

/// Prints an answer. What was not done all the same stands in it as `error`.
pub(crate) fn answer(answer: &Answer, as_json: bool) -> ExitCode {
    if as_json {
        let mut json = answer.json.clone();
        if let Some(failure) = &answer.failure {
            json["error"] = failure.json();
        }
        out(&escape_invisible_json(&json.to_string()));
    } else if !answer.text.is_empty() {
        out(&escape_invisible_lines(answer.text.trim_end()));
    }
    match &answer.failure {
        Some(failure) => {
            aside(&failure.sentence());
            ExitCode::FAILURE
        }
        None => ExitCode::SUCCESS,
    }
}

/// Prints why nothing was done.
pub(crate) fn failure(failure: &Failure, as_json: bool) -> ExitCode {
    if as_json {
        out(&escape_invisible_json(
            &json!({ "error": failure.json() }).to_string(),
        ));
    }
    aside(&failure.sentence());
    ExitCode::FAILURE
}

/// Something worth knowing that is no result.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(io::stderr(), "{}", escape_invisible_lines(text));
}

/// Prints help that was asked for, or what is wrong with a command line.
pub(crate) fn nothing_to_run(told: &NothingToRun) -> ExitCode {
    if told.is_answer {
        out(told.text.trim_end());
        return ExitCode::SUCCESS;
    }
    aside(told.text.trim_end());
    ExitCode::from(2)
}

fn out(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}
