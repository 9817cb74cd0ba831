//! What `puente` says to people, in their language.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use clap::CommandFactory as _;
use puente_server::command::Cli;
use puente_texts::{Catalogues, command_line};

/// What a command says, in a language or in none that is asked for.
fn said(folder: &Path, arguments: &[&str], language: Option<&str>) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_puente"));
    command.args(arguments).current_dir(folder);
    for variable in ["PUENTE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    if let Some(language) = language {
        command.env("LANG", language);
    }
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn people_read_spanish_and_their_language_where_they_say_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (code, made) = said(folder, &["init", "--data", "srv"], None);
    assert_eq!(code, Some(0), "{made}");
    assert!(made.contains("Código de un solo uso"), "{made}");
    let none = ["status", "--data", "none"];
    let (code, spanish) = said(folder, &none, None);
    assert_eq!(code, Some(1));
    assert!(
        spanish.starts_with("puente: no hay servidor en none"),
        "{spanish}"
    );
    let (_, english) = said(folder, &none, Some("en_US.UTF-8"));
    assert!(
        english.starts_with("puente: there is no server in none"),
        "{english}"
    );

    let site = [
        "site", "add", "--data", "srv", "--name", "x", "--kind", "cave",
    ];
    let (_, spanish) = said(folder, &site, Some("C.UTF-8"));
    assert!(
        spanish.starts_with("puente: un sitio es un cruce"),
        "{spanish}"
    );

    let (code, help) = said(folder, &["backup", "--help"], None);
    assert_eq!(code, Some(0));
    for words in [
        "Uso: puente backup",
        "Comandos:",
        "Opciones:",
        "--out <ARCHIVO>",
    ] {
        assert!(help.contains(words), "{words}: {help}");
    }
    let (code, mistake) = said(folder, &["--language", "en", "serve", "--listn", "x"], None);
    assert_eq!(code, Some(2));
    assert!(
        mistake.starts_with("puente: There is no option “--listn”.\nDid you mean “--listen”?"),
        "{mistake}"
    );
}

#[test]
fn every_command_and_argument_has_its_text_in_every_language() {
    let languages = Catalogues::embedded();
    let keys = command_line::keys(&Cli::command(), languages.first());
    assert!(keys.len() > 150, "{} keys", keys.len());
    for language in languages.languages() {
        let missing: Vec<_> = keys.iter().filter(|key| !language.has(key)).collect();
        assert!(missing.is_empty(), "missing in {language:?}: {missing:?}");
    }
    let own = languages.first().keys();
    let own = own.filter(|key| key.split('-').next() == Some("puente"));
    let of_nothing: Vec<&str> = own
        .filter(|own| !keys.iter().any(|key| key == own))
        .collect();
    assert!(of_nothing.is_empty(), "of no command: {of_nothing:?}");
}
