//! Help and errors of a command line, in the chosen language.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use puente_texts::{Catalogues, command_line};

/// A program with one command that takes the same kinds of arguments as real ones.
fn program() -> Command {
    let list = Command::new("list")
        .arg(Arg::new("row").value_parser(clap::value_parser!(u8)))
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .conflicts_with("only"),
        )
        .arg(
            Arg::new("only")
                .long("only")
                .value_parser(["here", "there"]),
        )
        .arg(Arg::new("out").long("out").required(true));
    Command::new("sample")
        .version("1.2.3")
        .subcommand_required(true)
        .subcommand(list)
}

fn said(line: &str, tag: &str) -> (String, bool) {
    let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
    let language = Catalogues::embedded().language(tag).expect("a language");
    let read = command_line::read(program(), language, &arguments);
    let told = read.err().unwrap_or_else(|| panic!("{line} is no mistake"));
    (told.text, told.is_answer)
}

#[test]
fn a_mistake_is_told_in_the_language_with_how_it_is_used() {
    let (spanish, is_answer) = said("sample list --ouch", "es");
    assert!(!is_answer);
    assert_eq!(
        spanish,
        "sample: No existe la opción «--ouch».\n¿Quiso decir «--out»?\n\n\
         Uso: sample list --out <cli-value-out> [RENGLÓN]\n\nCon --help se ve cómo se usa.\n"
    );
    let (english, _) = said("sample list --ouch", "en");
    assert!(english.starts_with("sample: There is no option “--ouch”.\nDid you mean “--out”?\n"));
}

#[test]
fn every_kind_of_mistake_has_its_sentence() {
    for (line, sentence) in [
        ("sample lst", "No existe el comando «lst»."),
        (
            "sample list --out",
            "«--out <cli-value-out>» necesita un valor.",
        ),
        (
            "sample list --out x --only x",
            "«x» no sirve para «--only <cli-value-only>». here, there",
        ),
        (
            "sample list --out x 300",
            "«300» no sirve para «[RENGLÓN]». sample-list-row",
        ),
        ("sample list --out x 3 4", "No existe la opción «4»."),
        ("sample list", "Falta: --out <cli-value-out>."),
        (
            "sample list --out x --all --only here",
            "«--all» y «--only <cli-value-only>» no van juntos.",
        ),
        (
            "sample list --out x --out y",
            "«--out <cli-value-out>» va una sola vez.",
        ),
        (
            "sample list --out x --all=yes",
            "«yes» sobra después de «--all».",
        ),
        (
            "sample list --out x --language xx",
            "«xx» no sirve para «--language <LENGUA>». es, en",
        ),
    ] {
        let (text, is_answer) = said(line, "es");
        assert!(!is_answer);
        let told = text.lines().next().unwrap_or_default();
        assert_eq!(told, format!("sample: {sentence}"), "{line}");
    }
}

#[test]
fn help_has_its_headings_in_the_language() {
    let (spanish, is_answer) = said("sample list --help", "es");
    assert!(is_answer);
    for words in [
        "Uso: sample list [OPCIONES] --out",
        "Argumentos:",
        "Opciones:",
        "(uno de: here, there)",
    ] {
        assert!(spanish.contains(words), "{words}: {spanish}");
    }
    for words in [
        "Usage",
        "Options",
        "OPTIONS",
        "Arguments",
        "possible values",
    ] {
        assert!(!spanish.contains(words), "{words}: {spanish}");
    }
    let (english, _) = said("sample --help", "en");
    assert!(
        english.contains("Usage: sample [OPTIONS] <COMMAND>") && english.contains("Commands:"),
        "{english}"
    );
    assert_eq!(
        said("sample --version", "es"),
        ("sample 1.2.3\n".to_owned(), true)
    );
}

#[test]
fn the_language_is_read_before_the_rest() {
    let language = |line: &str| {
        let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        command_line::language(&arguments, |name| {
            (name == "LANG").then(|| "en_US".to_owned())
        })
        .tag()
    };
    assert_eq!(language("sample list"), "en");
    assert_eq!(language("sample --language es list"), "es");
    assert_eq!(language("sample list --language=es --out"), "es");
    assert_eq!(language("sample list --out x -- --language es"), "en");
}
