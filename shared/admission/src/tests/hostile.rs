//! Changes no honest device writes, with an honest neighbour each: the verdict, and that the
//! neighbour enters and the document lives.

mod chunks;
mod history;
mod operations;

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
