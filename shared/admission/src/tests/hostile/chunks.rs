//! Bytes that are no change of ours: other chunks, other spellings, bombs.

use super::super::crafted::*;
use super::*;

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
