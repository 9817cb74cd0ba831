//! Other encodings of honest changes.

use super::super::crafted::*;
use super::*;

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
    let quarantined = Verdict::Quarantined(GuardError::NotCanonical.into());
    assert_eq!(
        outcome.verdicts,
        [quarantined, Verdict::Accepted, Verdict::Accepted]
    );
}
