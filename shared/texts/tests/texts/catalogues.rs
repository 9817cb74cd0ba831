//! What every catalogue must fulfil.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use puente_texts::Catalogues;

use crate::folder::catalogue_files;
use crate::pseudo;

fn folder() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(tag: &str) -> String {
    std::fs::read_to_string(folder().join(format!("{tag}.ftl"))).expect("a catalogue")
}

/// Keys, each with the variables of its text.
pub(crate) type Variables = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn variables(source: &str) -> Variables {
    let resource = parser::parse(source).expect("Fluent's syntax");
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let mut names = BTreeSet::new();
            let pattern = message
                .value
                .as_ref()
                .expect("every message says something");
            of_pattern(pattern, &mut names);
            let before = found.insert(message.id.name.to_owned(), names);
            assert_eq!(before, None, "{} stands there twice", message.id.name);
        }
    }
    found
}

fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            of_inline(selector, names);
            for variant in variants {
                of_pattern(&variant.value, names);
            }
        }
        Expression::Inline(inline) => of_inline(inline, names),
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                of_inline(argument, names);
            }
        }
        _ => {}
    }
}

#[test]
fn every_language_says_the_same_keys_with_the_same_variables() {
    let spanish = variables(&source("es"));
    for (tag, path) in catalogue_files(folder()).expect("the folder") {
        let said = variables(&std::fs::read_to_string(path).expect("a catalogue"));
        let differs = |from: &Variables, to: &Variables| -> Vec<String> {
            let keys = from
                .iter()
                .filter(|(key, names)| to.get(*key) != Some(names));
            keys.map(|(key, names)| format!("{key} {names:?}"))
                .collect()
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(
            differs(&spanish, &said),
            none,
            "in es.ftl and otherwise in {tag}.ftl"
        );
        assert_eq!(
            differs(&said, &spanish),
            none,
            "in {tag}.ftl and otherwise in es.ftl"
        );
    }
}

#[test]
fn what_is_embedded_is_what_lies_in_the_folder() {
    let files = catalogue_files(folder()).expect("the folder");
    let mut embedded: Vec<&str> = Catalogues::embedded()
        .languages()
        .map(|of| of.tag())
        .collect();
    assert_eq!(embedded[0], "es");
    embedded.sort_unstable();
    let tags: Vec<&str> = files.iter().map(|(tag, _)| tag.as_str()).collect();
    assert_eq!(embedded, tags);
    for language in Catalogues::embedded().languages() {
        assert_ne!(language.text("language-name"), "language-name");
        let said: Vec<&str> = language.keys().collect();
        let keys = variables(&source(language.tag()));
        assert_eq!(said, keys.keys().map(String::as_str).collect::<Vec<_>>());
    }
}

#[test]
fn one_more_file_is_one_more_language() {
    let beside = tempfile::tempdir().expect("a folder");
    for (tag, path) in catalogue_files(folder()).expect("the folder") {
        std::fs::copy(path, beside.path().join(format!("{tag}.ftl"))).expect("a copy");
    }
    let third = pseudo::catalogue(&source("es")).replace("= Español", "= Èèspàànòòl");
    std::fs::write(beside.path().join("qps.ftl"), third).expect("a third file");

    let files = catalogue_files(beside.path()).expect("the folder");
    let files: Vec<(String, String)> = files
        .into_iter()
        .map(|(tag, path)| (tag, std::fs::read_to_string(path).expect("a catalogue")))
        .collect();
    let sources: Vec<(&str, &str)> = files.iter().map(|(tag, text)| (&**tag, &**text)).collect();
    let all = Catalogues::read(&sources).expect("three catalogues");
    let names: Vec<String> = all.languages().map(|of| of.text("language-name")).collect();
    assert_eq!(names, ["Español", "English", "Èèspàànòòl"]);
    let pseudo = all.language("qps").expect("it is found by its file's name");
    for key in all
        .first()
        .keys()
        .filter(|key| !key.starts_with("language-"))
    {
        let said = pseudo.text(key);
        assert!(
            said.starts_with('⟦') && said.ends_with('⟧'),
            "{key}: {said}"
        );
    }
    let english = all.language("en").expect("it is still there");
    let told = |language: puente_texts::Language<'_>| language.text("cli-usage");
    assert_eq!(
        [told(english), told(pseudo)],
        ["Usage", "⟦Uso⟧".replace('o', "òò").as_str()]
    );
}
