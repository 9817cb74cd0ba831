//! Logs of installs: gaps, repetitions, copies of a store.

use puente_document::Edit;
use puente_policy::Role;
use puente_protocol::problem::ProblemCode;

use crate::phone::send;
use crate::world::World;

#[test]
fn a_copy_of_a_store_is_told_so_and_goes_on_as_a_new_install() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    let mut copy = ana.clone();
    ana.register(&mut world, "Persona Dos");
    ana.sync(&world);
    let third = copy.register(&mut world, "Persona Tres");
    // The same counter with other content.
    assert_eq!(
        copy.exchange(&world).unwrap_err(),
        ProblemCode::InstallForked
    );
    // A higher counter does not help: the segment's number is taken.
    assert_eq!(
        copy.exchange(&world).unwrap_err(),
        ProblemCode::InstallForked
    );
    copy.take_new_install(&mut world);
    let edits = [Edit::put("name.given", "Persona Tres")];
    let again = copy.create(&mut world, puente_record::DocumentKind::Core, None, &edits);
    assert_ne!(again, third);
    copy.sync(&world);
    assert_eq!(world.server.administration.status().unwrap().records, 3);
    assert_eq!(world.server.administration.status().unwrap().quarantined, 0);
    world.assert_whole();
}

#[test]
fn an_old_idle_request_is_a_fork_too() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let old = ana.request(&world);
    send(&world, &old).unwrap();
    send(&world, &old).unwrap();
    ana.register(&mut world, "Persona Uno");
    ana.sync(&world);
    assert_eq!(send(&world, &old).unwrap_err(), ProblemCode::InstallForked);
}

#[test]
fn what_lies_behind_a_gap_is_left_for_later() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    let mut luz = world.phone("Norte", Role::Volunteer);
    for n in 0..4 {
        ana.register(&mut world, &format!("Persona {n}"));
        ana.seal(&world);
    }
    let kept = ana.segments.remove(&2).unwrap();
    let reply = ana.sync(&world);
    assert_eq!(reply.ack().next_n, 2);
    assert_eq!(ana.segments.keys().copied().collect::<Vec<_>>(), [3]);
    assert_eq!(luz.sync(&world).whole.len(), 2);
    ana.segments.insert(2, kept);
    assert_eq!(ana.sync(&world).ack().next_n, 4);
    assert_eq!(luz.sync(&world).whole.len(), 2);
    world.assert_whole();
}

#[test]
fn segments_before_a_broken_one_are_taken() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.seal(&world);
    ana.register(&mut world, "Persona Dos");
    ana.seal(&world);
    let broken = ana.segments.get_mut(&1).unwrap();
    let last = broken.len() - 1;
    broken[last] ^= 1;
    assert_eq!(ana.sync(&world).ack().next_n, 1);
    // Alone in the request, it shows that the device's own signature is wrong.
    assert_eq!(
        ana.exchange(&world).unwrap_err(),
        ProblemCode::InstallForked
    );
    ana.segments.insert(1, b"no segment".to_vec());
    assert_eq!(ana.exchange(&world).unwrap_err(), ProblemCode::Malformed);
    world.assert_whole();
}

#[test]
fn an_acknowledged_segment_is_acknowledged_again() {
    let mut world = World::new();
    let mut ana = world.phone("Norte", Role::Volunteer);
    ana.register(&mut world, "Persona Uno");
    ana.seal(&world);
    let first = ana.segments.clone();
    let receipts = ana.sync(&world).ack().receipts.clone();
    ana.segments = first;
    ana.register(&mut world, "Persona Dos");
    let reply = ana.sync(&world);
    assert_eq!(reply.ack().next_n, 2);
    assert_eq!(reply.ack().receipts[0], receipts[0]);
    assert_eq!(reply.ack().receipts.len(), 2);
    world.assert_whole();
}
