//! Changes that no honest device writes, each beside an honest one: the verdict is right, the
//! honest change enters and the document stays readable.

mod history;
mod spelling;

use super::crafted::*;
use super::table::{AGE_OP, Ground, MAX_OP, no_changes};
use super::*;
use crate::{GuardError, Reason};

/// A document with 4 operations of device 1, and an honest change on top of it that has not entered yet.
struct Scene {
    base: Document,
    saved: Vec<u8>,
    neighbour: AuthoredChange,
}

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

/// Checks both orders of the two changes.
fn assert_quarantined(scene: &Scene, raw: &[u8], reason: &str) {
    let neighbour = &scene.neighbour.raw[..];
    for raw in [[raw, neighbour], [neighbour, raw]] {
        let outcome = try_all(Some(scene.saved.clone()), &raw);
        let mut verdicts = outcome.verdicts;
        if raw[0] == neighbour {
            verdicts.reverse();
        }
        let [Verdict::Quarantined(given), Verdict::Accepted] = verdicts[..] else {
            panic!("{verdicts:?} and not {reason}");
        };
        assert_eq!(given.as_str(), reason);
        let state = outcome.state.unwrap();
        assert_eq!(state.order.len(), 2);
        assert_sound(&state);
    }
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
fn every_row_of_the_table_is_quarantined_at_once_and_its_neighbour_enters() {
    let scene = scene();
    let ground = Ground {
        heads: scene.base.heads(),
        first_actor: DEVICE_1,
    };
    let rows = ground.rows(&|_| [0xcc; 16]);
    assert!(rows.len() > 80, "{} rows", rows.len());
    let started = std::time::Instant::now();
    for row in &rows {
        assert_quarantined(&scene, &row.crafted.raw(), row.reason);
    }
    let (took, rows) = (started.elapsed(), rows.len());
    assert!(took.as_secs() < 30, "{took:?} for {rows} rows");
}

#[test]
fn bytes_that_are_no_change_are_quarantined() {
    let scene = scene();
    for raw in no_changes(&put(&scene), &scene.saved) {
        let refusal = crate::guard(&raw).unwrap_err();
        assert_quarantined(&scene, &raw, refusal.as_str());
    }
}
