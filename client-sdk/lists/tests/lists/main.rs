//! Lists as they really come, and files that are none.
#![allow(clippy::unwrap_used)]

mod arrivals;
mod asked;
mod generator;
mod hostile;
mod lines;
mod neighbours;
mod shapes;
mod texts;
mod values;
mod workbooks;
mod zip;

use puente_lists::{Answers, ListError, ListReading, Row, read};
use puente_record::Day;

/// A list of the fixtures.
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/fixtures/arrivals/"
    );
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn today() -> Day {
    Day::new(2026, 11, 25).unwrap()
}

fn understood(bytes: &[u8]) -> ListReading {
    let reading = read(bytes, &Answers::default(), today()).unwrap();
    assert_eq!(reading.questions, [], "nothing to ask");
    reading
}

fn refused(bytes: &[u8]) -> ListError {
    read(bytes, &Answers::default(), today()).unwrap_err()
}

/// What a row says of a field.
fn said<'a>(row: &'a Row, field: &str) -> &'a str {
    let mut fields = row.fields.iter();
    let value = fields.find(|(id, _)| id == field).map(|(_, value)| value);
    value.and_then(|value| value.as_text()).unwrap_or_default()
}

/// The meaning of each column; empty for what is not taken.
fn columns(reading: &ListReading) -> Vec<&'static str> {
    let columns = reading.columns.iter();
    columns
        .map(|column| column.meaning.map_or("", puente_lists::Meaning::as_str))
        .collect()
}
