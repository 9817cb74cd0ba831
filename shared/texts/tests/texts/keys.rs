//! Finds keys that code uses and no catalogue has, and keys that no code uses.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use puente_texts::Catalogues;

use crate::catalogues::variables;

/// Keys that are made of a part that code names and one that comes from elsewhere: a command's path, a code.
const MADE: &[&str] = &[
    "cli-any-",
    "cli-value-",
    "cli-server-",
    "cli-change-",
    "cli-match-",
];

/// A failure is named by its code.
const FAILURES: &str = "cli-failure-";

/// Keys whose ends are named alone.
const CODES: &[&str] = &[
    FAILURES,
    "cli-no-such-",
    "cli-invalid-",
    "cli-backup-",
    "cli-duplicates-",
];

/// Texts of the command line. The others are the app's, whose own tests look for who names them; those of commands
/// and of the record's tables are looked for where these are.
const OWN: &[&str] = &["cli-", "advice-"];

/// Words before a key in Rust.
const SAYING: &[&str] = &[
    "text!(",
    "Text::new(",
    ".text(",
    " t(",
    "(t(",
    "!t(",
    "&t(",
    "counted(",
    "asked_for(",
];

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.expect("the crate lies in the repository").to_owned()
}

/// The text of every file of code below a folder that people's texts are said in.
fn code(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in folder.read_dir().expect("a folder of code").flatten() {
        let path = entry.path();
        if path.is_dir() {
            code(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).expect("a file of code");
            found.push((path, text));
        }
    }
}

fn all_code() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in ["client-sdk/native/src", "server/src", "shared/texts/src"] {
        code(&root().join(folder), &mut found);
    }
    assert!(found.len() > 100, "{} files of code", found.len());
    found
}

/// The literals after one of these words, wherever the line breaks.
fn literals<'a>(text: &'a str, words: &[&str]) -> BTreeSet<&'a str> {
    let ends = words.iter().flat_map(|word| {
        let places = text.match_indices(word);
        places.map(|(place, word)| place + word.len())
    });
    ends.filter_map(|end| {
        text[end..]
            .trim_start()
            .strip_prefix('"')?
            .split('"')
            .next()
    })
    .collect()
}

#[test]
fn every_key_that_a_program_names_is_in_the_catalogues() {
    let spanish = Catalogues::embedded().first();
    let mut named = 0;
    for (path, text) in all_code() {
        let is_own = path.components().any(|part| part.as_os_str() == "texts");
        let says = is_own
            || text.contains("puente_texts")
            || text.contains("crate::say")
            || text.contains("print::");
        if !says {
            continue;
        }
        for key in literals(&text, SAYING) {
            named += 1;
            assert!(spanish.has(key), "{}: {key}", path.display());
        }
        for what in literals(&text, &["AdministrationError::Missing("]) {
            let key = format!("cli-no-such-{what}");
            assert!(spanish.has(&key), "{}: {key}", path.display());
        }
        for what in literals(&text, &["AdministrationError::Invalid("]) {
            let key = format!("cli-invalid-{what}");
            assert!(spanish.has(&key), "{}: {key}", path.display());
        }
        for code in literals(&text, &["Failure::new("]) {
            let own = format!("{FAILURES}{code}");
            let has = spanish.has(&own) || spanish.has(&format!("failure-{code}"));
            assert!(has, "{}: no text of the failure {code}", path.display());
        }
    }
    assert!(named > 10, "{named} keys are named");
}

#[test]
fn every_key_of_the_command_line_is_named_by_code() {
    let code_files = all_code();
    let is_named = |key: &str| {
        let code = CODES.iter().find_map(|made| key.strip_prefix(made));
        let is_literal = |named: &str| {
            let literal = format!("\"{named}\"");
            code_files.iter().any(|(_, text)| text.contains(&literal))
        };
        MADE.iter().any(|made| key.starts_with(made))
            || is_literal(key)
            || code.is_some_and(is_literal)
    };
    let spanish = Catalogues::embedded().first();
    let own = spanish
        .keys()
        .filter(|key| OWN.iter().any(|own| key.starts_with(own)));
    let forgotten: Vec<&str> = own.filter(|key| !is_named(key)).collect();
    assert!(forgotten.is_empty(), "named nowhere: {forgotten:?}");
}

/// The variables that a call of `text!` sets, if its key is a literal.
fn given(call: &str) -> Option<(&str, BTreeSet<&str>)> {
    let (key, mut rest) = call.trim_start().strip_prefix('"')?.split_once('"')?;
    let mut names = BTreeSet::new();
    let mut depth = 1;
    while let Some(place) = rest.find(['(', ')', '=']) {
        match &rest[place..=place] {
            "(" => depth += 1,
            ")" => depth -= 1,
            // At the call's own depth, and neither `==` nor `=>`.
            _ if depth == 1 && rest[place..].starts_with("= ") => {
                names.extend(rest[..place].split_whitespace().next_back());
            }
            _ => {}
        }
        rest = &rest[place + 1..];
        if depth == 0 {
            break;
        }
    }
    Some((key, names))
}

#[test]
fn a_text_is_given_the_variables_that_it_says() {
    let spanish = std::fs::read_to_string(root().join("shared/texts/es.ftl")).expect("a catalogue");
    let wanted = variables(&spanish);
    let mut calls = 0;
    for (path, text) in all_code() {
        let found = text
            .match_indices("text!(")
            .filter_map(|(at, word)| given(&text[at + word.len()..]));
        for (key, names) in found {
            calls += 1;
            let said = wanted.get(key).into_iter().flatten();
            let said: BTreeSet<&str> = said.map(String::as_str).collect();
            assert_eq!(names, said, "{}: {key}", path.display());
        }
    }
    assert!(calls > 50, "{calls} texts with variables");
}
