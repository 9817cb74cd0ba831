//! Changes that do not continue their past, or claim another one.

use puente_record::ChangeHash;

use super::super::crafted::*;
use super::*;

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
        Verdict::WAITS,
        Verdict::Quarantined(GuardError::TimeRange.into()),
        Verdict::Quarantined(Reason::SequenceGap),
        Verdict::Accepted,
    ];
    assert_eq!(outcome.verdicts, expected);
}

#[test]
fn two_changes_in_one_place_block_nobody_else() {
    // A cloned device, or a forger who came first: one of the two changes enters, always the same one.
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
fn a_second_beginning_of_the_same_kind_does_no_harm() {
    let scene = scene();
    let beginning = |origin: &Origin| {
        let made = Document::create(ID, origin, &author(9, false), &[], &mut rng(9));
        made.unwrap().1.raw
    };
    // No first change of another kind opens the same id. If a server did not check this, it still does not
    // enter.
    let other = beginning(&Origin::made(DocumentKind::Core, SITE, [4; 16]));
    assert_quarantined(&scene, &other, "origin_differs");
    let again = beginning(&ORIGIN);
    let outcome = try_all(Some(scene.saved), &[&again, &scene.neighbour.raw]);
    assert_eq!(outcome.verdicts, [Verdict::Accepted; 2]);
    assert_sound(&outcome.state.unwrap());
}
