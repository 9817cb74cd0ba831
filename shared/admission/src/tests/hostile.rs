//! Changes no honest device writes, with an honest neighbour each: the verdict, and that the
//! neighbour enters and the document lives.

use puente_record::ChangeHash;

use super::crafted::*;
use super::*;
use crate::{Reason, Refusal};

/// A document with 4 operations of device 1, and an honest change on top of it that is not yet in.
struct Scene {
    base: Document,
    saved: Vec<u8>,
    neighbour: NewChange,
}

/// `kind`, then in order of keys: age 1, home_site 2, kind 3, name.given 4.
const MAX_OP: u64 = 4;
const AGE_OP: i64 = 1;
const GIVEN_OP: i64 = 4;
const DEVICE_1: [u8; 16] = [1; 16];

fn scene() -> Scene {
    let (base, _) = begun();
    let neighbour = write(&mut base.clone(), 2, "sex", "f");
    Scene {
        saved: base.save(),
        base,
        neighbour,
    }
}

fn put(scene: &Scene) -> Crafted {
    Crafted::put(&scene.base, MAX_OP + 1, "alone", "yes")
}

fn assert_quarantined(scene: &Scene, raw: &[u8], reason: impl Into<Reason>) {
    let reason = reason.into();
    let neighbour = &scene.neighbour.raw[..];
    for raw in [[raw, neighbour], [neighbour, raw]] {
        let outcome = try_all(Some(scene.saved.clone()), &raw);
        let mut verdicts = outcome.verdicts;
        if raw[0] == neighbour {
            verdicts.reverse();
        }
        assert_eq!(
            verdicts,
            [Verdict::Quarantined(reason), Verdict::Accepted],
            "{}",
            reason.as_str()
        );
        let state = outcome.state.unwrap();
        assert_eq!(state.order.len(), 2);
        assert_sound(&state);
    }
}

#[track_caller]
fn assert_refused(crafted: impl FnOnce(&Scene) -> Crafted, reason: impl Into<Reason>) {
    let scene = scene();
    assert_quarantined(&scene, &crafted(&scene).raw(), reason);
}

#[test]
fn the_writer_of_these_tests_writes_what_automerge_would() {
    let scene = scene();
    let replacing = Crafted::put(&scene.base, MAX_OP + 1, "age", "9").replacing(DEVICE_1, AGE_OP);
    for crafted in [put(&scene), replacing] {
        let outcome = try_all(
            Some(scene.saved.clone()),
            &[&crafted.raw(), &scene.neighbour.raw],
        );
        assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
        assert_sound(&outcome.state.unwrap());
    }
}

#[test]
fn a_gap_in_an_actors_sequence_is_quarantined() {
    assert_refused(
        |scene| Crafted {
            seq: 5,
            ..put(scene)
        },
        Reason::SequenceGap,
    );
}

#[test]
fn a_second_change_that_does_not_follow_the_first_is_quarantined() {
    let (mut base, _) = begun();
    let before = base.heads();
    write(&mut base, 3, "age", "31");
    let neighbour = write(&mut base.clone(), 2, "sex", "f");
    let scene = Scene {
        saved: base.save(),
        base,
        neighbour,
    };
    let crafted = Crafted {
        actor: vec![3; 16],
        seq: 2,
        deps: before,
        ..put(&scene)
    };
    let outcome = try_all(
        Some(scene.saved.clone()),
        &[&crafted.raw(), &scene.neighbour.raw],
    );
    assert_eq!(
        outcome.verdicts,
        [Verdict::Quarantined(Reason::SequenceGap), Verdict::Accepted]
    );
    assert_sound(&outcome.state.unwrap());
}

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

#[test]
fn operation_numbers_below_or_beside_the_pasts_are_quarantined() {
    for start_op in [1, MAX_OP, MAX_OP + 2] {
        assert_refused(
            |scene| Crafted {
                start_op,
                ..put(scene)
            },
            Reason::OperationNumber,
        );
    }
}

