//! The only place that prints: what strangers wrote does nothing to the terminal. A reader that has gone away, such as `head`, is no failure.

use std::io::{self, Write as _};
use std::process::ExitCode;

use puente_record::{escape_invisible_json, escape_invisible_lines};
use serde_json::{Value, json};

use crate::failure::Failure;

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
            aside(&failure.to_string());
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
    aside(&failure.to_string());
    ExitCode::FAILURE
}

/// Something worth knowing that is no result.
pub(crate) fn aside(text: &str) {
    let _ = writeln!(io::stderr(), "{}", escape_invisible_lines(text));
}

fn out(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}
