//! The data catalogue, for people and for programs, and the parts of a released version that must never change.
//!
//! `PUENTE_UPDATE=1 cargo test -p puente-record --test catalogue` writes the catalogue and the schema from the
//! field table; without it these tests fail if they are out of date.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its files fails"
)]

mod frozen;
mod markdown;
mod schema;

use std::path::Path;

use puente_record::{Field, Required};

/// Whether a file of this crate matches what is generated now; first writes it if that is asked for.
fn is_current(file: &str, generated: &str) -> bool {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("PUENTE_UPDATE").is_some() {
        std::fs::write(&path, generated).unwrap();
    }
    std::fs::read_to_string(path).is_ok_and(|stored| stored == generated)
}

/// An enum's variant as a word of the catalogue: `AdminReview` is `admin_review`.
fn word(variant: impl std::fmt::Debug) -> String {
    let mut word = String::new();
    for character in format!("{variant:?}").chars() {
        if character.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(character.to_ascii_lowercase());
    }
    word
}

fn required(field: &Field) -> &'static str {
    match field.required {
        Required::Required => "required",
        Required::Conditional => "conditional",
        Required::Optional => "optional",
    }
}

#[test]
fn the_catalogue_for_people_is_current() {
    let current = is_current("CATALOGUE.md", &markdown::catalogue());
    assert!(
        current,
        "CATALOGUE.md is stale: see tests/catalogue/main.rs"
    );
}

#[test]
fn the_catalogue_for_programs_is_current() {
    let current = is_current("record.schema.json", &schema::schema());
    assert!(
        current,
        "record.schema.json is stale: see tests/catalogue/main.rs"
    );
}