#[test]
fn a_predecessor_that_is_not_there_is_quarantined() {
    let age = |scene: &Scene| Crafted::put(&scene.base, MAX_OP + 1, "age", "9");
    // No such operation, one on another key, and one of an actor nobody knows.
    for (actor, counter) in [(DEVICE_1, 2), (DEVICE_1, GIVEN_OP), ([9; 16], 1)] {
        assert_refused(
            |scene| age(scene).replacing(actor, counter),
            Reason::UnknownPredecessor,
        );
    }
    assert_refused(
        |scene| age(scene).replacing(DEVICE_1, 5),
        Refusal::PredecessorRange,
    );
    assert_refused(
        |scene| age(scene).replacing(DEVICE_1, 0),
        Refusal::PredecessorRange,
    );
    assert_refused(age, Reason::PartialPredecessors);
    let unlisted = |scene: &Scene| {
        let crafted = age(scene).replacing(DEVICE_1, AGE_OP);
        crafted.with(PRED_ACTOR, literal(&[uleb(2)]))
    };
    assert_refused(unlisted, Refusal::PredecessorOrder);
}

#[test]
fn deleting_what_is_not_there_is_quarantined() {
    let delete = |scene: &Scene, counter| {
        let crafted = Crafted::put(&scene.base, MAX_OP + 1, "age", "").replacing(DEVICE_1, counter);
        crafted
            .with(ACTION, literal(&[uleb(3)]))
            .with(VALUE_META, literal(&[uleb(0)]))
    };
    assert_refused(|scene| delete(scene, 3), Reason::UnknownPredecessor);
    let nothing = |scene: &Scene| {
        let mut crafted = delete(scene, 1);
        crafted.other_actors.clear();
        crafted
            .with(PRED_COUNT, literal(&[uleb(0)]))
            .with(PRED_ACTOR, Vec::new())
            .with(PRED_COUNTER, Vec::new())
    };
    assert_refused(nothing, Refusal::DeletesNothing);
}

#[test]
fn replacing_what_was_replaced_before_is_quarantined() {
    let (mut base, _) = begun();
    write(&mut base, 3, "age", "31");
    let neighbour = write(&mut base.clone(), 2, "sex", "f");
    let scene = Scene {
        saved: base.save(),
        base,
        neighbour,
    };
    let crafted = Crafted::put(&scene.base, MAX_OP + 2, "age", "9").replacing(DEVICE_1, AGE_OP);
    let outcome = try_all(
        Some(scene.saved.clone()),
        &[&crafted.raw(), &scene.neighbour.raw],
    );
    let partial = Verdict::Quarantined(Reason::PartialPredecessors);
    assert_eq!(outcome.verdicts, [partial, Verdict::Accepted]);
}

