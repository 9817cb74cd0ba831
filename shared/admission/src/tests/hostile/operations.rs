//! Operations a flat document of strings does not have.

use super::super::crafted::*;
use super::*;

#[test]
fn an_operation_within_an_object_is_quarantined() {
    // An object that does not exist, one of an unknown actor, and the name of a plain value as one.
    for (actor, counter) in [(0, 900), (9, 1), (1, 4)] {
        assert_refused(
            |scene| {
                put(scene)
                    .with(OBJ_ACTOR, literal(&[uleb(actor)]))
                    .with(OBJ_COUNTER, literal(&[uleb(counter)]))
            },
            Refusal::Columns,
        );
    }
}

#[test]
fn an_operation_on_a_list_is_quarantined() {
    let element = |scene: &Scene| {
        put(scene)
            .with(KEY, Vec::new())
            .with(KEY_ACTOR, literal(&[uleb(0)]))
            .with(KEY_COUNTER, literal(&[sleb(77)]))
    };
    assert_refused(element, Refusal::Columns);
    let mut inserts = uleb(0);
    inserts.extend(uleb(1));
    assert_refused(|scene| put(scene).with(INSERT, inserts), Refusal::NotFlat);
    let mut no_key = sleb(0);
    no_key.extend(uleb(1));
    assert_refused(|scene| put(scene).with(KEY, no_key), Refusal::NotFlat);
}

#[test]
fn making_objects_counting_and_marking_are_quarantined() {
    for action in [0, 2, 4, 5, 6, 7, 99] {
        assert_refused(
            |scene| put(scene).with(ACTION, literal(&[uleb(action)])),
            Refusal::Action,
        );
    }
    let expand = |scene: &Scene| put(scene).with(0x94, vec![0, 1]);
    assert_refused(expand, Refusal::Columns);
    let mark = |scene: &Scene| put(scene).with(0xa5, literal(&[prefixed(b"bold")]));
    assert_refused(mark, Refusal::Columns);
}

#[test]
fn values_that_are_no_strings_are_quarantined() {
    for value_type in (0..16).filter(|value_type| *value_type != 6) {
        let meta = literal(&[uleb(3 << 4 | value_type)]);
        assert_refused(
            |scene| put(scene).with(VALUE_META, meta),
            Refusal::ValueType,
        );
    }
}

#[test]
fn operation_numbers_at_the_end_of_the_counters_are_quarantined() {
    for start_op in [
        0,
        1 << 31,
        u64::from(u32::MAX) - 1,
        u64::from(u32::MAX),
        1 << 40,
    ] {
        assert_refused(
            |scene| Crafted {
                start_op,
                ..put(scene)
            },
            Refusal::OperationRange,
        );
    }
    assert_refused(
        |scene| Crafted {
            start_op: 1 << 63,
            ..put(scene)
        },
        Refusal::NumberTooLarge,
    );
    for start_op in [(1 << 31) - 1, 1_000_000] {
        assert_refused(
            |scene| Crafted {
                start_op,
                ..put(scene)
            },
            Reason::OperationNumber,
        );
    }
    for seq in [0, 1 << 31] {
        assert_refused(
            |scene| Crafted { seq, ..put(scene) },
            Refusal::SequenceRange,
        );
    }
}
