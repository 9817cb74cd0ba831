//! The errors of a command line, with the right usage.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::NothingToRun;
use crate::language::Language;
use crate::text::Text;

/// clap's placeholder for options.
const OPTIONS: &str = "[OPTIONS]";

pub(super) fn explain(
    error: &Error,
    command: &Command,
    typed: &[OsString],
    language: Language<'_>,
) -> NothingToRun {
    let is_answer = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    if is_answer || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let text = error.render().to_string();
        return NothingToRun {
            text: options(&text, language),
            is_answer,
        };
    }
    let program = command.get_name();
    let mut text = format!(
        "{program}: {}\n",
        language.format(&mistake(error, command, typed))
    );
    for kind in [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ] {
        if let Some(meant) = said(error, kind) {
            let meant = Text::new("cli-wrong-meant").with("meant", meant);
            text = format!("{text}{}\n", language.format(&meant));
        }
    }
    if let Some(usage) = usage(error) {
        text = format!(
            "{text}\n{}: {}\n",
            language.text("cli-usage"),
            options(&usage, language)
        );
    }
    text = format!("{text}\n{}\n", language.text("cli-wrong-help"));
    NothingToRun { text, is_answer }
}

fn options(text: &str, language: Language<'_>) -> String {
    text.replace(
        OPTIONS,
        &format!("[{}]", language.text("cli-value-options")),
    )
}

fn said(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(said) => Some(said.clone()),
        ContextValue::Strings(all) if all.is_empty() => None,
        ContextValue::Strings(all) => Some(all.join(", ")),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The sentence, without further help.
fn mistake(error: &Error, command: &Command, typed: &[OsString]) -> Text {
    let of = |kind| said(error, kind).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let text = |key: &str| Text::new(key).with("argument", argument.clone());
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => text("cli-wrong-no-value"),
        ErrorKind::InvalidValue => text("cli-wrong-value")
            .with("value", value)
            .with("says", of(ContextKind::ValidValue)),
        ErrorKind::ValueValidation => {
            let says = help_of(command, &argument, typed).unwrap_or_default();
            text("cli-wrong-value")
                .with("value", value)
                .with("says", says)
        }
        ErrorKind::UnknownArgument => text("cli-wrong-unknown"),
        ErrorKind::InvalidSubcommand => {
            Text::new("cli-wrong-command").with("command", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => Text::new("cli-wrong-no-command")
            .with("command", of(ContextKind::InvalidSubcommand))
            .with("commands", of(ContextKind::ValidSubcommand)),
        ErrorKind::MissingRequiredArgument => text("cli-wrong-missing"),
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg) {
            Some(other) if other != argument => text("cli-wrong-conflict").with("other", other),
            _ => text("cli-wrong-twice"),
        },
        ErrorKind::NoEquals => text("cli-wrong-no-equals"),
        ErrorKind::TooManyValues => text("cli-wrong-too-many").with("value", value),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => text("cli-wrong-number"),
        ErrorKind::InvalidUtf8 => Text::new("cli-wrong-utf8"),
        _ => Text::new("cli-wrong-other").with("fault", error.kind().to_string()),
    }
}

/// The usage of the command, without the word "usage".
fn usage(error: &Error) -> Option<String> {
    match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(usage) => {
            let usage = usage.to_string();
            Some(usage.trim_start_matches("Usage: ").to_owned())
        }
        _ => None,
    }
}

/// The help of an argument of the typed command, which describes its values.
fn help_of(command: &Command, argument: &str, typed: &[OsString]) -> Option<String> {
    let names = typed.iter().skip(1);
    let of = names.fold(command, |of, name| of.find_subcommand(name).unwrap_or(of));
    let mut arguments = of.get_arguments().chain(command.get_arguments());
    let said = arguments.find(|of| of.to_string() == argument)?;
    said.get_help().map(ToString::to_string)
}
