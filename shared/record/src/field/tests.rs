use std::collections::BTreeSet;

use super::*;
use crate::key::Key;

fn all_fields() -> impl Iterator<Item = &'static Field> {
    let of_entries = ENTRY_KINDS.iter().flat_map(|kind| kind.fields);
    FIELDS.iter().chain(of_entries)
}

#[test]
fn every_field_is_found_by_an_id_that_is_a_key() {
    for known in FIELDS {
        assert_eq!(field(known.id), Some(known));
        assert_eq!(Key::parse(known.id), Ok(Key::Field(known.id)));
    }
    assert_eq!(field("kind"), None);
    let ids: BTreeSet<_> = FIELDS.iter().map(|field| field.id).collect();
    assert_eq!(ids.len(), FIELDS.len());
}

#[test]
fn entries_live_where_their_fields_do() {
    for kind in ENTRY_KINDS {
        assert_eq!(entry_kind(kind.id), Some(kind));
        for field in kind.fields {
            assert_eq!(field.compartment, kind.compartment);
            assert_eq!(field.shape, FieldShape::Single);
            assert_eq!(kind.field(field.id), Some(field));
        }
    }
}

#[test]
fn coded_fields_have_a_list() {
    for field in all_fields() {
        if field.kind == FieldType::Code {
            assert!(field.codes.is_some(), "{}", field.id);
        }
    }
}

#[test]
fn the_safer_value_can_be_told() {
    for field in all_fields().filter(|f| f.merge == MergePolicy::SaferWins) {
        let codes = field.codes.expect("a list with ranks").codes;
        let ranks: BTreeSet<_> = codes.iter().map(|code| code.rank).collect();
        assert_eq!(ranks.len(), codes.len(), "{}", field.id);
    }
}

#[test]
fn sets_keep_all_their_members() {
    for field in all_fields().filter(|f| f.shape == FieldShape::Set) {
        assert_eq!(field.merge, MergePolicy::KeepAll, "{}", field.id);
    }
}

#[test]
fn what_harms_most_is_not_in_the_core() {
    for field in all_fields().filter(|f| f.sensitivity == Sensitivity::S4) {
        assert_eq!(field.compartment, Compartment::Protection, "{}", field.id);
    }
    // The only sensitive thing in the core is the colour of urgency, for which somebody must run.
    let sensitive: Vec<_> = all_fields()
        .filter(|f| f.compartment == Compartment::Core && f.sensitivity == Sensitivity::S3)
        .map(|f| f.id)
        .collect();
    assert_eq!(sensitive, ["urgent_medical"]);
}

#[test]
fn the_gate_requires_five_answers() {
    let required: Vec<_> = FIELDS
        .iter()
        .filter(|f| f.asked == FormStage::Gate && f.required == Required::Required)
        .filter(|f| f.id != "notice.version")
        .map(|f| f.id)
        .collect();
    let five = [
        "name.given",
        "name.surname1",
        "sex",
        "alone",
        "urgent_medical",
    ];
    assert_eq!(required, five);
}
