//! The only place that prints. What strangers wrote cannot affect the terminal.
//! A reader that has gone away, such as `head`, is no failure.

use std::io::{self, Write as _};
use std::process::ExitCode;

use puente_record::{escape_invisible_json, escape_invisible_lines};
use puente_texts::command_line::NothingToRun;
pub(crate) use puente_texts::output::{language, localized, speak, t};
use puente_texts::{Catalogues, Text};
use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// A text in every language, by the language's tag: for `--json`.
pub(crate) fn in_every_language(text: &Text) -> Map<String, Value> {
    let languages = Catalogues::embedded().languages();
    languages
        .map(|language| (language.tag().to_owned(), language.format(text).into()))
        .collect()
}

/// The result of a command.
pub(crate) struct Answer {
    /// The `--json` form: one object.
    pub(crate) json: Value,
    /// The text for people.
    pub(crate) text: String,
    /// What failed although a part was done.
    pub(crate) failure: Option<Failure>,
}

impl Answer {
    /// A result without a failure.
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        Self {
            json,
            text: text.into(),
            failure: None,
        }
    }
}

/// Prints a result. In JSON, what failed is its `error`.
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

/// Prints something worth knowing that is not the result.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(io::stderr(), "{}", escape_invisible_lines(text));
}

/// Prints the requested help, or what is wrong with a command line.
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
