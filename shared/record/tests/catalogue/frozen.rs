//! Version 1 of the schema, kept for ever: an id, a type, a compartment, a merge policy or a code of a release
//! may never be removed or given another meaning; only additions are allowed.

use std::collections::BTreeSet;

use puente_record::code_list::CODE_LISTS;
use puente_record::{ENTRY_KINDS, FIELDS, Field};

use crate::word;

/// Written on 2026-11-25; it changes only by a decision in the README.
const VERSION_1: &str = include_str!("../../../../tests/fixtures/record/v1.txt");

/// One line for each thing that must stay.
fn present() -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for field in FIELDS {
        lines.insert(line("field", field));
    }
    for kind in ENTRY_KINDS {
        lines.insert(format!("kind {} {}", kind.id, kind.compartment));
        for field in kind.fields {
            lines.insert(line(&format!("in {}", kind.id), field));
        }
    }
    for list in CODE_LISTS {
        for code in list.codes {
            lines.insert(format!(
                "code {} {} {} {}",
                list.id, code.code, code.rank, code.en
            ));
        }
    }
    lines
}

fn line(what: &str, field: &Field) -> String {
    let list = field.codes.map_or("-", |list| list.id);
    let unit = field.unit.unwrap_or("-");
    format!(
        "{what} {} {} {} {list} {unit} {} {}",
        field.id,
        word(field.shape),
        word(field.kind),
        field.compartment,
        word(field.merge),
    )
}

#[test]
fn what_was_released_stays_as_it_was() {
    let present = present();
    let gone: Vec<&str> = VERSION_1
        .lines()
        .filter(|line| !present.contains(*line))
        .collect();
    assert!(gone.is_empty(), "changed or gone: {gone:#?}");
}

/// A version is frozen once: `PUENTE_FREEZE=1` writes the fixture with which the test above compares the table.
#[test]
fn a_version_is_frozen_on_purpose_only() {
    let lines: Vec<String> = present().into_iter().collect();
    if std::env::var_os("PUENTE_FREEZE").is_some() {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../../tests/fixtures/record/v1.txt");
        std::fs::write(path, lines.join("\n") + "\n").unwrap();
    }
    let sorted: Vec<&str> = VERSION_1.lines().collect();
    assert!(sorted.is_sorted() && sorted.len() > 500);
}
