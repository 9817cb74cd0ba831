//! The rows of the record's tables have texts in every language.

use puente_protocol::problem;
use puente_record::code_list::{CODE_LISTS, Code};
use puente_record::{ENTRY_KINDS, FIELDS, FindingCode};
use puente_texts::{Catalogues, Language};

/// Rows of the record's tables: the key, and the texts in the table itself.
fn rows() -> Vec<(String, [&'static str; 2])> {
    let key = |id: &str| id.replace('.', "-");
    let words = |of: &'static Code| [of.es, of.en];
    let mut rows = Vec::new();
    for field in FIELDS {
        rows.push((
            format!("field-{}", key(field.id)),
            [field.label_es, field.label_en],
        ));
    }
    for kind in ENTRY_KINDS {
        rows.push((format!("entry-{}", kind.id), [kind.label_es, kind.label_en]));
        for field in kind.fields {
            let key = format!("entry-{}-{}", kind.id, key(field.id));
            rows.push((key, [field.label_es, field.label_en]));
        }
    }
    for list in CODE_LISTS {
        for code in list.codes {
            rows.push((
                format!("code-{}-{}", key(list.id), key(code.code)),
                words(code),
            ));
        }
    }
    let findings = FindingCode::ALL.iter().map(|of| of.text());
    rows.extend(findings.map(|of| (format!("finding-{}", of.code), words(of))));
    rows
}

/// Beginnings of keys that are rows of the record's tables.
const TABLES: &[&str] = &["field-", "entry-", "code-", "finding-"];

/// In the app only.
const OTHERS: &[&str] = &["finding-unknown"];

#[test]
fn every_row_of_the_tables_has_its_words_in_every_language() {
    let rows = rows();
    assert!(rows.len() > 1_500, "{} rows", rows.len());
    for language in Catalogues::embedded().languages() {
        let missing: Vec<_> = rows.iter().filter(|(key, _)| !language.has(key)).collect();
        assert!(missing.is_empty(), "missing in {language:?}: {missing:?}");
    }
    let known = |key: &str| OTHERS.contains(&key) || rows.iter().any(|(known, _)| known == key);
    let spanish = Catalogues::embedded().first();
    let of_tables = spanish
        .keys()
        .filter(|key| TABLES.iter().any(|table| key.starts_with(table)));
    let of_nothing: Vec<_> = of_tables.filter(|key| !known(key)).collect();
    assert!(of_nothing.is_empty(), "of no row: {of_nothing:?}");
}

/// The texts of a code are in the table too, where they serve to understand lists and typed words. The app gets them from
/// there, so they must match the catalogues.
#[test]
fn the_tables_and_the_catalogues_say_the_same() {
    let language = |tag: &str| Catalogues::embedded().language(tag).expect("a language");
    let differs = |language: Language<'static>, place: usize| -> Vec<String> {
        let rows = rows().into_iter();
        let rows = rows.filter(|(key, words)| language.text(key) != words[place]);
        rows.map(|(key, words)| format!("{key}: {}", words[place]))
            .collect()
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(differs(language("es"), 0), none);
    assert_eq!(differs(language("en"), 1), none);
}

#[test]
fn every_problem_has_its_sentence_in_every_language() {
    for language in Catalogues::embedded().languages() {
        let keys = problem::ALL.iter().map(|code| code.text_key());
        let missing: Vec<_> = keys.filter(|key| !language.has(key)).collect();
        assert!(missing.is_empty(), "missing in {language:?}: {missing:?}");
    }
}

#[test]
fn everything_that_explains_two_records_has_its_words_in_every_language() {
    for key in puente_matching::explanation_keys() {
        let key = format!("cli-match-{key}");
        for tag in ["es", "en"] {
            let language = Catalogues::embedded().language(tag);
            assert!(language.expect("a language").has(&key), "{tag}: {key}");
        }
    }
}
