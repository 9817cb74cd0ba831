//! Keys that code names, and keys that nobody names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use puente_texts::Catalogues;

/// Keys that are made of a part that code names and one that comes from elsewhere: a command's path, a code.
const MADE: &[&str] = &["cli-any-", "cli-value-"];

/// Texts of the command line. The others are the app's, whose own tests look for who names them.
const OWN: &[&str] = &["cli-"];

/// What stands before a key in Rust.
const SAYING: &[&str] = &["text!(", "Text::new(", ".text(", " t(", "(t(", "!t(", "&t("];

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

/// Literals that stand behind one of these words, wherever the line breaks.
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
        let says = is_own || text.contains("puente_texts");
        if !says {
            continue;
        }
        for key in literals(&text, SAYING) {
            named += 1;
            assert!(spanish.has(key), "{}: {key}", path.display());
        }
    }
    assert!(named > 10, "{named} keys are named");
}

#[test]
fn every_key_of_the_command_line_is_named_by_code() {
    let code = all_code();
    let is_named = |key: &str| {
        let literal = format!("\"{key}\"");
        MADE.iter().any(|made| key.starts_with(made))
            || code.iter().any(|(_, text)| text.contains(&literal))
    };
    let spanish = Catalogues::embedded().first();
    let own = spanish
        .keys()
        .filter(|key| OWN.iter().any(|own| key.starts_with(own)));
    let forgotten: Vec<&str> = own.filter(|key| !is_named(key)).collect();
    assert!(forgotten.is_empty(), "named nowhere: {forgotten:?}");
}
