use puente_record::VALUE_BYTES_MAX;

use super::*;
use crate::EditError;
use crate::limits::{
    CHANGE_BYTES_MAX, CHANGE_OPERATIONS_MAX, DOCUMENT_CHANGES_MAX, DOCUMENT_OPERATIONS_MAX,
    TIME_MS_MAX,
};

fn try_write(document: &mut Document, edits: &[Edit]) -> Result<Option<AuthoredChange>, EditError> {
    document.edit(&author(2, true), edits, &mut rng(2))
}

#[test]
fn a_change_that_fits_is_never_larger_than_a_change_may_be() {
    let mut document = begun(&[]);
    for (fields, bytes) in [
        (6, VALUE_BYTES_MAX),
        (7, VALUE_BYTES_MAX),
        (CHANGE_OPERATIONS_MAX, 1),
        (1_200, 25),
    ] {
        let value = "x".repeat(bytes);
        let edits: Vec<_> = (0..fields).map(|n| put(&format!("f{n}"), &value)).collect();
        let change = try_write(&mut document.clone(), &edits).unwrap().unwrap();
        assert!(change.raw.len() <= CHANGE_BYTES_MAX);
    }
    for (fields, bytes) in [
        (9, VALUE_BYTES_MAX),
        (CHANGE_OPERATIONS_MAX + 1, 1),
        (1_800, 30),
    ] {
        let value = "x".repeat(bytes);
        let edits: Vec<_> = (0..fields).map(|n| put(&format!("f{n}"), &value)).collect();
        let before = document.save();
        assert_eq!(
            try_write(&mut document, &edits),
            Err(EditError::ChangeTooLarge)
        );
        assert_eq!(document.save(), before);
    }
}

#[test]
fn a_value_or_a_reason_too_long_is_refused() {
    let mut document = begun(&[]);
    let long = "x".repeat(VALUE_BYTES_MAX + 1);
    assert!(matches!(
        try_write(&mut document, &[put("age", &long)]),
        Err(EditError::Value { .. })
    ));
    let resolve = Edit::Resolve {
        field: "age".to_owned(),
        value: "30".into(),
        reason: "x".repeat(201),
    };
    assert_eq!(
        try_write(&mut document, &[resolve]),
        Err(EditError::ReasonTooLong)
    );
    let basis = Basis::Other("x".repeat(257));
    let who = Authorship {
        basis,
        ..author(2, false)
    };
    let refused = document.edit(&who, &[put("age", "30")], &mut rng(2));
    assert_eq!(refused, Err(EditError::ReasonTooLong));
}

#[test]
fn a_full_document_takes_no_more() {
    let mut document = begun(&[]);
    let value = "x".repeat(VALUE_BYTES_MAX);
    let mut written = 0;
    let error = loop {
        let edits: Vec<_> = (0..7)
            .map(|n| put(&format!("f{n}"), &format!("{written}{}", &value[8..])))
            .collect();
        match try_write(&mut document, &edits) {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error, EditError::DocumentFull);
    assert_eq!(written, 18); // 1 MiB of 57 KiB each, less one change of the greatest size
    const { assert!(DOCUMENT_CHANGES_MAX > 18) };
}

#[test]
fn a_document_of_many_small_fields_takes_no_more_than_can_be_opened_quickly() {
    let mut document = begun(&[]);
    let mut written = 0;
    let error = loop {
        let put = |n| put(&format!("f{n}"), &written.to_string());
        let edits: Vec<_> = (0..1_000).map(put).collect();
        match try_write(&mut document, &edits) {
            Ok(_) => written += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(error, EditError::DocumentFull);
    // Less one change with the most operations, and the operations that began the document.
    let room = DOCUMENT_OPERATIONS_MAX - CHANGE_OPERATIONS_MAX;
    assert_eq!(written, room / 1_000);
    let loaded = Document::load(ID, &document.save()).unwrap();
    let again = try_write(&mut loaded.clone(), &[put("f1", "x")]);
    assert_eq!(again, Err(EditError::DocumentFull), "found out again");
}

#[test]
fn a_broken_clock_is_kept_within_what_can_be_stored() {
    let mut document = begun(&[]);
    for time_ms in [i64::MIN, i64::MAX, 0] {
        let who = Authorship {
            time_ms,
            ..author(2, false)
        };
        let edit = [put("age", &time_ms.to_string())];
        document.edit(&who, &edit, &mut rng(2)).unwrap();
    }
    let loaded = Document::load(ID, &document.save()).unwrap();
    let times: Vec<_> = loaded
        .history()
        .iter()
        .skip(1)
        .map(|line| line.time_ms)
        .collect();
    assert_eq!(times, [-TIME_MS_MAX, TIME_MS_MAX, 0]);
}
