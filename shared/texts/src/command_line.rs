//! A command line in a language: its help, and its errors.
//!
//! Commands are declared without words. Each command and argument gets its text by the path of its names:
//! `puente-backup` and `puente-backup-out` for `puente backup --out`. The text of an argument of several commands exists
//! once, as `puente-any-out`.

mod mistake;

use std::ffi::OsString;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::catalogue::Catalogues;
use crate::language::Language;
use crate::text::Text;

/// The option that chooses the language. It is read before anything else, because the help is in that language too.
const OPTION: &str = "--language";

/// The place in the help of options that every command takes: after those of the command.
const EVERYWHERE: usize = 900;

/// The result of a command line that runs no command.
pub struct NothingToRun {
    /// The text for people, with line ends.
    pub text: String,
    /// Whether this is the requested help or version; otherwise it is an error.
    pub is_answer: bool,
}

/// The language of a program: `--language`, otherwise that of the environment, otherwise Spanish.
pub fn language(
    arguments: &[OsString],
    variable: impl Fn(&str) -> Option<String>,
) -> Language<'static> {
    let said = arguments.iter().map(|said| said.to_string_lossy());
    let mut said = said.take_while(|said| said != "--");
    let mut option = None;
    while let Some(one) = said.next() {
        match one.split_once('=') {
            Some((OPTION, tag)) => option = Some(tag.to_owned()),
            _ if one == OPTION => option = said.next().map(std::borrow::Cow::into_owned),
            _ => {}
        }
    }
    Catalogues::embedded().chosen(option.as_deref(), variable)
}

/// Reads a command line in a language.
///
/// # Errors
/// The requested help, or what is wrong: print it and end.
pub fn read(
    command: Command,
    language: Language<'_>,
    arguments: &[OsString],
) -> Result<ArgMatches, NothingToRun> {
    let mut command = in_language(command, language);
    let read = command.try_get_matches_from_mut(arguments);
    read.map_err(|error| mistake::explain(&error, &command, arguments, language))
}

/// The error of a command line without an argument that only some commands need.
#[must_use]
pub fn missing_argument(program: &str, argument: &str, language: Language<'_>) -> NothingToRun {
    let missing = Text::new("cli-wrong-missing").with("argument", argument);
    let help = language.text("cli-wrong-help");
    NothingToRun {
        text: format!("{program}: {}\n\n{help}\n", language.format(&missing)),
        is_answer: false,
    }
}

/// The command with all texts in a language, and with the options that every program has.
#[must_use]
pub fn in_language(command: Command, language: Language<'_>) -> Command {
    let tags: Vec<String> = language
        .all
        .languages()
        .map(|of| of.tag().to_owned())
        .collect();
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("language")
                .long("language")
                .global(true)
                .value_parser(clap::builder::PossibleValuesParser::new(tags)),
        )
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .global(true)
                .action(ArgAction::Help),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        );
    let program = key_of(command.get_name());
    said(command, &program, &program, language)
}

/// All keys of a command's texts: for each command and argument the key that exists, or the first possible one.
#[must_use]
pub fn keys(command: &Command, language: Language<'_>) -> Vec<String> {
    let program = key_of(command.get_name());
    let mut found = Vec::new();
    collect(command, &program, &program, language, &mut found);
    found
}

fn collect(
    command: &Command,
    program: &str,
    path: &str,
    language: Language<'_>,
    found: &mut Vec<String>,
) {
    found.push(path.to_owned());
    for arg in command.get_arguments() {
        found.push(argument_key(arg, program, path, language));
        found.extend(value_keys(arg));
    }
    for inner in command.get_subcommands().filter(|of| !of.is_hide_set()) {
        let path = format!("{path}-{}", key_of(inner.get_name()));
        collect(inner, program, &path, language, found);
    }
}

fn said(command: Command, program: &str, path: &str, language: Language<'_>) -> Command {
    let usage = language.text("cli-usage");
    let mut command = command
        .about(language.text(path))
        .long_about(None::<&str>)
        .subcommand_help_heading(language.text("cli-commands"))
        .subcommand_value_name(language.text("cli-value-command"))
        .help_template(format!(
            "{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}"
        ))
        .mut_args(|arg| argument(arg, program, path, language));
    let inner: Vec<String> = command
        .get_subcommands()
        .filter(|of| !of.is_hide_set())
        .map(|of| of.get_name().to_owned())
        .collect();
    for name in inner {
        let path = format!("{path}-{}", key_of(&name));
        command = command.mut_subcommand(name, |of| said(of, program, &path, language));
    }
    command
}

fn argument(arg: Arg, program: &str, path: &str, language: Language<'_>) -> Arg {
    let mut help = language.text(&argument_key(&arg, program, path, language));
    let values = arg.get_possible_values();
    if arg.get_action().takes_values() && !values.is_empty() {
        let values: Vec<&str> = values
            .iter()
            .map(clap::builder::PossibleValue::get_name)
            .collect();
        let one_of = Text::new("cli-one-of").with("values", values.join(", "));
        help = format!("{help} ({})", language.format(&one_of));
    }
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        let default = Text::new("cli-default").with("value", defaults.join(", "));
        help = format!("{help} ({})", language.format(&default));
    }
    let heading = match arg.is_positional() {
        true => "cli-arguments",
        false => "cli-options",
    };
    // Options of every command come after those of this one.
    let arg = match arg.is_global_set() {
        true => arg.display_order(EVERYWHERE),
        false => arg,
    };
    let names: Vec<String> = value_keys(&arg).map(|key| language.text(&key)).collect();
    let arg = match names.is_empty() {
        true => arg,
        false => arg.value_names(names),
    };
    arg.help(help)
        .long_help(None::<&str>)
        .hide_possible_values(true)
        .hide_default_value(true)
        .help_heading(language.text(heading))
}

/// The key of an argument's text: that of this command, of several commands, or of every program.
fn argument_key(arg: &Arg, program: &str, path: &str, language: Language<'_>) -> String {
    let id = key_of(arg.get_id().as_str());
    let own = format!("{path}-{id}");
    let others = [format!("{program}-any-{id}"), format!("cli-any-{id}")];
    // Spanish has every text, so a text that another language lacks has the same key.
    let first = language.all.first();
    let mut known = std::iter::once(&own).chain(&others);
    let known = known.find(|key| first.has(key));
    known.unwrap_or(&own).clone()
}

/// The keys of the names of an argument's values in its usage.
fn value_keys(arg: &Arg) -> impl Iterator<Item = String> {
    let takes = arg.get_action().takes_values();
    let names: Vec<String> = match arg.get_value_names() {
        _ if !takes => Vec::new(),
        Some(names) => names.iter().map(|name| name.to_lowercase()).collect(),
        None => vec![arg.get_id().as_str().to_lowercase()],
    };
    names
        .into_iter()
        .map(|name| format!("cli-value-{}", key_of(&name)))
}

/// A name as a part of a key: `puente-field` is `puente_field`.
fn key_of(name: &str) -> String {
    let letters = name.chars();
    letters
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}