#[test]
fn bombs_of_run_lengths_are_quarantined_at_once() {
    let started = std::time::Instant::now();
    for count in [1_000_000, 30_000_000, i64::MAX >> 2] {
        let bomb = |scene: &Scene| {
            put(scene)
                .with(KEY, run(count, &prefixed(b"alone")))
                .with(INSERT, uleb(count as u64))
                .with(ACTION, run(count, &uleb(1)))
                .with(VALUE_META, run(count, &uleb(6)))
                .with(VALUE, Vec::new())
                .with(PRED_COUNT, run(count, &uleb(0)))
        };
        assert_refused(bomb, Refusal::TooManyOperations);
        for (column, refusal) in [
            (KEY, Refusal::ColumnLength),
            (VALUE_META, Refusal::ColumnLength),
        ] {
            let value = if column == KEY {
                prefixed(b"alone")
            } else {
                uleb(6)
            };
            assert_refused(|scene| put(scene).with(column, run(count, &value)), refusal);
        }
        assert_refused(
            |scene| put(scene).with(INSERT, uleb(count as u64)),
            Refusal::ColumnLength,
        );
        let group = literal(&[uleb(count as u64)]);
        assert_refused(
            |scene| put(scene).with(PRED_COUNT, group),
            Refusal::TooManyPredecessors,
        );
        let actors = run(count, &uleb(0));
        assert_refused(
            |scene| put(scene).with(PRED_ACTOR, actors),
            Refusal::ColumnLength,
        );
    }
    let nulls = [sleb(0), uleb(u64::MAX >> 2)].concat();
    assert_refused(|scene| put(scene).with(ACTION, nulls), Refusal::NotFlat);
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn chunks_of_other_kinds_are_quarantined() {
    let scene = scene();
    for chunk_type in [0, 2, 3, 4, 255] {
        let raw = Crafted {
            chunk_type,
            ..put(&scene)
        }
        .raw();
        assert_quarantined(&scene, &raw, Refusal::NotOneChange);
    }
    assert_quarantined(&scene, &scene.saved, Refusal::NotOneChange);
    assert_quarantined(&scene, b"", Refusal::NotAChunk);
    let two = [put(&scene).raw(), scene.neighbour.raw.clone()].concat();
    assert_quarantined(&scene, &two, Refusal::NotOneChange);
    let good_and_bad = [&put(&scene).raw()[..], &[0x85, 0x6f]].concat();
    assert_quarantined(&scene, &good_and_bad, Refusal::NotOneChange);
}

#[test]
fn a_deflated_column_is_quarantined() {
    for column in [KEY, ACTION, VALUE, PRED_COUNT] {
        let deflated = |scene: &Scene| {
            let mut crafted = put(scene);
            for (specification, _) in &mut crafted.columns {
                if *specification == column {
                    *specification |= 0x08;
                }
            }
            crafted
        };
        assert_refused(deflated, Refusal::Columns);
    }
}

#[test]
fn a_wrong_checksum_is_quarantined() {
    let scene = scene();
    let mut raw = put(&scene).raw();
    raw[5] ^= 1;
    assert_quarantined(&scene, &raw, Refusal::Checksum);
}

#[test]
fn a_second_spelling_of_a_neighbour_does_not_harm_it() {
    let scene = scene();
    let body = body_of(&scene.neighbour.raw);
    let mut length = uleb(body.len() as u64);
    *length.last_mut().unwrap() |= 0x80;
    length.push(0);
    let raw = [&scene.neighbour.raw[..9], &length, body].concat();
    let mut ahead = scene.base.clone();
    ahead.apply(&[&scene.neighbour.raw]).unwrap();
    let follower = write(&mut ahead, 4, "age", "31");
    let outcome = try_all(
        Some(scene.saved),
        &[&raw, &scene.neighbour.raw, &follower.raw],
    );
    let quarantined = Verdict::Quarantined(Refusal::NotCanonical.into());
    assert_eq!(
        outcome.verdicts,
        [quarantined, Verdict::Accepted, Verdict::Accepted]
    );
}

#[test]
fn what_follows_a_quarantined_change_is_quarantined_and_nothing_else() {
    let scene = scene();
    let bad = Crafted {
        seq: 5,
        ..put(&scene)
    }
    .raw();
    let bad_hash = crate::guard(&bad).unwrap().hash;
    let follower = Crafted {
        deps: vec![bad_hash],
        actor: vec![0xdd; 16],
        ..put(&scene)
    };
    let unreadable = Crafted {
        time: 1 << 54,
        ..put(&scene)
    }
    .raw();
    let unreadable_hash = crate::guard::hash_of(&unreadable).unwrap();
    let follower_2 = Crafted {
        deps: vec![unreadable_hash],
        ..follower.clone()
    };
    let unknown = Crafted {
        deps: vec![ChangeHash::from_bytes([3; 32])],
        ..follower.clone()
    };
    let raw = [
        follower.raw(),
        follower_2.raw(),
        unknown.raw(),
        unreadable,
        bad,
    ];
    let mut raw: Vec<&[u8]> = raw.iter().map(|raw| &raw[..]).collect();
    raw.push(&scene.neighbour.raw);
    let outcome = try_all(Some(scene.saved), &raw);
    let depends = Verdict::Quarantined(Reason::DependsOnQuarantined);
    let expected = [
        depends,
        depends,
        Verdict::Pending,
        Verdict::Quarantined(Refusal::TimeRange.into()),
        Verdict::Quarantined(Reason::SequenceGap),
        Verdict::Accepted,
    ];
    assert_eq!(outcome.verdicts, expected);
}

#[test]
fn two_changes_in_one_place_block_nobody_else() {
    // A cloned device, or a forger who came first: one of the two enters, always the same.
    let (base, first) = begun();
    let one = write(&mut base.clone(), 5, "age", "31");
    let other = write(&mut base.clone(), 5, "age", "32");
    let neighbour = write(&mut base.clone(), 2, "sex", "f");
    let winner = one.hash.min(other.hash);
    let reused = Verdict::Quarantined(Reason::ActorReused);
    for pair in [[&one, &other], [&other, &one]] {
        let raw = [&pair[0].raw[..], &pair[1].raw, &neighbour.raw, &first.raw];
        let outcome = try_all(None, &raw);
        let expected = pair.map(|change| {
            if change.hash == winner {
                Verdict::Accepted
            } else {
                reused
            }
        });
        assert_eq!(outcome.verdicts[..2], expected);
        assert_eq!(outcome.verdicts[2..], [Verdict::Accepted; 2]);
        assert_sound(&outcome.state.unwrap());
    }
    let saved = try_all(None, &[&first.raw, &other.raw])
        .state
        .unwrap()
        .saved;
    let outcome = try_all(Some(saved), &[&one.raw, &neighbour.raw]);
    assert_eq!(outcome.verdicts, [reused, Verdict::Accepted]);
}

#[test]
fn what_a_document_is_cannot_be_changed() {
    assert_refused(
        |scene| Crafted::put(&scene.base, MAX_OP + 1, "kind", "contact").replacing(DEVICE_1, 3),
        Reason::ImmutableKey,
    );
    assert_refused(
        |scene| Crafted::put(&scene.base, MAX_OP + 1, "core", &"ab".repeat(16)),
        Reason::ImmutableKey,
    );
    let begins = |scene: &Scene, key: &str, text: &str| Crafted {
        deps: Vec::new(),
        ..Crafted::put(&scene.base, 1, key, text)
    };
    assert_refused(|scene| begins(scene, "age", "9"), Reason::KindMissing);
    assert_refused(
        |scene| begins(scene, "kind", "dossier"),
        Reason::KindUnknown,
    );
    assert_refused(
        |scene| begins(scene, "kind", "contact"),
        Reason::CorePointer,
    );
    let two = |scene: &Scene, core: &str| {
        let text = format!("{core}contact");
        let metas = [uleb((core.len() as u64) << 4 | 6), uleb(7 << 4 | 6)];
        begins(scene, "kind", "contact")
            .with(KEY, literal(&[prefixed(b"core"), prefixed(b"kind")]))
            .with(INSERT, uleb(2))
            .with(ACTION, run(2, &uleb(1)))
            .with(VALUE_META, literal(&metas))
            .with(VALUE, text.into_bytes())
            .with(PRED_COUNT, run(2, &uleb(0)))
    };
    assert_refused(|scene| two(scene, "nobody"), Reason::CorePointer);
    assert_refused(|scene| two(scene, &"ab".repeat(16)), Reason::OriginDiffers);
}

#[test]
fn a_second_beginning_of_the_same_kind_does_no_harm() {
    let scene = scene();
    let again = Crafted {
        deps: Vec::new(),
        ..Crafted::put(&scene.base, 1, "kind", "core")
    };
    let outcome = try_all(Some(scene.saved), &[&again.raw(), &scene.neighbour.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
    assert_sound(&outcome.state.unwrap());
}
